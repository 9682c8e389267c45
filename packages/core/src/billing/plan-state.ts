import type { PaidStatus } from './standing';

/** What a place says that its owner has to know. */
export interface PlanFacts {
  readonly status: PaidStatus;
  /** Whether it was bought. */
  readonly isBought: boolean;
  readonly servedUntil: Date | null;
  readonly periodEndsAt: Date | null;
  readonly trialEndsAt: Date | null;
  readonly pastDueSince: Date | null;
  readonly endsAt: Date | null;
  /** The tier that the creator gave them for nothing, until a moment or for good; null when none was. */
  readonly compTierId: string | null;
  readonly compedUntil: Date | null;
}

/** How it goes on with a plan, in the one way that concerns its owner most. */
export type PlanState =
  | { readonly kind: 'comped'; readonly until: Date | null }
  | { readonly kind: 'renews'; readonly at: Date | null }
  | { readonly kind: 'trial'; readonly until: Date | null }
  /** Cancelled, and served until then. */
  | { readonly kind: 'ends'; readonly at: Date }
  /** A payment is overdue; served until then in spite of it. */
  | { readonly kind: 'overdue'; readonly since: Date | null; readonly servedUntil: Date | null }
  /** Nothing is served until what is open is paid. */
  | { readonly kind: 'unpaid' }
  | { readonly kind: 'ended'; readonly at: Date | null };

/** Whether a tier that was given away holds now. */
export function isComped({ compTierId, compedUntil }: Pick<PlanFacts, 'compTierId' | 'compedUntil'>, now: Date): boolean {
  return compTierId !== null && (compedUntil === null || now < compedUntil);
}

/** Whether something was bought that is not over. */
export function isPaidFor({ isBought, status }: Pick<PlanFacts, 'isBought' | 'status'>): boolean {
  return isBought && status !== 'canceled' && status !== 'incomplete' && status !== 'incomplete_expired';
}

/** Of what is paid, as long as there is something to pay; else of what was given. No day that is yet to come has passed. */
export function planState(facts: PlanFacts, now: Date): PlanState {
  const bought = facts.isBought ? boughtState(facts, now) : null;
  if (bought !== null && bought.kind !== 'ended') return bought;
  if (isComped(facts, now)) return { kind: 'comped', until: facts.compedUntil };
  return bought ?? { kind: 'ended', at: facts.compedUntil };
}

function boughtState({ status, endsAt, ...facts }: PlanFacts, now: Date): PlanState {
  const toCome = (at: Date | null): Date | null => (at !== null && now < at ? at : null);
  switch (status) {
    case 'canceled':
    case 'incomplete':
    case 'incomplete_expired':
      return { kind: 'ended', at: endsAt };
    case 'unpaid':
    case 'paused':
      return { kind: 'unpaid' };
    case 'past_due':
      return { kind: 'overdue', since: facts.pastDueSince, servedUntil: toCome(facts.servedUntil) };
    case 'active':
    case 'trialing':
      if (endsAt !== null) return { kind: now < endsAt ? 'ends' : 'ended', at: endsAt };
      return status === 'trialing'
        ? { kind: 'trial', until: toCome(facts.trialEndsAt) }
        : { kind: 'renews', at: toCome(facts.periodEndsAt) };
  }
}

/** Whether its owner may end it: what ends already, what is over and what was given is theirs to leave alone. */
export function canCancelPlan({ status, endsAt, isBought }: Pick<PlanFacts, 'status' | 'endsAt' | 'isBought'>): boolean {
  return isBought && endsAt === null && ['active', 'trialing', 'past_due', 'unpaid'].includes(status);
}

/** Whether what was cancelled may be taken up again: until it has ended. */
export function canResumePlan({ status, endsAt }: Pick<PlanFacts, 'status' | 'endsAt'>, now: Date): boolean {
  return endsAt !== null && endsAt > now && ['active', 'trialing', 'past_due', 'unpaid'].includes(status);
}
