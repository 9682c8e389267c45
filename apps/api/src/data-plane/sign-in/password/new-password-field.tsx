import type { Language } from '../../../edge/hosted-pages/language';
import { type PasswordTexts, passwordTexts } from '../../../edge/hosted-pages/password.texts';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH, type PasswordFault } from '../../../edge/passwords/password-strength';

/** Takes a password that is being chosen. `error`: what is wrong with the one that was typed; it is not shown again. */
export function NewPasswordField({ language, error }: { readonly language: Language; readonly error: string | null }) {
  const texts = passwordTexts[language];
  return (
    <>
      <label htmlFor="password" className="next">
        {texts.newPassword}
      </label>
      <input
        id="password"
        name="password"
        type="password"
        autoComplete="new-password"
        autoFocus={error !== null}
        required
        minLength={PASSWORD_MIN_LENGTH}
        maxLength={PASSWORD_MAX_LENGTH}
        {...(error === null
          ? { 'aria-describedby': 'password-hint' }
          : { 'aria-invalid': true, 'aria-describedby': 'password-error' })}
      />
      {error === null ? (
        <p id="password-hint" className="small soft hint">
          {texts.hint(PASSWORD_MIN_LENGTH)}
        </p>
      ) : (
        <p id="password-error" className="error" role="alert">
          {error}
        </p>
      )}
    </>
  );
}

export function describePasswordFault(fault: PasswordFault, language: Language): string {
  const texts: PasswordTexts = passwordTexts[language];
  switch (fault) {
    case 'too_short':
      return texts.tooShort(PASSWORD_MIN_LENGTH);
    case 'too_long':
      return texts.tooLong(PASSWORD_MAX_LENGTH);
    case 'easy_to_guess':
      return texts.easyToGuess;
  }
}
