import { AppError } from '@gatehouse/core';
import { answersWithin, Database, sha256, throttleBucketRepository } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { REDIS } from '../tokens';
import { sourceOf } from './source';

/** A person waits no longer than this to learn that nobody can sign in now. */
const REDIS_PATIENCE_MS = 2_000;

/** How many tries a bucket holds, and in how many seconds it is full again. */
export interface Allowance {
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
  /**
   * For floods, where nothing can be guessed: counted in Redis alone, which is cheaper and may be lost. Everything else is counted in Postgres, so that
   * whoever guesses has not a try more after Redis was restarted, replaced or wiped (ADR 0021).
   */
  readonly volatile?: true;
}

export interface Bucket {
  readonly allowance: Allowance;
  /** Whose bucket: an address, a source, both. Hashed before it is stored. */
  readonly of: string;
  /** Drawn from when this one is empty: what is kept for whoever did not empty it. */
  readonly beyond?: Bucket;
}

/** Counts tries where all instances share them: in Postgres, and those that may be lost in Redis. */
@Injectable()
export class Throttle {
  private readonly limiters = new Map<string, RateLimiterRedis>();

  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    private readonly database: Database,
  ) {}

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
    const volatile = buckets.filter(({ allowance }) => allowance.volatile === true);
    await Promise.all(volatile.map(({ allowance, of }) => this.limiterFor(allowance).reward(keyOf(of))));
    const durable = buckets.filter(({ allowance }) => allowance.volatile !== true);
    if (durable.length === 0) return;
    await this.database.inDirectory(async (tx) => {
      // In one order for all, so that two who give back the same do not wait for each other.
      for (const key of durable.map(durableKeyOf).sort()) await throttleBucketRepository.refund(tx, key);
    });
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
  private async drawOne(bucket: Bucket): Promise<number | null> {
    const { allowance, of } = bucket;
    await this.demandRedis();
    if (allowance.volatile !== true) return this.drawDurable(bucket);
    try {
      await this.limiterFor(allowance).consume(keyOf(of));
      return null;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return refusal.msBeforeNext;
      throw refusal;
    }
  }

  /**
   * Nobody signs in while Redis is away, although the count of guesses would stand: what a sign-in ends elsewhere is marked there, and a mark that cannot be
   * set would leave somebody in who was shut out. A Redis that hangs is away, too: nobody should wait for it without end. So is one that answers and takes no
   * writes, as a replica does: that is why it is written to.
   * @throws AppError `temporarily_unavailable` when Redis does not answer
   */
  async demandRedis(): Promise<void> {
    const alive =
      this.redis.status === 'ready' && (await answersWithin(REDIS_PATIENCE_MS, this.redis.set('throttle:probe', '1', 'EX', 60)));
    if (!alive) throw new AppError('temporarily_unavailable');
  }

  /** A transaction of its own: the try stays spent whatever becomes of the request. */
  private async drawDurable(bucket: Bucket): Promise<number | null> {
    const { points, seconds } = bucket.allowance;
    const { spent, fullAgainInMs } = await this.database.inDirectory((tx) =>
      throttleBucketRepository.spend(tx, durableKeyOf(bucket), seconds),
    );
    return spent <= points ? null : fullAgainInMs;
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

const durableKeyOf = ({ allowance, of }: Bucket): string => `${allowance.name}:${sha256(of).toString('base64url')}`;
const keyOf = (of: string): string => sha256(of).toString('base64url').slice(0, 22);

function inWords(seconds: number): string {
  if (seconds < 120) return `${seconds} seconds`;
  return seconds < 7_200 ? `${Math.ceil(seconds / 60)} minutes` : `${Math.ceil(seconds / 3_600)} hours`;
}
