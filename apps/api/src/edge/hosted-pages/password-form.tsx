import { BotCheckWidget } from '../bot-check/bot-check-widget';
import { chooseMethodTexts } from './choose-method.texts';
import type { Language } from './language';
import { passwordTexts } from './password.texts';

/** Leads to the page of the password, from a page that asks for an address already. */
export function UsePasswordLink({ href, language }: { readonly href: string; readonly language: Language }) {
  return (
    <a className="button plain" href={href}>
      {passwordTexts[language].usePassword}
    </a>
  );
}

export interface PasswordFormProps {
  readonly paths: { readonly password: string; readonly newPassword: string };
  readonly formToken: string;
  readonly language: Language;
  readonly email: string;
  readonly error: string | null;
}

/** Asks for an address and its password. One message for both: which of them is wrong, nobody is told. */
export function PasswordForm({ paths, formToken, language, email, error }: PasswordFormProps) {
  const texts = passwordTexts[language];
  const faulty = error === null ? {} : { 'aria-invalid': true, 'aria-describedby': 'password-error' };
  return (
    <>
      <form method="post" action={paths.password} noValidate>
        <input type="hidden" name="csrf" value={formToken} />
        <label htmlFor="email">{chooseMethodTexts[language].emailAddress}</label>
        <input
          id="email"
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={254}
          defaultValue={email}
          {...faulty}
        />
        <label htmlFor="password" className="next">
          {texts.password}
        </label>
        <input
          id="password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={1000}
          autoFocus={error !== null}
          {...faulty}
        />
        {error === null ? null : (
          <p id="password-error" className="error" role="alert">
            {error}
          </p>
        )}
        <BotCheckWidget />
        <button className="button" type="submit">
          {texts.signIn}
        </button>
      </form>
      <p className="small soft pair">
        <a href={paths.newPassword}>{texts.createAccount}</a>
        <a href={`${paths.newPassword}?for=reset`}>{texts.forgot}</a>
      </p>
    </>
  );
}
