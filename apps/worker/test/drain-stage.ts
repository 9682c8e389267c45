import { type CallRequest, limitsFor, type Principal, shardOf } from '@gatehouse/core';
import {
  connectMeterRedis,
  Database,
  Meter,
  MeterFence,
  principalRepository,
  sha256,
  systemRandom,
  UNFENCED,
  UsageBuffer,
} from '@gatehouse/platform';
import { createTestDatabase, emptyTestRedis, seedCaller, TestClock, type TestDatabase } from '@gatehouse/testing';
import { Redis } from 'ioredis';
import { Drain } from '../src/drain-usage/drain.service';
import { drainAll } from './drain-shard';

interface LedgerRow {
  readonly hour: Date;
  readonly action: string;
  readonly calls: number;
  readonly cost: number;
  readonly denied: number;
}

/** People who call, by the meter itself, and a drain that brings their calls home. */
export interface DrainStage {
  readonly clock: TestClock;
  readonly test: TestDatabase;
  readonly database: Database;
  readonly redis: Redis;
  readonly buffer: UsageBuffer;
  readonly drain: Drain;
  callerOf(options?: Parameters<typeof seedCaller>[1]): Promise<Principal>;
  callTimes(principal: Principal, times: number, action?: string, cost?: number | null): Promise<void>;
  drainAll(by?: Drain): Promise<unknown>;
  shardFor(principal: Principal): number;
  ledgerOf(principal: Principal): Promise<LedgerRow[]>;
  totalOf(principal: Principal): Promise<number>;
  stop(): Promise<void>;
}

export async function startDrainStage(): Promise<DrainStage> {
  const clock = new TestClock(new Date('2026-11-21T10:59:00Z'));
  const test = await createTestDatabase();
  const database = await Database.connect(test.url, 10);
  const redisUrl = await emptyTestRedis();
  const redis = new Redis(redisUrl);
  const meterRedis = connectMeterRedis(redisUrl);
  await new Promise((resolve) => meterRedis.once('ready', resolve));
  const buffer = new UsageBuffer(redis);
  const fence = new MeterFence(redis, systemRandom);
  const meter = new Meter({ redis: meterRedis, database, fence, random: systemRandom, clock });
  const drain = new Drain(database, buffer, clock);
  const ledgerOf = ({ subscriberId }: Principal): Promise<LedgerRow[]> =>
    test.query<LedgerRow>(
      `SELECT hour, action, calls::int, cost::int, denied::int FROM usage_hourly WHERE subscriber_id = $1 ORDER BY hour, action`,
      [subscriberId],
    );
  return {
    ...{ clock, test, database, redis, buffer, drain, ledgerOf },
    callerOf: async (options) => {
      const caller = await seedCaller(test, options);
      const found = await database.inWorkspace(caller.workspaceId, (tx) =>
        principalRepository.findByAccessToken(tx, sha256(caller.token), clock.now()),
      );
      if (found === null) throw new Error('the seeded caller is not found');
      return found;
    },
    callTimes: async (principal, times, action = '*', cost = null) => {
      const call: CallRequest = { action, cost, requiredScopes: [], peek: false, idempotencyKey: null, stranger: null };
      const admit = (under = UNFENCED) => meter.admit(principal, under, limitsFor(principal, call, clock.now()), call);
      const first = await admit();
      if (first.kind !== 'stale') throw new Error('somebody without a fence was let through');
      await Promise.all(Array.from({ length: times }, () => admit(first.fence)));
    },
    drainAll: (by = drain) => drainAll(by),
    shardFor: ({ workspaceId, subscriberId }) => shardOf(workspaceId, subscriberId),
    totalOf: async (principal) => (await ledgerOf(principal)).reduce((sum, row) => sum + row.calls, 0),
    stop: async () => {
      meterRedis.disconnect();
      redis.disconnect();
      await database.close();
      await test.drop();
    },
  };
}
