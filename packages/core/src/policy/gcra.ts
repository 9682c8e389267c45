/**
 * The generic cell rate algorithm (ITU-T I.371), in whole microseconds so that this file and the script in Redis compute the same: calls
 * are `intervalMicros` apart in the long run, and up to `capacity` may come at once.
 */
export interface RateLimit {
  readonly perMinute: number;
  /** Calls that may come at once: the burst. */
  readonly capacity: number;
  /** Rounded up, so that no rounding ever lets one call too many through. */
  readonly intervalMicros: number;
}

/** What a caller may know of their rate at a moment. */
export interface RateState {
  /** Calls that would be accepted now. */
  readonly remaining: number;
  /** Until one more than `remaining` would be; 0 when none is missing. */
  readonly nextSeconds: number;
  /** Until all of the capacity is back. */
  readonly resetSeconds: number;
}

const MICROS_PER_MINUTE = 60_000_000;
const MICROS_PER_SECOND = 1_000_000;

/** @param burst calls at once; null for a minute's worth */
export function rateLimitOf(perMinute: number, burst: number | null): RateLimit {
  return { perMinute, capacity: burst ?? perMinute, intervalMicros: Math.ceil(MICROS_PER_MINUTE / perMinute) };
}

/**
 * Decides one call.
 * @param tatMicros the theoretical arrival time so far: when the bucket is whole again; 0 when nothing is known
 * @returns the next theoretical arrival time, or null when the call comes too early
 */
export function arrive(limit: RateLimit, tatMicros: number, nowMicros: number): number | null {
  const next = Math.max(tatMicros, nowMicros) + limit.intervalMicros;
  return next - nowMicros > limit.capacity * limit.intervalMicros ? null : next;
}

/**
 * The theoretical arrival time under a limit that may have been edited since it was set: never later than an empty bucket's. Otherwise whoever had
 * used up a slow bucket would wait for that one to fill although they were given a quick one.
 */
export function forgiven(limit: RateLimit, tatMicros: number, nowMicros: number): number {
  return Math.min(tatMicros, nowMicros + limit.capacity * limit.intervalMicros);
}

/** What a theoretical arrival time means to the caller. */
export function rateStateOf(limit: RateLimit, tatMicros: number, nowMicros: number): RateState {
  const debtMicros = Math.max(0, tatMicros - nowMicros);
  const remaining = Math.max(0, Math.floor((limit.capacity * limit.intervalMicros - debtMicros) / limit.intervalMicros));
  const nextMicros = Math.max(0, debtMicros - (limit.capacity - remaining - 1) * limit.intervalMicros);
  return {
    remaining,
    nextSeconds: remaining >= limit.capacity ? 0 : Math.ceil(nextMicros / MICROS_PER_SECOND),
    resetSeconds: Math.ceil(debtMicros / MICROS_PER_SECOND),
  };
}
