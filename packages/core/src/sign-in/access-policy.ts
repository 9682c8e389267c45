import { domainOf } from './domain';

export const ACCESS_POLICIES = ['open', 'invite_only', 'domains', 'approval'] as const;
/** Who may use a GPT: everybody, the invited, addresses of listed domains, or whom a member approves. */
export type AccessPolicyKind = (typeof ACCESS_POLICIES)[number];

export const ACCESS_REQUEST_STATUSES = ['waiting', 'approved', 'refused'] as const;
export type AccessRequestStatus = (typeof ACCESS_REQUEST_STATUSES)[number];

export interface AccessRules {
  readonly policy: AccessPolicyKind;
  /** In the form of `parseDomain`. */
  readonly allowedDomains: readonly string[];
}

/** What is known of a person who wants in. */
export interface AccessStanding {
  readonly email: string;
  readonly emailVerified: boolean;
  /** The invitation of their address to this GPT, if there is one. */
  readonly invitation: { readonly expiresAt: Date | null; readonly acceptedAt: Date | null } | null;
  /** What became of their request, if they asked. */
  readonly request: AccessRequestStatus | null;
}

/** Why somebody who has signed in may not go on; each is a page of its own. */
export type AccessRefusal = 'not_invited' | 'invitation_expired' | 'domain_not_allowed' | 'must_ask' | 'waiting' | 'refused';

export type AccessDecision =
  | { readonly kind: 'admitted'; /** It was the invitation that let them in. */ readonly byInvitation: boolean }
  | { readonly kind: 'refused'; readonly why: AccessRefusal };

/**
 * Whether a person may use a GPT, judged at every sign-in. An invitation and an approval are given to one person by name, so they let that person
 * in under every policy; an invitation also after a refusal, because it is withdrawn with one. Neither an address nor a domain counts that nobody
 * has verified.
 */
export function decideAccess(rules: AccessRules, person: AccessStanding, now: Date): AccessDecision {
  if (rules.policy === 'open') return { kind: 'admitted', byInvitation: false };
  const invitation = person.emailVerified ? person.invitation : null;
  if (invitation !== null && holds(invitation, now)) return { kind: 'admitted', byInvitation: true };
  if (person.request === 'approved') return { kind: 'admitted', byInvitation: false };
  switch (rules.policy) {
    case 'invite_only':
      return { kind: 'refused', why: invitation === null ? 'not_invited' : 'invitation_expired' };
    case 'domains': {
      const domain = person.emailVerified ? domainOf(person.email) : null;
      if (domain !== null && rules.allowedDomains.includes(domain)) return { kind: 'admitted', byInvitation: false };
      return { kind: 'refused', why: 'domain_not_allowed' };
    }
    case 'approval':
      return { kind: 'refused', why: person.request ?? 'must_ask' };
  }
}

/** Its end bounds the first use: whoever came in by it stays invited until it is withdrawn. */
function holds({ expiresAt, acceptedAt }: NonNullable<AccessStanding['invitation']>, now: Date): boolean {
  return acceptedAt !== null || expiresAt === null || expiresAt > now;
}
