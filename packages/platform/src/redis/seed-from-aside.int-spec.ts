import {
  type CallRequest,
  encodeUsageKey,
  hourOf,
  hourStart,
  limitsFor,
  pendingKey,
  type Principal,
  quotaPeriod,
  shardOf,
} from '@gatehouse/core';
import { createTestDatabase, OwnRedis, seedCaller, TestClock, type TestDatabase } from '@gatehouse/testing';
import { Redis } from 'ioredis';
import { systemRandom } from '../clock/system-clock';
import { sha256 } from '../crypto/secret';
import { Database } from '../database/database';
import { directUsageRepository } from '../database/repositories/direct-usage.repository';
import { principalRepository } from '../database/repositories/principal.repository';
import { newId } from '../ids/new-id';
import { CounterReader } from './counter-reader';
import { Meter, UNFENCED } from './meter';
import { connectMeterRedis } from './meter-connection';
import { MeterFence } from './meter-fence';
import { tellRedis } from './tell-redis';

const CALL: CallRequest = { action: '*', cost: 1, requiredScopes: [], peek: false, idempotencyKey: null, stranger: null };

describe('a counter that was put aside because Redis refused', () => {
  const clock = new TestClock();
  let test: TestDatabase;
  let database: Database;
  /** Its own: what it counts of its commands is what is done here, and not what tests beside this one do. */
  let own: OwnRedis;
  let redis: Redis;
  let connection: Redis;
  let meter: Meter;
  let counters: CounterReader;
  /** What happens while Postgres is asked what was used. */
  let meanwhile: () => Promise<void> = () => Promise.resolve();

  beforeAll(async () => {
    test = await createTestDatabase();
    await test.query(`SELECT ensure_usage_partition('2026-11-01')`);
    database = await Database.connect(test.url, 3);
    own = await OwnRedis.start();
    redis = new Redis(own.url);
    connection = connectMeterRedis(own.url);
    await new Promise((resolve) => connection.once('ready', resolve));
    counters = new CounterReader(() => redis.duplicate());
    const inTurn = <T>(read: () => Promise<T>): Promise<T> => meanwhile().then(read);
    const fence = new MeterFence(redis, systemRandom);
    meter = new Meter({ redis: connection, database, fence, random: systemRandom, clock, rateClock: clock, inTurn });
  });
  beforeEach(() => clock.set(new Date('2026-11-20T10:00:00Z')));
  afterEach(() => void (meanwhile = () => Promise.resolve()));
  afterAll(async () => {
    counters.close();
    connection.disconnect();
    redis.disconnect();
    await own.remove();
    await database.close();
    await test.drop();
  });

  async function newcomer(): Promise<Principal> {
    const caller = await seedCaller(test, { tier: { quotaPerMonth: 1_000_000 } });
    const principal = await database.inWorkspace(caller.workspaceId, (tx) =>
      principalRepository.findByAccessToken(tx, sha256(caller.token), clock.now()),
    );
    if (principal === null) throw new Error('the caller is not there');
    return principal;
  }

  /** By Redis. @returns what was used then */
  async function call(principal: Principal): Promise<number> {
    const limits = limitsFor(principal, CALL, clock.now());
    const met = await meter.admit(principal, UNFENCED, limits, CALL);
    const answer = met.kind === 'stale' ? await meter.admit(principal, met.fence, limits, CALL) : met;
    return answer.kind === 'decided' ? answer.admission.usedUnits : NaN;
  }

  /** As DirectVerify does. */
  async function callDirectly(principal: Principal, units: bigint): Promise<void> {
    const { workspaceId, gptId, subscriberId } = principal;
    const [now, period] = [clock.now(), quotaPeriod(principal, clock.now())];
    const hour = hourOf(now);
    await database.inWorkspace(workspaceId, async (tx) => {
      await directUsageRepository.lockCaller(tx, subscriberId);
      expect(await counters.hold(principal, period)).not.toBeNull();
      await directUsageRepository.count(
        tx,
        newId('bat'),
        {
          ...{ workspaceId, gptId, subscriberId, action: '*', tier: 'free', hour, startsAt: hourStart(hour) },
          counts: { calls: 1n, cost: units, denied: 0n },
        },
        period,
        now,
      );
    });
  }

  /** What others left pending. */
  async function fillShard(principal: Principal, fields: number): Promise<void> {
    const others: Record<string, number> = {};
    for (let index = 0; index < fields; index += 1) {
      const subscriberId = `usr_other${index}`;
      others[`${encodeUsageKey({ ...principal, subscriberId, action: 'a', tier: 'free', hour: hourOf(clock.now()) })}u`] = 1;
    }
    await redis.hset(pendingKey(shardOf(principal.workspaceId, principal.subscriberId)), others);
  }

  /** How often Redis looked through a hash while that was done. */
  async function looksDuring(work: () => Promise<void>): Promise<number> {
    await redis.config('RESETSTAT');
    await work();
    return Number(/^cmdstat_hscan:calls=(\d+)/m.exec(await redis.info('commandstats'))?.[1] ?? 0);
  }

  it('says what was used when Redis decides again: nothing is looked through, however much waits and however many come back', async () => {
    const callers: Principal[] = [];
    for (let index = 0; index < 12; index += 1) {
      const caller = await newcomer();
      callers.push(caller);
      await fillShard(caller, 3_000);
      await call(caller);
      await call(caller);
      await callDirectly(caller, 5n);
    }
    const used: number[] = [];
    const looks = await looksDuring(async () => {
      for (const caller of callers) used.push(await call(caller), await call(caller));
    });
    expect({ used, looks }).toEqual({ used: callers.flatMap(() => [8, 9]), looks: 0 });
  });

  it('counts what Redis was told of before once, outage after outage, whether it was told in between or not', async () => {
    const caller = await newcomer();
    let expected = 0;
    for (const isTold of [true, false, true]) {
      expect(await call(caller)).toBe((expected += 1));
      await callDirectly(caller, 3n);
      await callDirectly(caller, 4n);
      expected += 7;
      if (isTold) await tellRedis(database, redis, () => clock.now());
    }
    expect(await call(caller)).toBe(expected + 1);
    await tellRedis(database, redis, () => clock.now());
    expect(await call(caller)).toBe(expected + 2);
  });

  it('is not taken at its word where some was counted directly of other months in between', async () => {
    const caller = await newcomer();
    const moved = { ...caller, monthsFrom: new Date('2026-11-18T09:00:00Z') };
    await call(caller);
    await callDirectly(caller, 10n);
    await callDirectly(moved, 100n);
    let used = NaN;
    const looks = await looksDuring(async () => void (used = await call(caller)));
    expect(used).toBe(112);
    expect(looks).toBeGreaterThan(0);
  });

  it('is sought again by who sought it when Redis went and came back: it decides about nobody by what was read before', async () => {
    const caller = await newcomer();
    const limits = limitsFor(caller, CALL, clock.now());
    const stale = await meter.admit(caller, UNFENCED, limits, CALL);
    if (stale.kind !== 'stale') throw new Error('somebody without a fence was let through');
    meanwhile = async () => {
      const ready = new Promise((resolve) => connection.once('ready', resolve));
      connection.disconnect(true);
      await ready;
    };
    expect((await meter.admit(caller, stale.fence, limits, CALL)).kind).toBe('stale');
    meanwhile = () => Promise.resolve();
    expect(await call(caller)).toBe(1);
  });
});
