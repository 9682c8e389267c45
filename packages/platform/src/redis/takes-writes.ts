import { probeKey } from '@gatehouse/core';
import type { Redis } from 'ioredis';

const PROBE_SECONDS = 60;

/**
 * Writes something to see whether anything can be written: a replica, and a Redis without memory, answer a PING as ever. A connection that such a refusal leads elsewhere
 * (`connectRedis`) is led there by this, even where nothing else writes.
 * @throws what Redis refuses with, and when it does not answer
 */
export async function mustTakeWrites(redis: Redis): Promise<void> {
  await redis.set(probeKey(), '1', 'EX', PROBE_SECONDS);
}

/** The same, as a question. */
export function takesWrites(redis: Redis): Promise<boolean> {
  return mustTakeWrites(redis).then(
    () => true,
    () => false,
  );
}
