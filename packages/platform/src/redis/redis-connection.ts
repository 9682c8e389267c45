import { Redis } from 'ioredis';
import { isOfAReplica } from './refused-by-redis';

/** A connection that was made a moment ago is kept: where the name still leads to a replica, another one changes nothing. In milliseconds. */
const LED_ANEW_AFTER_MS = 1_000;

/**
 * The connection for counters and caches. Commands of one event-loop turn share a packet (autopipelining: a tenth more throughput).
 * A command fails after one reconnection attempt instead of waiting without end: a caller who is refused can come back.
 */
export function connectRedis(redisUrl: string): Redis {
  return new Redis(redisUrl, {
    enableAutoPipelining: true,
    maxRetriesPerRequest: 1,
    connectTimeout: 5_000,
    retryStrategy: (attempt) => Math.min(attempt * 50, 1_000),
    reconnectOnError: toThePrimary(),
  });
}

/** The connection of BullMQ workers: their blocking reads outlive a restart of Redis. */
export function connectRedisForWorker(redisUrl: string): Redis {
  return new Redis(redisUrl, {
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(attempt * 50, 1_000),
    reconnectOnError: toThePrimary(),
  });
}

/**
 * After a failover the old primary may go on answering, as a replica, while the name leads to the new one: so the name is followed anew. What was refused is not sent again,
 * for as long as the name leads to a replica that would never end; who asked hears of it, and comes back.
 */
function toThePrimary(): (error: Error) => boolean {
  let ledAt = -Infinity;
  return (error) => {
    const now = performance.now();
    if (!isOfAReplica(error) || now - ledAt < LED_ANEW_AFTER_MS) return false;
    ledAt = now;
    return true;
  };
}
