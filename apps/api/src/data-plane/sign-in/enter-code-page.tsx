import { Emphasis } from '../../edge/hosted-pages/emphasis';
import type { PageFrame } from '../../edge/hosted-pages/page-frame';
import { PageShell } from '../../edge/hosted-pages/page-shell';
import { emailCodeTexts } from './email-code.texts';
import { emailLinkTexts } from './email-link/email-link.texts';
import { ResendForm } from './resend-form';

export interface EnterCodePageProps {
  readonly frame: PageFrame;
  readonly gptName: string;
  readonly email: string;
  readonly action: string;
  /** Where a new code is asked for, and another address is given. */
  readonly resendAction: string;
  readonly backHref: string;
  readonly formToken: string;
  /** Whether the mail brought a link as well. */
  readonly withLink: boolean;
  readonly error: string | null;
}

/** Where a person enters the code that was mailed to them. */
export function EnterCodePage(props: EnterCodePageProps) {
  const { frame, gptName, email, action, resendAction, backHref, formToken, withLink, error } = props;
  const texts = emailCodeTexts[frame.language];
  return (
    <PageShell frame={frame} title={`${texts.title} · ${gptName}`}>
      <h1>{texts.heading}</h1>
      <p className="soft">
        <Emphasis name={email} within={withLink ? emailLinkTexts[frame.language].sentBoth : texts.sentTo} />
      </p>
      <form method="post" action={action} noValidate>
        <input type="hidden" name="csrf" value={formToken} />
        <label htmlFor="code">{texts.code}</label>
        <input
          id="code"
          name="code"
          className="code"
          type="text"
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          required
          maxLength={12}
          {...(error === null ? {} : { 'aria-invalid': true, 'aria-describedby': 'code-error' })}
        />
        {error === null ? null : (
          <p id="code-error" className="error" role="alert">
            {error}
          </p>
        )}
        <button className="button" type="submit">
          {texts.continue}
        </button>
      </form>
      <ResendForm {...{ email, resendAction, backHref, formToken, withLink }} language={frame.language} />
    </PageShell>
  );
}
