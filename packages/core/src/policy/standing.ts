import type { Admission } from '../metering/admission';
import { type RateLimit, type RateState, rateStateOf } from './gcra';
import type { Limits } from './limits';

/** How a subscriber stands against their limits after a decision. A null limit is no limit. */
export interface Standing {
  readonly quota: {
    readonly limit: number | null;
    readonly used: number;
    readonly remaining: number | null;
    /** Units beyond the limit, where they are admitted and charged; null where the limit is a wall. */
    readonly overage: number | null;
    readonly resetsAt: Date;
    /** Length of the period. */
    readonly windowSeconds: number;
    /** Whole seconds, at least 1. */
    readonly resetSeconds: number;
  };
  readonly rate: ({ readonly limit: number; readonly capacity: number; readonly windowSeconds: number } & RateState) | null;
}

/** What the counters mean under these limits. */
export function standingOf(limits: Limits, admission: Admission, now: Date): Standing {
  const { included, period } = limits.quota;
  const limit = limits.quota.limit ?? included ?? null;
  const { nowMicros } = admission;
  return {
    quota: {
      limit,
      used: admission.usedUnits,
      remaining: limit === null ? null : Math.max(0, limit - admission.usedUnits),
      overage: included === undefined ? null : Math.max(0, admission.usedUnits - included),
      resetsAt: period.endsAt,
      windowSeconds: (period.endsAt.getTime() - period.startsAt.getTime()) / 1000,
      resetSeconds: Math.max(1, Math.ceil((period.endsAt.getTime() - now.getTime()) / 1000)),
    },
    rate: tighter(
      rateStanding(limits.rate, admission.tatMicros, nowMicros),
      rateStanding(limits.sourceRate, admission.sourceTatMicros ?? 0, nowMicros),
    ),
  };
}

type RateStanding = Standing['rate'];

function rateStanding(rate: RateLimit | null, tatMicros: number, nowMicros: number): RateStanding {
  if (rate === null) return null;
  return {
    limit: rate.perMinute,
    capacity: rate.capacity,
    windowSeconds: Math.max(1, Math.ceil((rate.capacity * rate.intervalMicros) / 1_000_000)),
    ...rateStateOf(rate, tatMicros, nowMicros),
  };
}

/** Of two rates the one that refuses first, or longer, is what the caller has to heed. */
function tighter(one: RateStanding, other: RateStanding): RateStanding {
  if (one === null || other === null) return one ?? other;
  if (one.remaining !== other.remaining) return one.remaining < other.remaining ? one : other;
  return one.nextSeconds >= other.nextSeconds ? one : other;
}
