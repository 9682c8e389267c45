import { pendingKey } from '@gatehouse/core';
import { newId } from '@gatehouse/platform';
import { type DrainStage, startDrainStage } from '../../test/drain-stage';
import { drainShard } from '../../test/drain-shard';

describe('the drain', () => {
  let stage: DrainStage;
  beforeAll(async () => {
    stage = await startDrainStage();
  });
  beforeEach(() => stage.redis.flushdb());
  afterAll(() => stage.stop());

  describe('puts aside, and goes on past,', () => {
    const orphans = () =>
      stage.test.query<{ reason: string; entry: Record<string, string> }>(
        'SELECT reason, entry FROM usage_orphans ORDER BY parked_at, number',
      );

    beforeEach(() => stage.test.query('DELETE FROM usage_orphans'));

    it('counts of a subscriber, a GPT or a workspace that is gone', async () => {
      const person = await stage.callerOf();
      const shard = stage.shardFor(person);
      await stage.callTimes(person, 4);
      const gone = [newId('wsp'), newId('gpt'), newId('usr'), '497914', 'free', '*', ''].join('\u001f');
      await stage.redis.hset(pendingKey(shard), { [`${gone}c`]: '3', [`${gone}u`]: '6', [`${gone}d`]: '1' });
      expect(await drainShard(stage.drain, shard)).toEqual({ entries: 2, parked: 1 });
      expect(await stage.totalOf(person)).toBe(4);
      expect(await orphans()).toEqual([{ reason: 'owner_missing', entry: { usage: gone, calls: '3', cost: '6', denied: '1' } }]);
    });

    it('what it cannot read, whatever bytes it is made of', async () => {
      const person = await stage.callerOf();
      const shard = stage.shardFor(person);
      await stage.callTimes(person, 4);
      await stage.redis.hset(pendingKey(shard), { 'a\u0000b': '1', [`${'x\u001f'.repeat(6)}c`]: '2' });
      expect(await drainShard(stage.drain, shard)).toEqual({ entries: 1, parked: 2 });
      expect(await stage.totalOf(person)).toBe(4);
      expect((await orphans()).map(({ reason, entry }) => [reason, entry['value']])).toEqual(
        expect.arrayContaining([
          ['unreadable', '1'],
          ['unreadable', '2'],
        ]),
      );
    });

    it('a row that Postgres refuses for a reason that nobody thought of', async () => {
      const person = await stage.callerOf();
      const shard = stage.shardFor(person);
      await stage.callTimes(person, 4);
      await stage.callTimes(person, 1, 'refused');
      await stage.test.query(`ALTER TABLE usage_hourly ADD CONSTRAINT whim CHECK (action <> 'refused') NOT VALID`);
      try {
        expect(await drainShard(stage.drain, shard)).toEqual({ entries: 2, parked: 1 });
      } finally {
        await stage.test.query('ALTER TABLE usage_hourly DROP CONSTRAINT whim');
      }
      expect(await stage.totalOf(person)).toBe(4);
      expect(await orphans()).toMatchObject([{ reason: 'refused', entry: { calls: '1' } }]);
    });
  });
});
