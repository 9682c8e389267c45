import { billedMonthOf } from '../billing/overage';
import { dayOf, type Period, monthOf, subscriptionMonthOf } from '../metering/period';
import { includesScopes } from '../billing/offers';
import { coversScope } from '../oauth/scope';
import { type RateLimit, rateLimitOf } from './gcra';
import { type AnonymousCaller, DEFAULT_ANONYMOUS_LIMITS, type Stranger } from './anonymous';
import type { Principal, TierPolicy } from './principal';

/** The action of a call whose caller names none. */
export const ANY_ACTION = '*';

/** What a caller asks: may this subscriber do that, now? */
export interface CallRequest {
  readonly action: string;
  /** Units, when the caller says so itself. */
  readonly cost: number | null;
  readonly requiredScopes: readonly string[];
  /** Answer, and count nothing. */
  readonly peek: boolean;
  readonly idempotencyKey: string | null;
  /** On whose behalf a service key asks; null when for nobody. */
  readonly stranger: Stranger | null;
}

/** Refusals that are plain before any counter is looked at. They go through the meter all the same: they are counted as denied. */
export type Refusal = 'payment_required' | 'insufficient_scope' | 'access_blocked';

/** What the meter has to apply to one call. */
export interface Limits {
  readonly refusal: Refusal | null;
  /** What the call may do: the token's scopes, as far as the tier includes them. */
  readonly scopes: readonly string[];
  readonly missingScopes: readonly string[];
  readonly cost: number;
  readonly quota: {
    readonly limit: number | null;
    readonly period: Period;
    /** Units that the tier's price pays for, where those beyond are admitted and charged; there is no limit then. */
    readonly included?: number;
  };
  readonly rate: RateLimit | null;
  /** A second rate, of everybody behind the caller's address; only for callers who have not signed in. */
  readonly sourceRate: RateLimit | null;
}

const NO_SCOPES: readonly string[] = [];

/** Everything that is decided about a call without looking at a counter. */
export function limitsFor(principal: Principal, call: CallRequest, now: Date): Limits {
  const { tier } = principal;
  const scopes = tier.scopes === null ? principal.scopes : principal.scopes.filter((scope) => tier.scopes?.includes(scope));
  return {
    refusal: refusalOf(principal, scopes, call),
    scopes,
    missingScopes: call.requiredScopes.length === 0 ? NO_SCOPES : call.requiredScopes.filter((scope) => !scopes.includes(scope)),
    cost: call.cost ?? costOf(tier, call.action),
    ...(principal.anonymous === null
      ? {
          quota: quotaFor(principal, now),
          rate: tier.ratePerMinute === null ? null : rateLimitOf(tier.ratePerMinute, tier.burst),
          sourceRate: null,
        }
      : strangersLimits(principal, principal.anonymous, now)),
  };
}

/** A quota is a wall, but where the subscriber pays for what goes beyond it. Not while a payment is overdue, nor in a trial: that would be served free. */
function quotaFor(principal: Principal, now: Date): Limits['quota'] {
  const { billedPeriod } = principal;
  const { quotaPerMonth } = principal.tier;
  const period = quotaPeriod({ ...principal, billedPeriod: quotaPerMonth === null ? null : billedPeriod }, now);
  if (billedPeriod === null || quotaPerMonth === null) return { limit: quotaPerMonth, period };
  return principal.subscription === 'active'
    ? { limit: null, included: quotaPerMonth, period }
    : { limit: quotaPerMonth, period };
}

/** The month over which a quota is counted: the billed one, where what goes beyond it is charged; the subscriber's own; the calendar's. */
export function quotaPeriod({ billedPeriod, monthsFrom }: Pick<Principal, 'billedPeriod' | 'monthsFrom'>, now: Date): Period {
  if (billedPeriod !== null) return billedMonthOf(billedPeriod, now);
  return monthsFrom === null ? monthOf(now) : subscriptionMonthOf(monthsFrom, now);
}

function strangersLimits(
  principal: Principal,
  { isUser, source }: AnonymousCaller,
  now: Date,
): Pick<Limits, 'quota' | 'rate' | 'sourceRate'> {
  const limits = principal.anonymousLimits ?? DEFAULT_ANONYMOUS_LIMITS;
  const rateOf = (perMinute: number | null): RateLimit | null => (perMinute === null ? null : rateLimitOf(perMinute, null));
  return {
    // An address alone may be a whole company's, or ChatGPT's: a day's quota is for one person.
    quota: { limit: isUser ? limits.userQuotaPerDay : null, period: dayOf(now) },
    rate: rateOf(isUser ? limits.userRatePerMinute : limits.sourceRatePerMinute),
    sourceRate: source === null ? null : rateOf(limits.sourceRatePerMinute),
  };
}

function refusalOf(principal: Principal, scopes: readonly string[], call: CallRequest): Refusal | null {
  if (principal.blocked) return 'access_blocked';
  if (principal.unpaid) return 'payment_required';
  if (coversScope(scopes, call.requiredScopes)) return null;
  return isSoldFor(principal, scopes, call) ? 'payment_required' : 'insufficient_scope';
}

/** Whether the person allowed all of it, and what is missing is only a tier that costs something. */
function isSoldFor(principal: Principal, scopes: readonly string[], { requiredScopes }: CallRequest): boolean {
  if (!coversScope(principal.scopes, requiredScopes)) return false;
  const missing = requiredScopes.filter((scope) => !scopes.includes(scope));
  return principal.offers.some((offer) => includesScopes(offer, missing));
}

/** Units that a call of this action takes on this tier: its own price, else the tier's for all actions, else one. */
export function costOf(tier: Pick<TierPolicy, 'actionCosts'>, action: string): number {
  // Own properties only: an action may be called "constructor".
  const name = Object.hasOwn(tier.actionCosts, action) ? action : ANY_ACTION;
  return Object.hasOwn(tier.actionCosts, name) ? (tier.actionCosts[name] ?? 1) : 1;
}
