import type { PageFrame } from '../../edge/hosted-pages/page-frame';
import { PageShell } from '../../edge/hosted-pages/page-shell';
import { PasskeyForm } from './passkey-form';
import { passkeyTexts } from './passkey.texts';

interface CeremonyPageProps {
  readonly frame: PageFrame;
  readonly gptName: string;
  readonly action: string;
  readonly options: string;
  readonly formToken: string;
  readonly error: string | null;
}

/** Signing in with a passkey. */
export function PasskeySignInPage({ frame, gptName, backHref, ...form }: CeremonyPageProps & { readonly backHref: string }) {
  const { language } = frame;
  const texts = passkeyTexts[language];
  return (
    <PageShell frame={frame} title={texts.signInHeading(gptName)}>
      <h1>{texts.signInHeading(gptName)}</h1>
      <p className="soft">{texts.signInIntro}</p>
      <PasskeyForm ceremony="sign_in" language={language} {...form} />
      <a className="button plain" href={backHref}>
        {texts.anotherWay}
      </a>
    </PageShell>
  );
}

export interface AddPasskeyPageProps extends CeremonyPageProps {
  readonly email: string;
  readonly skipAction: string;
}

/** Offered once, between a sign-in by other means and consent. */
export function AddPasskeyPage({ frame, gptName, email, skipAction, ...form }: AddPasskeyPageProps) {
  const { language } = frame;
  const texts = passkeyTexts[language];
  return (
    <PageShell frame={frame} title={texts.addHeading}>
      <h1>{texts.addHeading}</h1>
      <p className="soft">{texts.addIntro(gptName, email)}</p>
      <PasskeyForm ceremony="register" language={language} {...form} />
      <form method="post" action={skipAction}>
        <input type="hidden" name="csrf" value={form.formToken} />
        <button className="button plain" type="submit">
          {texts.skip}
        </button>
      </form>
    </PageShell>
  );
}
