import type { Vault } from '@gatehouse/platform';

export const PASSWORD_RESET_COOKIE = 'gth_reset';
export const PASSWORD_RESET_MAX_AGE_SECONDS = 3_600;

const place = { workspaceId: '-', column: 'password-reset-asking' };

/**
 * What a browser keeps that asked for a reset. It opens nothing; it has its own few tries at the code, so that strangers who guess at codes of
 * that address cannot use up the owner's (auth-throttles.ts bounds what it can guess).
 */
export function sealAsking(vault: Vault, email: string, now: Date): string {
  const expiresAt = now.getTime() + PASSWORD_RESET_MAX_AGE_SECONDS * 1000;
  return vault.seal(JSON.stringify({ email, expiresAt }), place);
}

/** Whether this browser asked for a reset of that address. */
export function openAsking(vault: Vault, sealed: string, email: string, now: Date): boolean {
  try {
    const asking = JSON.parse(vault.open(sealed, place)) as { email: string; expiresAt: number };
    return asking.email === email && asking.expiresAt > now.getTime();
  } catch {
    return false;
  }
}
