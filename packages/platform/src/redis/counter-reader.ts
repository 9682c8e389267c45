import {
  batchKey,
  callerNameOf,
  countersKey,
  hourOf,
  pendingKey,
  type Period,
  type Principal,
  quotaKey,
  shardOf,
} from '@gatehouse/core';
import type { Redis } from 'ioredis';
import { LOOK_AT_COUNTER, PUT_ASIDE_AND_LOOK } from './look.lua';
import { isRefusedByRedis } from './refused-by-redis';
import { Script } from './script';

const look = new Script(LOOK_AT_COUNTER);
const putAsideAndLook = new Script(PUT_ASIDE_AND_LOOK);

/** What Redis knows of a period's units, and the ledger may not. */
export type CountedInRedis =
  /** There is a counter, or one was put aside: of all units of the period only those are missing that were counted directly. */
  | { readonly kind: 'all_but_direct'; readonly units: number }
  /** There is no counter, and that many units are on their way to the ledger. */
  | { readonly kind: 'on_the_way'; readonly units: number };

/**
 * Reads quota counters of a Redis that decides about nothing here (ADR 0033): what it counted before still counts. It may refuse this instance and obey another, so who decides directly
 * puts the counter aside first. On a connection of its own, which nothing closes because a write was refused, and which never makes a caller wait for a Redis that is away.
 */
export class CounterReader {
  private redis: Redis;
  private next: Redis | null = null;
  private closed = false;

  /** @param connect makes a connection that fails at once while Redis is away */
  constructor(private readonly connect: () => Redis) {
    this.redis = connect();
  }

  /** @returns null when Redis cannot be read either. */
  look(principal: Principal, period: Period): Promise<CountedInRedis | null> {
    return this.run(look, principal, period).catch(() => null);
  }

  /**
   * Looks, and keeps Redis from deciding about that caller on any instance, until the transaction in which this is asked ends. It must hold the caller's lock, and the ledger be
   * read in it after this. Of a Redis that takes no write at all, as a replica, the counter is only looked at.
   * @returns null when Redis cannot be read either.
   */
  hold(principal: Principal, period: Period): Promise<CountedInRedis | null> {
    return this.run(putAsideAndLook, principal, period).catch((error: unknown) =>
      isRefusedByRedis(error) ? this.look(principal, period) : null,
    );
  }

  private async run(
    script: Script,
    { workspaceId, gptId, subscriberId }: Principal,
    period: Period,
  ): Promise<CountedInRedis | null> {
    if (this.redis.status !== 'ready') return null;
    const shard = shardOf(workspaceId, subscriberId);
    const counter = quotaKey(shard, gptId, subscriberId, period);
    const keys = [counter, `${counter}:direct`, countersKey(shard, gptId, subscriberId), batchKey(shard), pendingKey(shard)];
    const values = [callerNameOf(workspaceId, gptId, subscriberId), hourOf(period.startsAt), hourOf(period.endsAt)];
    const [found, units] = (await script.run(this.redis, keys, values)) as [string, string];
    return { kind: found === 'counter' ? 'all_but_direct' : 'on_the_way', units: Number(units) };
  }

  /** The name may lead to another Redis by now. The former one is read until that answers. */
  follow(): void {
    if (this.next !== null || this.closed) return;
    const next = this.connect();
    this.next = next;
    next.once('ready', () => {
      this.redis.disconnect();
      [this.redis, this.next] = [next, null];
    });
  }

  close(): void {
    this.closed = true;
    this.redis.disconnect();
    this.next?.disconnect();
  }
}

/**
 * What was used of a period, where Redis decides about nothing.
 * @param ledger units in the ledger, read after Redis was: what came home in between is there twice for this one call, and never missing
 * @param direct those of them that were counted without Redis
 */
export function usedBeside(redis: CountedInRedis | null, ledger: number, direct: number): number {
  if (redis === null) return ledger;
  if (redis.kind === 'on_the_way') return ledger + redis.units;
  // A replica that was cut off may know less than the ledger.
  return Math.max(ledger, redis.units + direct);
}
