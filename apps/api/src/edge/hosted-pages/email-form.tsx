import { BotCheckWidget } from '../bot-check/bot-check-widget';
import { chooseMethodTexts } from './choose-method.texts';
import type { Language } from './language';

export interface EmailFormProps {
  readonly action: string;
  /** What stands on the button. */
  readonly submit: string;
  readonly value: string;
  readonly error: string | null;
  readonly formToken: string;
  readonly language: Language;
}

/** Asks for an address to which something is mailed. */
export function EmailForm({ action, submit, value, error, formToken, language }: EmailFormProps) {
  return (
    <form method="post" action={action} noValidate>
      <input type="hidden" name="csrf" value={formToken} />
      <label htmlFor="email">{chooseMethodTexts[language].emailAddress}</label>
      <input
        id="email"
        name="email"
        type="email"
        autoComplete="email"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={254}
        defaultValue={value}
        {...(error === null ? {} : { 'aria-invalid': true, 'aria-describedby': 'email-error', autoFocus: true })}
      />
      {error === null ? null : (
        <p id="email-error" className="error" role="alert">
          {error}
        </p>
      )}
      <BotCheckWidget />
      <button className="button" type="submit">
        {submit}
      </button>
    </form>
  );
}
