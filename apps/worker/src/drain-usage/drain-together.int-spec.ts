import { pendingKey, type Principal } from '@gatehouse/core';
import { usageBatchRepository, UsageBuffer, usageRepository } from '@gatehouse/platform';
import { drainShard } from '../../test/drain-shard';
import { type DrainStage, startDrainStage } from '../../test/drain-stage';
import { Drain } from './drain.service';

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
  const statusOf = (outcomes: { status: string }[]) => outcomes.map(({ status }) => status);
  const one = { status: 'fulfilled', value: { entries: 1, parked: 0 } };
  const nothing = { status: 'fulfilled', value: { entries: 0, parked: 0 } };

  it('come home in one transaction, each under its own batch', async () => {
    const claims = jest.spyOn(usageBatchRepository, 'claim');
    expect(await stage.drain.drainShards(shards)).toEqual([one, one, one, one]);
    expect(claims).toHaveBeenCalledTimes(1);
    expect(await totals()).toEqual([1, 2, 3, 4]);
    const kept = await stage.test.query<{ shard: number }>(
      'SELECT p.shard FROM usage_batch_parts p JOIN usage_batches b ON b.id = p.batch_id AND b.shard = p.shard WHERE p.workspace_id = ANY ($1)',
      [people.map((person) => person.workspaceId)],
    );
    expect(kept.map(({ shard }) => shard).sort()).toEqual([...shards].sort());
    expect(await stage.drain.drainShards(shards)).toEqual([nothing, nothing, nothing, nothing]);
  });

  it('come home in several transactions where one would grow too large', async () => {
    const [first] = people as [Principal];
    const pending = pendingKey(stage.shardFor(first));
    const [field = ''] = await stage.redis.hkeys(pending);
    const hours = Array.from({ length: 19_998 }, (_, ago) => [
      field.replace(/4\d{5}/, (hour) => String(Number(hour) - 1 - ago)),
      '1',
    ]);
    await stage.redis.hset(pending, ...hours.flat());
    const claims = jest.spyOn(usageBatchRepository, 'claim');
    expect(statusOf(await stage.drain.drainShards(shards))).toEqual(Array(4).fill('fulfilled'));
    expect(claims).toHaveBeenCalledTimes(2);
    expect((await totals()).slice(1)).toEqual([2, 3, 4]);
  }, 60_000);

  it('do not wait for one that cannot be taken', async () => {
    const buffer = new UsageBuffer(stage.redis);
    const take = buffer.take.bind(buffer);
    jest
      .spyOn(buffer, 'take')
      .mockImplementation((shard) => (shard === shards[1] ? Promise.reject(new Error('node away')) : take(shard)));
    const outcomes = await new Drain(stage.database, buffer, stage.clock).drainShards(shards);
    expect(outcomes).toEqual([one, { status: 'rejected', reason: new Error('node away') }, one, one]);
    expect(await totals()).toEqual([1, 0, 3, 4]);
    await stage.drain.drainShards(shards);
    expect(await totals()).toEqual([1, 2, 3, 4]);
  });

  it('are not held up by a row of one of them that Postgres refuses', async () => {
    const [, second] = people as [Principal, Principal];
    await stage.callTimes(second, 1, 'refused');
    await stage.test.query(`ALTER TABLE usage_hourly ADD CONSTRAINT whim CHECK (action <> 'refused') NOT VALID`);
    try {
      expect(await stage.drain.drainShards(shards)).toEqual([
        one,
        { status: 'fulfilled', value: { entries: 2, parked: 1 } },
        one,
        one,
      ]);
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
    expect(await stage.drain.drainShards(shards)).toEqual([nothing, one, one, one]);
    expect(await totals()).toEqual([2, 2, 3, 4]);
  });

  it('are added once each by drains that take overlapping shards at the same time, in any order', async () => {
    const orders = [shards, [...shards].reverse(), shards.slice(1), shards.slice(0, 3), [...shards].reverse()];
    const all = await Promise.all(orders.map((some) => new Drain(stage.database, stage.buffer, stage.clock).drainShards(some)));
    for (const outcomes of all) expect(statusOf(outcomes)).toEqual(Array(outcomes.length).fill('fulfilled'));
    expect(await totals()).toEqual([1, 2, 3, 4]);
  });

  it('stay in Redis, all of them, when the transaction fails, and come home once with the next', async () => {
    jest.spyOn(usageRepository, 'add').mockRejectedValueOnce(new Error('connection terminated'));
    expect(statusOf(await stage.drain.drainShards(shards))).toEqual(Array(4).fill('rejected'));
    expect(await totals()).toEqual([0, 0, 0, 0]);
    await stage.drain.drainShards(shards);
    expect(await totals()).toEqual([1, 2, 3, 4]);
  });
});
