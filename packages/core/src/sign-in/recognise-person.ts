/** What is kept of a person that bears on who they are. */
export interface KnownPerson {
  readonly id: string;
  readonly emailVerified: boolean;
  readonly googleSubject: string | null;
}

export interface GoogleClaim {
  readonly subject: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
}

/**
 * - `known`: it is this person.
 * - `link`: it is this person, whose Google account we see for the first time.
 * - `claim`: the address is kept for somebody who never proved it; it now belongs to the one who did. Whatever the former holds (Google link,
 *   sessions, consents) has to end, so that signing up with someone's address gives no hold on their later account.
 * - `create`: a new person.
 */
export type Recognition =
  | { readonly kind: 'known' | 'link' | 'claim'; readonly id: string }
  | { readonly kind: 'create' }
  | { readonly kind: 'refuse'; readonly reason: 'address_not_verified' | 'address_has_other_account' };

/**
 * Who signs in with Google. Accounts are keyed on Google's `sub`; an address links only when Google says that it is verified and it is verified
 * here (OpenID Connect Core 5.7: only `sub` identifies; addresses are given to new people).
 * @param bySubject who has this Google account
 * @param byEmail who has this address
 */
export function recogniseByGoogle(account: GoogleClaim, bySubject: KnownPerson | null, byEmail: KnownPerson | null): Recognition {
  if (bySubject !== null) return { kind: 'known', id: bySubject.id };
  // The two are looked up one after the other; a first sign-in with the same account may have been written in between.
  if (byEmail?.googleSubject === account.subject) return { kind: 'known', id: byEmail.id };
  if (account.email === null || !account.emailVerified) return { kind: 'refuse', reason: 'address_not_verified' };
  if (byEmail === null) return { kind: 'create' };
  if (!byEmail.emailVerified) return { kind: 'claim', id: byEmail.id };
  if (byEmail.googleSubject !== null) return { kind: 'refuse', reason: 'address_has_other_account' };
  return { kind: 'link', id: byEmail.id };
}

/** Who signs in by a code that reached this address, which proves the address. */
export function recogniseByEmail(byEmail: KnownPerson | null): Exclude<Recognition, { kind: 'refuse' }> {
  if (byEmail === null) return { kind: 'create' };
  return { kind: byEmail.emailVerified ? 'known' : 'claim', id: byEmail.id };
}
