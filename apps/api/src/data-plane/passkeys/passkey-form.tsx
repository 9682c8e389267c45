import type { Language } from '../../edge/hosted-pages/language';
import { PASSKEY_SCRIPT } from './passkey-script';
import { passkeyTexts } from './passkey.texts';

export interface PasskeyFormProps {
  readonly ceremony: 'register' | 'sign_in';
  /** Where the browser's answer is posted, as `credential`. */
  readonly action: string;
  /** As JSON, from `Passkeys`. */
  readonly options: string;
  readonly formToken: string;
  readonly language: Language;
  /** Why a former attempt came to nothing. */
  readonly error: string | null;
}

/** The button that sets the device to work, with the script that hears it. One of them on a page. Without JavaScript it says so instead. */
export function PasskeyForm({ ceremony, action, options, formToken, language, error }: PasskeyFormProps) {
  const texts = passkeyTexts[language];
  return (
    <>
      <noscript>
        <p className="notice">{texts.noScript}</p>
      </noscript>
      <p
        id="passkey-status"
        className="notice bad"
        role="alert"
        hidden={error === null}
        data-unsupported={texts.unsupported}
        data-cancelled={texts.cancelled}
        data-failed={texts.failed}
        data-known={texts.alreadyThere}
      >
        {error}
      </p>
      <form method="post" action={action} data-ceremony={ceremony} data-options={options}>
        <input type="hidden" name="csrf" value={formToken} />
        <input type="hidden" name="credential" value="" />
        <button className="button" type="submit" hidden>
          {ceremony === 'register' ? texts.addButton : texts.signInButton}
        </button>
      </form>
      <script dangerouslySetInnerHTML={{ __html: PASSKEY_SCRIPT }} />
    </>
  );
}
