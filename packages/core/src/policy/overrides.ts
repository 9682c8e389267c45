import type { TierPolicy } from './principal';

/**
 * What one subscriber gets instead of what their tier says. What is absent is the tier's; null is no limit (all scopes, for `scopes`). It stays
 * when the tier is edited, and when the subscriber changes to another.
 */
export type LimitOverrides = Partial<Pick<TierPolicy, 'quotaPerMonth' | 'ratePerMinute' | 'burst' | 'scopes'>>;

/** The tier as it is for this subscriber. */
export function withOverrides(tier: TierPolicy, overrides: LimitOverrides): TierPolicy {
  // A rate of one's own comes with a burst of one's own: the tier's was meant for the tier's rate.
  const burst = overrides.ratePerMinute !== undefined && overrides.burst === undefined ? { burst: null } : {};
  return { ...tier, ...burst, ...overrides };
}
