import type { LoginMethod } from '../gpt.queries';

/** The ways of signing in, in the order in which people are offered them. */
export const signInMethods: readonly { method: LoginMethod; label: string; hint: string }[] = [
  { method: 'google', label: 'Google', hint: 'One press for everybody who has a Google account.' },
  { method: 'github', label: 'GitHub', hint: 'The primary address of their GitHub account, if GitHub has verified it.' },
  {
    method: 'microsoft',
    label: 'Microsoft',
    hint: 'Personal accounts, and those of organisations that let Microsoft vouch for the address.',
  },
  { method: 'email_code', label: 'Emailed code', hint: 'Six digits to any address. Nothing to install or remember.' },
  {
    method: 'email_link',
    label: 'Emailed link',
    hint: 'One press in the mail. Best together with the code: a link works only in the browser that asked for it, which on a phone is often ChatGPT’s own.',
  },
  {
    method: 'password',
    label: 'Password',
    hint: 'An account with an address and a password. The address is proven before a password counts.',
  },
  {
    method: 'passkey',
    label: 'Passkey',
    hint: 'Fingerprint, face or PIN of their device. Offered once after another way, so leave one of those on.',
  },
];
