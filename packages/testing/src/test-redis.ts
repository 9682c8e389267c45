import { Redis } from 'ioredis';

/**
 * The address of a logical Redis database that belongs to this Jest worker, emptied. Call once per test file, before anything
 * connects to it.
 */
export async function emptyTestRedis(): Promise<string> {
  const serverUrl = process.env['REDIS_URL'];
  if (serverUrl === undefined) throw new Error('REDIS_URL must name a running Redis');
  const url = new URL(serverUrl);
  url.pathname = `/${process.env['JEST_WORKER_ID'] ?? '1'}`;
  const redis = new Redis(url.toString());
  await redis.flushdb();
  await redis.quit();
  return url.toString();
}
