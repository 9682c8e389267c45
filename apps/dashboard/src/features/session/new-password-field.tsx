import type { ComponentProps } from 'react';
import { PasswordField } from '../../shared/ui/password-field';

const MINIMUM = 10;

/** What the page can tell by itself; whether a password is easy to guess, the server knows. */
export function checkNewPassword(password: string): string | undefined {
  if (password === '') return 'Choose a password.';
  return [...password].length < MINIMUM ? `Use at least ${MINIMUM} characters.` : undefined;
}

/** Where somebody chooses a password. */
export function NewPasswordField(props: Omit<ComponentProps<typeof PasswordField>, 'hint' | 'autoComplete'>) {
  return (
    <PasswordField
      autoComplete="new-password"
      hint={`At least ${MINIMUM} characters. A few unrelated words make a good one.`}
      {...props}
    />
  );
}
