import { ERASED_CALLER, limitsFor, type Principal } from '@gatehouse/core';
import {
  connectMeterRedis,
  Database,
  Meter,
  MeterFence,
  principalRepository,
  sha256,
  subscriberErasureRepository,
  systemRandom,
  UNFENCED,
  UsageBuffer,
} from '@gatehouse/platform';
import { createTestDatabase, emptyTestRedis, seedCaller, TestClock, type TestDatabase } from '@gatehouse/testing';
import { Redis } from 'ioredis';
import { Drain } from './drain.service';
import { drainAll } from '../../test/drain-shard';

describe('the calls of subscribers who were erased', () => {
  const clock = new TestClock(new Date('2026-11-21T10:59:00Z'));
  let test: TestDatabase;
  let database: Database;
  let redis: Redis;
  let meterRedis: Redis;
  let meter: Meter;
  let drain: Drain;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 10);
    const redisUrl = await emptyTestRedis();
    redis = new Redis(redisUrl);
    meterRedis = connectMeterRedis(redisUrl);
    await new Promise((resolve) => meterRedis.once('ready', resolve));
    meter = new Meter({ redis: meterRedis, database, fence: new MeterFence(redis, systemRandom), random: systemRandom, clock });
    drain = new Drain(database, new UsageBuffer(redis), clock);
  });

  afterAll(async () => {
    meterRedis.disconnect();
    redis.disconnect();
    await database.close();
    await test.drop();
  });

  async function personWithCalls(times: number): Promise<Principal> {
    const { workspaceId, token } = await seedCaller(test);
    const person = await database.inWorkspace(workspaceId, (tx) =>
      principalRepository.findByAccessToken(tx, sha256(token), new Date()),
    );
    if (person === null) throw new Error('the seeded caller is not found');
    await call(person, times);
    return person;
  }

  async function call(person: Principal, times: number): Promise<void> {
    const request = { action: 'list', cost: 2, requiredScopes: [], peek: false, idempotencyKey: null, stranger: null };
    const admit = (fence = UNFENCED) => meter.admit(person, fence, limitsFor(person, request, clock.now()), request);
    const first = await admit();
    if (first.kind !== 'stale') throw new Error('somebody without a fence was let through');
    await Promise.all(Array.from({ length: times }, () => admit(first.fence)));
  }

  const drainEverything = (): Promise<void> => drainAll(drain);

  const erase = ({ workspaceId, subscriberId }: Principal): Promise<void> =>
    database.inWorkspace(workspaceId, async (tx) => {
      const locked = await subscriberErasureRepository.lock(tx, subscriberId);
      if (locked !== null) await subscriberErasureRepository.erase(tx, locked, clock.now());
    });

  const ledgerOf = ({ workspaceId }: Principal): Promise<unknown[]> =>
    test.query(
      `SELECT subscriber_id AS caller, action, calls::int, cost::int, person_id FROM usage_hourly WHERE workspace_id = $1`,
      [workspaceId],
    );

  it('stay in the ledger to the unit, as nobody’s: those that were home, and those that were still on their way', async () => {
    const person = await personWithCalls(7);
    await drainEverything();
    await call(person, 5);
    await erase(person);
    expect(await ledgerOf(person)).toEqual([{ caller: ERASED_CALLER, action: 'list', calls: 7, cost: 14, person_id: null }]);
    await drainEverything();
    expect(await ledgerOf(person)).toEqual([{ caller: ERASED_CALLER, action: 'list', calls: 12, cost: 24, person_id: null }]);
    expect(await test.query('SELECT 1 FROM usage_orphans')).toEqual([]);
    expect(await test.query('SELECT 1 FROM subscribers WHERE workspace_id = $1', [person.workspaceId])).toEqual([]);
  });

  it('are neither lost nor doubled while people are erased and drains run at the same time', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => personWithCalls(20)));
    await Promise.all([...people.map((person) => erase(person)), drainEverything(), drainEverything()]);
    for (const person of people) await call(person, 3);
    await Promise.all([drainEverything(), drainEverything()]);
    for (const person of people)
      expect(await ledgerOf(person)).toEqual([{ caller: ERASED_CALLER, action: 'list', calls: 23, cost: 46, person_id: null }]);
  });
});
