import type { TierPolicy } from './principal';

type TierLimits = Pick<TierPolicy, 'quotaPerMonth' | 'ratePerMinute' | 'burst' | 'scopes'>;

/**
 * What one subscriber gets instead of what their tier says. What is absent is the tier's; null is no limit (all scopes, for `scopes`). It stays
 * when the tier is edited, and when the subscriber changes to another; for a tier that they buy see `overridesAfterPurchase`.
 */
export type LimitOverrides = Partial<TierLimits>;

/** The tier as it is for this subscriber. */
export function withOverrides<Tier extends TierLimits>(tier: Tier, overrides: LimitOverrides): Tier {
  // A rate of one's own comes with a burst of one's own: the tier's was meant for the tier's rate.
  const burst = overrides.ratePerMinute !== undefined && overrides.burst === undefined ? { burst: null } : {};
  return { ...tier, ...burst, ...overrides };
}

/** What is left of somebody's own limits when they buy a tier: those that give them no less than it. Nobody pays for what a limit from before withholds. */
export function overridesAfterPurchase(tier: TierLimits, overrides: LimitOverrides): LimitOverrides {
  const own = withOverrides(tier, overrides);
  const isRateKept = isNoLess(own.ratePerMinute, tier.ratePerMinute) && isNoLess(callsAtOnce(own), callsAtOnce(tier));
  const isKept: Readonly<Record<keyof TierLimits, boolean>> = {
    quotaPerMonth: isNoLess(own.quotaPerMonth, tier.quotaPerMonth),
    ratePerMinute: isRateKept,
    burst: isRateKept,
    scopes: own.scopes === null || (tier.scopes?.every((scope) => own.scopes?.includes(scope)) ?? false),
  };
  return Object.fromEntries(Object.entries(overrides).filter(([name]) => isKept[name as keyof TierLimits]));
}

/** Null where there is no rate at all. */
const callsAtOnce = ({ ratePerMinute, burst }: TierLimits): number | null =>
  ratePerMinute === null ? null : (burst ?? ratePerMinute);

const isNoLess = (one: number | null, other: number | null): boolean => one === null || (other !== null && one >= other);

/** As they are set over the API, and as the audit log tells them. */
export function overridesInJson({ quotaPerMonth, ratePerMinute, burst, scopes }: LimitOverrides): OverridesJson {
  return {
    ...(quotaPerMonth === undefined ? {} : { quota_per_month: quotaPerMonth }),
    ...(ratePerMinute === undefined ? {} : { rate_per_minute: ratePerMinute }),
    ...(burst === undefined ? {} : { burst }),
    ...(scopes === undefined ? {} : { scopes: scopes === null ? null : [...scopes] }),
  };
}

interface OverridesJson {
  quota_per_month?: number | null;
  rate_per_minute?: number | null;
  burst?: number | null;
  scopes?: string[] | null;
}
