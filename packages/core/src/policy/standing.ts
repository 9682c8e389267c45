import type { Admission } from '../metering/admission';
import { type RateState, rateStateOf } from './gcra';
import type { Limits } from './limits';

/** How a subscriber stands against their limits after a decision. A null limit is no limit. */
export interface Standing {
  readonly quota: {
    readonly limit: number | null;
    readonly used: number;
    readonly remaining: number | null;
    readonly resetsAt: Date;
    /** Whole seconds, at least 1. */
    readonly resetSeconds: number;
  };
  readonly rate: ({ readonly limit: number; readonly capacity: number; readonly windowSeconds: number } & RateState) | null;
}

/** What the counters mean under these limits. */
export function standingOf(limits: Limits, admission: Admission, now: Date): Standing {
  const { limit, period } = limits.quota;
  const { rate } = limits;
  return {
    quota: {
      limit,
      used: admission.usedUnits,
      remaining: limit === null ? null : Math.max(0, limit - admission.usedUnits),
      resetsAt: period.endsAt,
      resetSeconds: Math.max(1, Math.ceil((period.endsAt.getTime() - now.getTime()) / 1000)),
    },
    rate:
      rate === null
        ? null
        : {
            limit: rate.perMinute,
            capacity: rate.capacity,
            windowSeconds: Math.max(1, Math.ceil((rate.capacity * rate.intervalMicros) / 1_000_000)),
            ...rateStateOf(rate, admission.tatMicros, admission.nowMicros),
          },
  };
}
