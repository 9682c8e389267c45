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
}

/** Counts tries in Redis, so that all instances share them. */
@Injectable()
export class Throttle {
  private readonly limiters = new Map<string, RateLimiterRedis>();

  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  /**
   * Spends one try of every bucket. The try is spent before it is known whether it succeeds, so that tries sent at once
   * cannot all pass the same check; success gives it back with {@link refund}.
   * @throws AppError `too_many_attempts` with the seconds until the next try
   */
  async spend(buckets: readonly Bucket[]): Promise<void> {
    const waitMs = await this.draw(buckets);
    if (waitMs === null) return;
    const seconds = Math.max(1, Math.ceil(waitMs / 1000));
    throw new AppError('too_many_attempts', { detail: `Try again in ${inWords(seconds)}.`, retryAfterSeconds: seconds });
  }

  /** The same, for what is left undone instead of refused. @returns whether there was a try left in every bucket */
  async trySpend(buckets: readonly Bucket[]): Promise<boolean> {
    return (await this.draw(buckets)) === null;
  }

  /** Gives back the one try that turned out to be no guess, and keeps what others spent. */
  async refund(buckets: readonly Bucket[]): Promise<void> {
    await Promise.all(buckets.map(({ allowance, of }) => this.limiterFor(allowance).reward(keyOf(of))));
  }

  /** Where the request comes from, as one key. */
  source(request: FastifyRequest): string {
    return sourceOf(request.ip);
  }

  /** @returns milliseconds until every bucket has a try again, or null when each had one */
  private async draw(buckets: readonly Bucket[]): Promise<number | null> {
    const drawn = await Promise.allSettled(buckets.map(({ allowance, of }) => this.limiterFor(allowance).consume(keyOf(of))));
    const refusals = drawn.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    const broken = refusals.find((reason) => reason instanceof Error);
    if (broken !== undefined) throw broken;
    return refusals.length === 0 ? null : Math.max(...refusals.map((reason) => (reason as RateLimiterRes).msBeforeNext));
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
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
