import { setTimeout as pause } from 'node:timers/promises';
import { encodeUsageKey, ERASED_CALLER, hourOf, pendingKey, type Principal, shardOf } from '@gatehouse/core';
import { subscriberErasureRepository, usageBatchRepository, UsageBuffer, usageRepository } from '@gatehouse/platform';
import { seedCaller } from '@gatehouse/testing';
import { drainShard } from '../../test/drain-shard';
import { type DrainStage, startDrainStage } from '../../test/drain-stage';
import { Drain, type Outcome } from './drain.service';

describe('shards that are drained together', () => {
  let stage: DrainStage;
  let people: Principal[];
  let shards: number[];

  beforeAll(async () => {
    stage = await startDrainStage();
  });
  beforeEach(async () => {
    await stage.redis.flushdb();
    await stage.test.query('DELETE FROM usage_orphans');
    people = [];
    // Of four workspaces, each of a shard of its own.
    while (people.length < 4) {
      const person = await stage.callerOf();
      if (people.every((other) => stage.shardFor(other) !== stage.shardFor(person))) people.push(person);
    }
    shards = people.map((person) => stage.shardFor(person));
    for (const [index, person] of people.entries()) await stage.callTimes(person, index + 1);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => stage.stop());

  const totals = () => Promise.all(people.map((person) => stage.totalOf(person)));
  const drainAs = async (some: readonly number[], by = stage.drain): Promise<(Outcome | undefined)[]> => {
    const outcomes = await by.drainShards(some);
    return some.map((shard) => outcomes.get(shard));
  };
  const statusOf = (outcomes: (Outcome | undefined)[]) => outcomes.map((outcome) => outcome?.status);
  const one = { status: 'fulfilled', value: { entries: 1, parked: 0 } };
  const nothing = { status: 'fulfilled', value: { entries: 0, parked: 0 } };

  it('come home in one transaction, each under its own batch', async () => {
    const claims = jest.spyOn(usageBatchRepository, 'claim');
    expect(await drainAs(shards)).toEqual([one, one, one, one]);
    expect(claims).toHaveBeenCalledTimes(1);
    expect(await totals()).toEqual([1, 2, 3, 4]);
    const kept = await stage.test.query<{ shard: number }>(
      'SELECT p.shard FROM usage_batch_parts p JOIN usage_batches b ON b.id = p.batch_id AND b.shard = p.shard WHERE p.workspace_id = ANY ($1)',
      [people.map((person) => person.workspaceId)],
    );
    expect(kept.map(({ shard }) => shard).sort()).toEqual([...shards].sort());
    expect(await drainAs(shards)).toEqual([nothing, nothing, nothing, nothing]);
  });

  it('come home in several transactions where one would grow too large', async () => {
    const [first] = people as [Principal];
    const pending = pendingKey(stage.shardFor(first));
    const field = (await stage.redis.hkeys(pending)).find((name) => name.endsWith('c')) ?? '';
    const now = hourOf(stage.clock.now());
    const hours = Array.from({ length: 19_998 }, (_, ago) => [
      field.replace(`\u001f${now}\u001f`, `\u001f${now - 1 - ago}\u001f`),
      '1',
    ]);
    await stage.redis.hset(pending, ...hours.flat());
    const claims = jest.spyOn(usageBatchRepository, 'claim');
    expect(statusOf(await drainAs(shards))).toEqual(Array(4).fill('fulfilled'));
    expect(claims).toHaveBeenCalledTimes(2);
    expect(await totals()).toEqual([19_999, 2, 3, 4]);
  }, 60_000);

  it('do not wait for one that cannot be taken', async () => {
    const buffer = new UsageBuffer(stage.redis);
    const take = buffer.take.bind(buffer);
    jest
      .spyOn(buffer, 'take')
      .mockImplementation((shard) => (shard === shards[1] ? Promise.reject(new Error('node away')) : take(shard)));
    const outcomes = await drainAs(shards, new Drain(stage.database, buffer, stage.clock));
    expect(outcomes).toEqual([one, { status: 'rejected', reason: new Error('node away') }, one, one]);
    expect(await totals()).toEqual([1, 0, 3, 4]);
    await drainAs(shards);
    expect(await totals()).toEqual([1, 2, 3, 4]);
  });

  it('are told as drained though one of them could not be dropped, which then comes home once', async () => {
    const buffer = new UsageBuffer(stage.redis);
    const drop = buffer.drop.bind(buffer);
    jest
      .spyOn(buffer, 'drop')
      .mockImplementation((batch) => (batch.shard === shards[1] ? Promise.reject(new Error('node away')) : drop(batch)));
    const outcomes = await drainAs(shards, new Drain(stage.database, buffer, stage.clock));
    expect(outcomes).toEqual([one, { status: 'rejected', reason: new Error('node away') }, one, one]);
    await drainAs(shards);
    expect(await totals()).toEqual([1, 2, 3, 4]);
  });

  it('are not held up by a row of one of them that Postgres refuses', async () => {
    const [, second] = people as [Principal, Principal];
    await stage.callTimes(second, 1, 'refused');
    await stage.test.query(`ALTER TABLE usage_hourly ADD CONSTRAINT whim CHECK (action <> 'refused') NOT VALID`);
    try {
      expect(await drainAs(shards)).toEqual([one, { status: 'fulfilled', value: { entries: 2, parked: 1 } }, one, one]);
    } finally {
      await stage.test.query('ALTER TABLE usage_hourly DROP CONSTRAINT whim');
    }
    expect(await totals()).toEqual([1, 2, 3, 4]);
    expect(await stage.test.query('SELECT reason FROM usage_orphans')).toEqual([{ reason: 'refused' }]);
  });

  it('are added once each, when another drain brought one of them home meanwhile, and it was forgotten', async () => {
    const [first] = people as [Principal];
    const asleep = await stage.buffer.take(stage.shardFor(first));
    await drainShard(stage.drain, stage.shardFor(first));
    await stage.callTimes(first, 1);
    await drainShard(stage.drain, stage.shardFor(first));
    await stage.test.query('DELETE FROM usage_batches');
    jest.spyOn(stage.buffer, 'take').mockResolvedValueOnce(asleep);
    expect(await drainAs(shards)).toEqual([nothing, one, one, one]);
    expect(await totals()).toEqual([2, 2, 3, 4]);
  });

  it('are added once each by drains that take overlapping shards at the same time, in any order', async () => {
    const orders = [shards, [...shards].reverse(), shards.slice(1), shards.slice(0, 3), [...shards].reverse()];
    const all = await Promise.all(orders.map((some) => drainAs(some, new Drain(stage.database, stage.buffer, stage.clock))));
    for (const outcomes of all) expect(statusOf(outcomes)).toEqual(Array(outcomes.length).fill('fulfilled'));
    expect(await totals()).toEqual([1, 2, 3, 4]);
  });

  it('stay in Redis, all of them, when the transaction fails, and come home once with the next', async () => {
    jest.spyOn(usageRepository, 'add').mockRejectedValueOnce(new Error('connection terminated'));
    expect(statusOf(await drainAs(shards))).toEqual(Array(4).fill('rejected'));
    expect(await totals()).toEqual([0, 0, 0, 0]);
    await drainAs(shards);
    expect(await totals()).toEqual([1, 2, 3, 4]);
  });

  it('wait once for one whose person somebody holds, and from then on no more', async () => {
    const [, held] = people as [Principal, Principal];
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const holder = stage.database.inWorkspace(held.workspaceId, async (tx) => {
      await subscriberErasureRepository.lock(tx, held.subscriberId);
      await released;
    });
    try {
      expect(statusOf(await drainAs(shards))).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
      expect(await totals()).toEqual([1, 0, 3, 4]);
      for (const person of people) await stage.callTimes(person, 1);
      const claims = jest.spyOn(usageBatchRepository, 'claim');
      // While the held one waits again, whoever is woken leaves it alone.
      const slow = drainAs(shards);
      while ((await totals())[3] !== 5) await pause(20);
      expect(statusOf(await drainAs(shards))).toEqual(['fulfilled', undefined, 'fulfilled', 'fulfilled']);
      expect(claims.mock.calls.map(([, batches]) => batches.length).sort()).toEqual([1, 3]);
      expect(statusOf(await slow)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    } finally {
      release();
      await holder;
    }
    // First the batch that was held, then what came meanwhile.
    for (const _turn of [1, 2]) expect(statusOf(await drainAs(shards))).toEqual(Array(4).fill('fulfilled'));
    expect(await totals()).toEqual([2, 3, 4, 5]);
  }, 60_000);

  it('come home where several of one workspace hold late calls of people who were erased, of the same hour and action', async () => {
    const seeded = await seedCaller(stage.test);
    const [one, other] = [await seedCaller(stage.test, { beside: seeded }), await seedCaller(stage.test, { beside: seeded })];
    const hour = hourOf(stage.clock.now());
    for (const { workspaceId, gptId, subscriberId } of [one, other]) {
      const field = encodeUsageKey({ workspaceId, gptId, subscriberId, action: 'late', tier: 'free', hour });
      await stage.redis.hset(pendingKey(shardOf(workspaceId, subscriberId)), { [`${field}c`]: '2' });
      await stage.database.inWorkspace(workspaceId, async (tx) => {
        const person = await subscriberErasureRepository.lock(tx, subscriberId);
        if (person === null) throw new Error('nobody to erase');
        await subscriberErasureRepository.erase(tx, person, stage.clock.now());
      });
    }
    const all = [...new Set([...shards, ...[one, other].map((person) => shardOf(person.workspaceId, person.subscriberId))])];
    const claims = jest.spyOn(usageBatchRepository, 'claim');
    expect(statusOf(await drainAs(all))).toEqual(Array(all.length).fill('fulfilled'));
    expect(claims).toHaveBeenCalledTimes(1);
    expect(
      await stage.test.query('SELECT calls::int FROM usage_hourly WHERE workspace_id = $1 AND subscriber_id = $2', [
        seeded.workspaceId,
        ERASED_CALLER,
      ]),
    ).toEqual([{ calls: 4 }]);
  });
});
