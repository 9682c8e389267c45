import { chooseMethodTexts } from '../../../edge/hosted-pages/choose-method.texts';
import { EmailForm, type EmailFormProps } from '../../../edge/hosted-pages/email-form';
import { Emphasis } from '../../../edge/hosted-pages/emphasis';
import type { PageFrame } from '../../../edge/hosted-pages/page-frame';
import { PageShell } from '../../../edge/hosted-pages/page-shell';
import { emailCodeTexts } from '../email-code.texts';
import { ResendForm } from '../resend-form';
import { NewPasswordField } from './new-password-field';
import { PasswordForm, type PasswordFormProps } from '../../../edge/hosted-pages/password-form';
import { passwordTexts } from '../../../edge/hosted-pages/password.texts';

interface Around {
  readonly frame: PageFrame;
  readonly gptName: string;
}

/** Where a person signs in with a password. `otherHref` leads to the other ways; null where there are none. */
export function PasswordPage({
  frame,
  gptName,
  otherHref,
  ...form
}: Around & Omit<PasswordFormProps, 'language'> & { readonly otherHref: string | null }) {
  const title = chooseMethodTexts[frame.language].heading(gptName);
  return (
    <PageShell frame={frame} title={title}>
      <h1>{title}</h1>
      <PasswordForm {...form} language={frame.language} />
      {otherHref === null ? null : (
        <p className="small soft">
          <a href={otherHref}>{passwordTexts[frame.language].anotherWay}</a>
        </p>
      )}
    </PageShell>
  );
}

/** Asks for the address whose password is to be chosen: the same page for a new account and for a forgotten password. */
export function AskAddressPage({
  frame,
  gptName,
  signInHref,
  forgotten,
  ...form
}: Around & Omit<EmailFormProps, 'language' | 'submit'> & { readonly signInHref: string; readonly forgotten: boolean }) {
  const texts = passwordTexts[frame.language];
  const heading = forgotten ? texts.newPasswordHeading : texts.createAccount;
  return (
    <PageShell frame={frame} title={`${heading} · ${gptName}`}>
      <h1>{heading}</h1>
      <p className="soft">{texts.askAddress}</p>
      <EmailForm {...form} submit={chooseMethodTexts[frame.language].emailMeACode} language={frame.language} />
      <p className="small soft">
        <a href={signInHref}>{texts.signIn}</a>
      </p>
    </PageShell>
  );
}

export interface NewPasswordPageProps extends Around {
  readonly email: string;
  readonly action: string;
  readonly resendAction: string;
  /** Where another address is given. */
  readonly backHref: string;
  readonly formToken: string;
  /** What was typed already: a password that is refused does not cost a second look into the mail. */
  readonly code: string;
  readonly codeError: string | null;
  readonly passwordError: string | null;
}

/** Takes the code together with the password: nothing that is chosen here counts before the address is proven. */
export function NewPasswordPage(props: NewPasswordPageProps) {
  const { frame, gptName, email, action, formToken, code, codeError, passwordError } = props;
  const texts = passwordTexts[frame.language];
  return (
    <PageShell frame={frame} title={`${texts.newPasswordHeading} · ${gptName}`}>
      <h1>{texts.newPasswordHeading}</h1>
      <p className="soft">
        <Emphasis name={email} within={texts.sentTo} />
      </p>
      <form method="post" action={action} noValidate>
        <input type="hidden" name="csrf" value={formToken} />
        <label htmlFor="username">{chooseMethodTexts[frame.language].emailAddress}</label>
        {/* Shown, not hidden, for password managers too: the account to which the new password belongs. */}
        <input id="username" name="username" type="email" autoComplete="username" readOnly defaultValue={email} />
        <CodeInput label={emailCodeTexts[frame.language].code} value={code} error={codeError} focus={passwordError === null} />
        <NewPasswordField language={frame.language} error={passwordError} />
        <button className="button" type="submit">
          {texts.save}
        </button>
      </form>
      <ResendForm {...props} language={frame.language} withLink={false} />
    </PageShell>
  );
}

interface CodeInputProps {
  readonly label: string;
  readonly value: string;
  readonly error: string | null;
  readonly focus: boolean;
}

function CodeInput({ label, value, error, focus }: CodeInputProps) {
  return (
    <>
      <label htmlFor="code" className="next">
        {label}
      </label>
      <input
        id="code"
        name="code"
        className="code"
        type="text"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus={focus}
        required
        maxLength={12}
        defaultValue={value}
        {...(error === null ? {} : { 'aria-invalid': true, 'aria-describedby': 'code-error' })}
      />
      {error === null ? null : (
        <p id="code-error" className="error" role="alert">
          {error}
        </p>
      )}
    </>
  );
}
