import type { Vault } from '@gatehouse/platform';

/** What a person chose in the sign-up form, kept in their own browser until the address is proven. */
export interface PendingSignUp {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
}

export const PENDING_SIGN_UP_COOKIE = 'gth_sign_up';
/** The cookie goes to the calls that need it only. */
export const AUTH_PATH = '/api/v1/auth';
export const PENDING_SIGN_UP_MAX_AGE_SECONDS = 86_400;

const place = { workspaceId: '-', column: 'pending-sign-up' };

/**
 * The code proves who owns the mailbox, not who chose the password: two people may have signed up with one address. So the password
 * travels sealed in the browser that chose it, and comes into force together with the code in that browser.
 */
export function sealPendingSignUp(vault: Vault, pending: PendingSignUp, now: Date): string {
  return vault.seal(JSON.stringify({ ...pending, expiresAt: now.getTime() + PENDING_SIGN_UP_MAX_AGE_SECONDS * 1000 }), place);
}

/** What this browser signed up with for that address, or null: none, another's, altered, too old. */
export function openPendingSignUp(vault: Vault, sealed: string | null, email: string, now: Date): PendingSignUp | null {
  if (sealed === null) return null;
  try {
    const pending = JSON.parse(vault.open(sealed, place)) as PendingSignUp & { expiresAt: number };
    return pending.email === email && pending.expiresAt > now.getTime() ? pending : null;
  } catch {
    return null;
  }
}
