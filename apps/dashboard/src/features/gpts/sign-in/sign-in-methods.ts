import type { LoginMethod } from '../gpt.queries';

/** The ways of signing in, in the order in which people are offered them. */
export const signInMethods: readonly { method: LoginMethod; label: string; hint: string }[] = [
  { method: 'google', label: 'Google', hint: 'One press for everybody who has a Google account.' },
  { method: 'email_code', label: 'Emailed code', hint: 'Six digits to any address. Nothing to install or remember.' },
];
