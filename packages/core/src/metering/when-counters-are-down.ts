import type { RateLimit } from '../policy/gcra';
import { rateLimitOf } from '../policy/gcra';

/** What a workspace wants done with calls while Redis is away: `serve` them by Postgres, more slowly and more strictly, or `refuse` them. */
export const WHEN_COUNTERS_ARE_DOWN = ['serve', 'refuse'] as const;
export type WhenCountersAreDown = (typeof WHEN_COUNTERS_ARE_DOWN)[number];

/**
 * The rate that one process allows by its own memory. The others' calls are unknown to it, so it allows a share of the rate, and one call a minute
 * at least.
 * @param share of a rate, above 0 and at most 1
 */
export function shareOfRate(limit: RateLimit | null, share: number): RateLimit | null {
  if (limit === null) return null;
  return rateLimitOf(Math.max(1, Math.floor(limit.perMinute * share)), Math.max(1, Math.floor(limit.capacity * share)));
}
