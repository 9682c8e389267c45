import { probeKey } from '@gatehouse/core';
import type { Redis } from 'ioredis';
import { isWithoutMemory } from './refused-by-redis';

const PROBE_SECONDS = 60;

/**
 * Writes something to see whether anything can be written: a replica, and a Redis without memory, answer a PING as ever. A connection that such a refusal leads elsewhere
 * (`connectRedis`) is led there by this, even where nothing else writes.
 * @throws what Redis refuses with, and when it does not answer
 */
export async function mustTakeWrites(redis: Redis): Promise<void> {
  await redis.set(probeKey(), '1', 'EX', PROBE_SECONDS);
}

/**
 * For probes of readiness. One without memory will do: verify is answered beside it and the drain frees it, while a balancer that took every instance away for it would leave nobody to answer.
 * @throws what else Redis refuses with, and when it does not answer
 */
export async function mustBeOfUse(redis: Redis): Promise<void> {
  try {
    await mustTakeWrites(redis);
  } catch (error) {
    if (!isWithoutMemory(error)) throw error;
  }
}

/** Whether it takes writes. */
export function takesWrites(redis: Redis): Promise<boolean> {
  return mustTakeWrites(redis).then(
    () => true,
    () => false,
  );
}
