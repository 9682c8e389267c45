import { AppError } from '@gatehouse/core';
import { sha256 } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { REDIS } from '../tokens';
import { sourceOf } from './source';

/** How many tries a bucket holds, and in how many seconds it is full again. */
export interface Allowance {
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

export interface Bucket {
  readonly allowance: Allowance;
  /** Whose bucket: an address, a source, both. Hashed before it reaches Redis. */
  readonly of: string;
  /** Drawn from when this one is empty: what is kept for whoever did not empty it. */
  readonly beyond?: Bucket;
}

/** Counts tries in Redis, so that all instances share them. */
@Injectable()
export class Throttle {
  private readonly limiters = new Map<string, RateLimiterRedis>();

  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  /**
   * Spends one try of every bucket, in the order given, and stops at the first that is empty: whoever is refused for what they are takes
   * nothing from what they share with others, so the narrowest bucket comes first. A try is spent before it is known whether it succeeds, so
   * that tries sent at once cannot all pass the same check; success gives it back with {@link refund}.
   * @returns the buckets that were drawn from, to be given back
   * @throws AppError `too_many_attempts` with the seconds until the next try
   */
  async spend(buckets: readonly Bucket[]): Promise<readonly Bucket[]> {
    const drawn = await this.draw(buckets);
    if (typeof drawn !== 'number') return drawn;
    const seconds = Math.max(1, Math.ceil(drawn / 1000));
    throw new AppError('too_many_attempts', { detail: `Try again in ${inWords(seconds)}.`, retryAfterSeconds: seconds });
  }

  /** The same, for what is left undone instead of refused. @returns whether there was a try left in every bucket */
  async trySpend(buckets: readonly Bucket[]): Promise<boolean> {
    return typeof (await this.draw(buckets)) !== 'number';
  }

  /** Gives back the one try that turned out to be no guess, and keeps what others spent. */
  async refund(buckets: readonly Bucket[]): Promise<void> {
    await Promise.all(buckets.map(({ allowance, of }) => this.limiterFor(allowance).reward(keyOf(of))));
  }

  /** Where the request comes from, as one key. */
  source(request: FastifyRequest): string {
    return sourceOf(request.ip);
  }

  /** @returns the buckets drawn from, or milliseconds until the one that was empty has a try again */
  private async draw(buckets: readonly Bucket[]): Promise<readonly Bucket[] | number> {
    const drawn: Bucket[] = [];
    for (const bucket of buckets) {
      const waitMs = await this.drawOne(bucket);
      if (waitMs === null) drawn.push(bucket);
      else if (bucket.beyond !== undefined && (await this.drawOne(bucket.beyond)) === null) drawn.push(bucket.beyond);
      else return waitMs;
    }
    return drawn;
  }

  /** @returns milliseconds until the bucket has a try again, or null when it had one */
  private async drawOne({ allowance, of }: Bucket): Promise<number | null> {
    try {
      await this.limiterFor(allowance).consume(keyOf(of));
      return null;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return refusal.msBeforeNext;
      throw refusal;
    }
  }

  private limiterFor({ name, points, seconds }: Allowance): RateLimiterRedis {
    let limiter = this.limiters.get(name);
    if (limiter === undefined) {
      limiter = new RateLimiterRedis({ storeClient: this.redis, keyPrefix: `throttle:${name}`, points, duration: seconds });
      this.limiters.set(name, limiter);
    }
    return limiter;
  }
}

const keyOf = (of: string): string => sha256(of).toString('base64url').slice(0, 22);

function inWords(seconds: number): string {
  if (seconds < 120) return `${seconds} seconds`;
  return seconds < 7_200 ? `${Math.ceil(seconds / 60)} minutes` : `${Math.ceil(seconds / 3_600)} hours`;
}
