import type { ProviderAccount } from './identity-provider';

/**
 * Who signed in, from GitHub's `/user` and `/user/emails`. Keyed on the numeric id: a login name can be given up and taken by somebody else. The
 * address is the primary one; the public address of the profile is not asked, because people write there what they like.
 * @returns null when the answers are not GitHub's
 */
export function accountFromGitHub(user: unknown, emails: unknown): ProviderAccount | null {
  const { id, name, login } = (user ?? {}) as { id?: unknown; name?: unknown; login?: unknown };
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id <= 0 || !Array.isArray(emails)) return null;
  const primary = (emails as unknown[]).find(isPrimary);
  const called = [name, login].find((text): text is string => typeof text === 'string' && text !== '');
  return {
    subject: String(id),
    email: primary?.email.toLowerCase() ?? null,
    emailVerified: primary?.verified === true,
    name: called ?? null,
  };
}

function isPrimary(entry: unknown): entry is { email: string; verified: unknown } {
  const { email, primary } = (entry ?? {}) as { email?: unknown; primary?: unknown };
  return primary === true && typeof email === 'string' && email !== '';
}
