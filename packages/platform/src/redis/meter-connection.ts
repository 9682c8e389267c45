import { Redis } from 'ioredis';

/**
 * The meter's own connection. A command is sent at most once, and now or not at all: one that waited for a reconnection, or was sent again
 * after it, could count a call that its caller was told was not counted.
 * @throws nothing: until Redis answers, every command fails at once.
 */
export function connectMeterRedis(redisUrl: string): Redis {
  return new Redis(redisUrl, {
    // The meter gathers the calls of a turn itself; waiting another turn for company would only be waiting.
    enableAutoPipelining: false,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    // Silence while commands wait for an answer: the connection is given up, and everything on it fails.
    socketTimeout: 2_000,
    retryStrategy: (attempt) => Math.min(attempt * 50, 500),
  });
}
