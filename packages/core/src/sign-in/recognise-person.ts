import type { ProviderAccount } from './identity-provider';

/** What is kept of a person that bears on who they are. */
export interface KnownPerson {
  readonly id: string;
  readonly emailVerified: boolean;
}

/**
 * - `known`: it is this person.
 * - `link`: it is this person, whose account at the provider we see for the first time.
 * - `claim`: the address is kept for somebody who never proved it; it now belongs to the one who did. Whatever the former holds (linked accounts,
 *   passkeys, sessions, consents) has to end, so that signing up with someone's address gives no hold on their later account.
 * - `create`: a new person.
 */
export type Recognition =
  | { readonly kind: 'known' | 'link' | 'claim'; readonly id: string }
  | { readonly kind: 'create' }
  | { readonly kind: 'refuse'; readonly reason: 'address_not_verified' | 'address_has_other_account' };

/**
 * Who signs in with Google, GitHub or Microsoft. Accounts are keyed on the provider's subject; an address links only when the provider says that
 * it is verified and it is verified here (OpenID Connect Core 5.7: only `sub` identifies; addresses are given to new people). So one person
 * who comes by several methods with one verified address is one subscriber.
 * @param bySubject who has this account
 * @param byEmail who has this address, and the subject of their account at this provider, if one is linked
 */
export function recogniseByAccount(
  account: Pick<ProviderAccount, 'subject' | 'email' | 'emailVerified'>,
  bySubject: Pick<KnownPerson, 'id'> | null,
  byEmail: (KnownPerson & { readonly linkedSubject: string | null }) | null,
): Recognition {
  if (bySubject !== null) return { kind: 'known', id: bySubject.id };
  // The two are looked up one after the other; a first sign-in with the same account may have been written in between.
  if (byEmail?.linkedSubject === account.subject) return { kind: 'known', id: byEmail.id };
  if (account.email === null || !account.emailVerified) return { kind: 'refuse', reason: 'address_not_verified' };
  if (byEmail === null) return { kind: 'create' };
  if (!byEmail.emailVerified) return { kind: 'claim', id: byEmail.id };
  if (byEmail.linkedSubject !== null) return { kind: 'refuse', reason: 'address_has_other_account' };
  return { kind: 'link', id: byEmail.id };
}

/** Who signs in by a code that reached this address, which proves the address. */
export function recogniseByEmail(byEmail: KnownPerson | null): Exclude<Recognition, { kind: 'refuse' }> {
  if (byEmail === null) return { kind: 'create' };
  return { kind: byEmail.emailVerified ? 'known' : 'claim', id: byEmail.id };
}
