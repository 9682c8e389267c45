import { BotCheckWidget } from '../../edge/bot-check/bot-check-widget';
import type { Language } from '../../edge/hosted-pages/language';
import { emailCodeTexts } from './email-code.texts';
import { emailLinkTexts } from './email-link/email-link.texts';

export interface ResendFormProps {
  readonly email: string;
  /** Where a new mail is asked for. */
  readonly resendAction: string;
  /** Where another address is given. */
  readonly backHref: string;
  readonly formToken: string;
  readonly language: Language;
  /** Whether the mail brings more than a code. */
  readonly withLink: boolean;
}

/** For somebody to whom no mail came, or who mistyped their address. */
export function ResendForm({ email, resendAction, backHref, formToken, language, withLink }: ResendFormProps) {
  const texts = emailCodeTexts[language];
  return (
    <>
      <form method="post" action={resendAction}>
        <input type="hidden" name="csrf" value={formToken} />
        <input type="hidden" name="email" value={email} />
        <p className="small soft">
          {texts.noMail} <BotCheckWidget />
          <button className="link" type="submit">
            {withLink ? emailLinkTexts[language].sendNew : texts.sendNew}
          </button>
        </p>
      </form>
      <p className="small soft">
        {texts.wrongAddress} <a href={backHref}>{texts.useAnother}</a>
      </p>
    </>
  );
}
