/**
 * `pending`: the record was not seen yet. `verified`: it was, and stands. `failing`: it stood and is gone; what was verified goes on
 * for a while, because a zone that is edited loses records by mistake.
 */
export type DomainState = 'pending' | 'verified' | 'failing';

/** What asking the DNS came to. `unreachable` proves nothing in either direction. */
export type DnsEvidence =
  | { readonly kind: 'found' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'other'; readonly seen: number }
  | { readonly kind: 'unreachable'; readonly why: string };

export interface DomainFacts {
  readonly state: DomainState;
  readonly createdAt: Date;
  readonly failingSince: Date | null;
  readonly reason: string | null;
}

/** What became of a domain, for the log. */
export type DomainHappening = 'verified' | 'failing' | 'recovered' | 'lost';

export interface DomainDecision {
  readonly state: DomainState;
  readonly failingSince: Date | null;
  /** For the creator: what stands in the way. Null when nothing does. */
  readonly reason: string | null;
  readonly nextCheckAt: Date;
  readonly happened: DomainHappening | null;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** How long a verified domain goes on without its record. A week: somebody notices, and a domain that was sold is not held for ever. */
export const DOMAIN_GRACE_DAYS = 7;
/** While somebody is likely to sit before the page. */
const EAGER_MS = HOUR_MS;

/** Name of the TXT record, and what it has to say. */
export const challengeName = (domain: string): string => `_gatehouse.${domain}`;
export const challengeValue = (token: string): string => `gatehouse-verification=${token}`;

/** What the texts found at the name prove. */
export function evidenceFrom(texts: readonly string[], token: string): DnsEvidence {
  if (texts.some((text) => text.trim() === challengeValue(token))) return { kind: 'found' };
  return texts.length === 0 ? { kind: 'missing' } : { kind: 'other', seen: texts.length };
}

/**
 * The domain after a look at the DNS.
 * @param free whether no other workspace holds the domain: only one can, and who was first keeps it while their record stands
 */
export function decideDomain(facts: DomainFacts, evidence: DnsEvidence, free: boolean, now: Date): DomainDecision {
  const nextCheckAt = new Date(now.getTime() + intervalMs(facts, evidence, now));
  const unchanged = { ...pick(facts), nextCheckAt, happened: null };
  if (evidence.kind === 'unreachable') {
    const reason = `The name servers did not answer (${evidence.why}). Nothing has changed; we ask again.`;
    return facts.state === 'pending' ? { ...unchanged, reason } : unchanged;
  }
  if (evidence.kind === 'found') return found(facts, free, nextCheckAt);
  const reason = wordsFor(evidence);
  if (facts.state === 'pending') return { ...unchanged, reason };
  const since = facts.failingSince ?? now;
  if (now.getTime() - since.getTime() >= DOMAIN_GRACE_DAYS * DAY_MS) {
    const lost = `${reason} It was missing for ${DOMAIN_GRACE_DAYS} days, so the domain is not verified any more.`;
    return { state: 'pending', failingSince: null, reason: lost, nextCheckAt, happened: 'lost' };
  }
  const happened = facts.state === 'failing' ? null : 'failing';
  return { state: 'failing', failingSince: since, reason, nextCheckAt, happened };
}

function found(facts: DomainFacts, free: boolean, nextCheckAt: Date): DomainDecision {
  if (facts.state === 'pending' && !free) {
    const reason = 'The record is right, but another workspace has this domain verified. It has to be removed there first.';
    return { state: 'pending', failingSince: null, reason, nextCheckAt, happened: null };
  }
  const happened = facts.state === 'pending' ? 'verified' : facts.state === 'failing' ? 'recovered' : null;
  return { state: 'verified', failingSince: null, reason: null, nextCheckAt, happened };
}

const pick = ({ state, failingSince, reason }: DomainFacts) => ({ state, failingSince, reason });

function intervalMs(facts: DomainFacts, evidence: DnsEvidence, now: Date): number {
  if (evidence.kind === 'found') return 6 * HOUR_MS;
  if (facts.state !== 'pending') return HOUR_MS;
  const age = now.getTime() - facts.createdAt.getTime();
  if (age < EAGER_MS) return MINUTE_MS;
  return age < 3 * DAY_MS ? 10 * MINUTE_MS : 6 * HOUR_MS;
}

function wordsFor(evidence: Extract<DnsEvidence, { kind: 'missing' | 'other' }>): string {
  if (evidence.kind === 'missing') return 'There is no TXT record at this name yet. A new one may take some minutes to be seen.';
  return 'There is a TXT record at this name, with another value. Copy the value anew: it belongs to this workspace alone.';
}
