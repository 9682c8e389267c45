import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

/** A Lua script of Redis. Sent by its digest; in full only when Redis does not know it (first use, restart, SCRIPT FLUSH). */
export class Script {
  private readonly digest: string;

  constructor(private readonly source: string) {
    this.digest = createHash('sha1').update(source).digest('hex');
  }

  /** @throws what Redis answers, and when it does not answer. */
  async run(redis: Redis, keys: readonly string[], values: readonly (string | number)[]): Promise<unknown> {
    try {
      return await redis.evalsha(this.digest, keys.length, ...keys, ...values);
    } catch (error) {
      // Not known means not run: sending it again cannot count twice.
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return redis.eval(this.source, keys.length, ...keys, ...values);
    }
  }
}
