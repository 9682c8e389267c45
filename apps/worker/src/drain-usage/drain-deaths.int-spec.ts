import { batchKey, pendingKey, type Principal } from '@gatehouse/core';
import { usageBatchRepository, usageRepository } from '@gatehouse/platform';
import { type DrainStage, startDrainStage } from '../../test/drain-stage';
import { Drain } from './drain.service';
import { drainShard } from '../../test/drain-shard';

describe('the drain, where it dies, sleeps or is not alone,', () => {
  let stage: DrainStage;
  beforeAll(async () => {
    stage = await startDrainStage();
  });
  beforeEach(() => stage.redis.flushdb());
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => stage.stop());

  it('loses and doubles nothing while calls go on', async () => {
    const person = await stage.callerOf();
    let calling = true;
    const draining = (async () => {
      while (calling) await stage.drainAll();
    })();
    for (let round = 0; round < 10; round += 1) await stage.callTimes(person, 40);
    calling = false;
    await draining;
    await stage.drainAll();
    expect(await stage.totalOf(person)).toBe(400);
  });

  describe('comes to the same totals when it dies', () => {
    const deaths: [string, (person: Principal) => Promise<unknown>][] = [
      ['after taking the batch', (person) => stage.buffer.take(stage.shardFor(person))],
      [
        'after claiming the batch, before adding anything',
        (person) => {
          jest.spyOn(stage.buffer, 'holds').mockRejectedValueOnce(new Error('killed'));
          return drainShard(stage.drain, stage.shardFor(person));
        },
      ],
      [
        'after adding, before the commit',
        (person) => {
          jest.spyOn(usageBatchRepository, 'park').mockRejectedValueOnce(new Error('killed'));
          return drainShard(stage.drain, stage.shardFor(person));
        },
      ],
      [
        'after the commit, before dropping the batch',
        (person) => {
          jest.spyOn(stage.buffer, 'drop').mockRejectedValueOnce(new Error('killed'));
          return drainShard(stage.drain, stage.shardFor(person));
        },
      ],
      ['after everything', (person) => drainShard(stage.drain, stage.shardFor(person))],
    ];

    it.each(deaths)('%s', async (_when, die) => {
      const person = await stage.callerOf();
      await stage.callTimes(person, 7);
      await die(person).catch((error: Error) => expect(error.message).toBe('killed'));
      // Calls come in between, too.
      await stage.callTimes(person, 3);
      await stage.drainAll(new Drain(stage.database, stage.buffer, stage.clock));
      await stage.drainAll(new Drain(stage.database, stage.buffer, stage.clock));
      expect(await stage.totalOf(person)).toBe(10);
      expect(await stage.redis.exists(batchKey(stage.shardFor(person)), pendingKey(stage.shardFor(person)))).toBe(0);
    });
  });

  it('adds a batch once that several drains take at the same time', async () => {
    const person = await stage.callerOf();
    await stage.callTimes(person, 25);
    const drains = Array.from({ length: 6 }, () => new Drain(stage.database, stage.buffer, stage.clock));
    await Promise.all(drains.map((each) => drainShard(each, stage.shardFor(person))));
    expect(await stage.totalOf(person)).toBe(25);
  });

  it('does not add a batch again that was written, dropped and forgotten while it slept', async () => {
    const person = await stage.callerOf();
    await stage.callTimes(person, 5);
    const asleep = await stage.buffer.take(stage.shardFor(person));
    await drainShard(stage.drain, stage.shardFor(person));
    await stage.callTimes(person, 1);
    await drainShard(stage.drain, stage.shardFor(person));
    await stage.test.query('DELETE FROM usage_batches');
    jest.spyOn(stage.buffer, 'take').mockResolvedValueOnce(asleep);
    expect(await drainShard(stage.drain, stage.shardFor(person))).toEqual({ entries: 0, parked: 0 });
    expect(await stage.totalOf(person)).toBe(6);
  });

  it('keeps the counts in Redis when Postgres does not answer', async () => {
    const person = await stage.callerOf();
    await stage.callTimes(person, 4);
    jest.spyOn(usageRepository, 'add').mockRejectedValueOnce(new Error('connection terminated'));
    await expect(drainShard(stage.drain, stage.shardFor(person))).rejects.toThrow('connection terminated');
    expect(await stage.totalOf(person)).toBe(0);
    await stage.drainAll();
    expect(await stage.totalOf(person)).toBe(4);
  });
});
