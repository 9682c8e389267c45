import { hourOf, pendingKey } from '@gatehouse/core';
import { newId, principalRepository, sha256, UsageBuffer } from '@gatehouse/platform';
import { type DrainStage, startDrainStage } from '../../test/drain-stage';
import { Drain } from './drain.service';
import { drainShard } from '../../test/drain-shard';

describe('the drain', () => {
  let stage: DrainStage;
  beforeAll(async () => {
    stage = await startDrainStage();
  });
  beforeEach(() => stage.redis.flushdb());
  afterAll(() => stage.stop());

  it('brings a thousand calls of ten people home, to the unit, with what they cost and what was refused', async () => {
    const first = await stage.callerOf({ tier: { quotaPerMonth: 150, actionCosts: { scan: 2 } } });
    const people = [first];
    while (people.length < 10) people.push(await stage.callerOf());
    await Promise.all(people.map((person) => stage.callTimes(person, 50, 'list')));
    await stage.drainAll();
    stage.clock.set(new Date('2026-11-21T11:01:00Z'));
    await Promise.all(people.map((person) => stage.callTimes(person, 60, 'scan')));
    await stage.drainAll();
    expect(await stage.ledgerOf(first)).toEqual([
      { hour: new Date('2026-11-21T10:00:00Z'), action: 'list', calls: 50, cost: 50, denied: 0 },
      { hour: new Date('2026-11-21T11:00:00Z'), action: 'scan', calls: 50, cost: 100, denied: 10 },
    ]);
    for (const person of people.slice(1)) expect(await stage.totalOf(person)).toBe(110);
    expect(await stage.redis.keys('*:pending')).toEqual([]);
    expect(await stage.redis.keys('*:batch')).toEqual([]);
  });

  it("brings a service key's calls home under the key, and says when it was used last", async () => {
    const person = await stage.callerOf();
    const keyId = newId('svk');
    const { workspaceId, gptId } = person;
    await stage.test.query(
      `INSERT INTO service_keys (workspace_id, id, gpt_id, name, key_hash, last4, created_at) VALUES ($1, $2, $3, 'ci', $4, 'abcd', now())`,
      [workspaceId, keyId, gptId, sha256(keyId)],
    );
    const key = await stage.database.inWorkspace(workspaceId, (tx) => principalRepository.findByServiceKey(tx, sha256(keyId)));
    if (key === null) throw new Error('the seeded key is not found');
    await Promise.all([stage.callTimes(key, 40), stage.callTimes(person, 3)]);
    await stage.drainAll();
    await stage.drainAll();
    expect([await stage.totalOf(key), await stage.totalOf(person)]).toEqual([40, 3]);
    expect(
      await stage.test.query(
        `SELECT count(*)::int AS rows, count(person_id)::int AS people, count(service_key_id)::int AS keys FROM usage_hourly WHERE gpt_id = $1`,
        [gptId],
      ),
    ).toEqual([{ rows: 2, people: 1, keys: 1 }]);
    expect(await stage.test.query(`SELECT last_used_at FROM service_keys WHERE id = $1`, [keyId])).toEqual([
      { last_used_at: stage.clock.now() },
    ]);
    expect(await stage.test.query(`SELECT 1 FROM subscribers WHERE workspace_id = $1`, [workspaceId])).toHaveLength(1);
  });

  it('advances when people were last seen, and never sets it back', async () => {
    const person = await stage.callerOf();
    const seen = async (): Promise<Date | undefined> => {
      const [row] = await stage.test.query<{ last_seen_at: Date }>('SELECT last_seen_at FROM subscribers WHERE id = $1', [
        person.subscriberId,
      ]);
      return row?.last_seen_at;
    };
    await stage.callTimes(person, 1);
    await stage.drainAll();
    expect(await seen()).toEqual(stage.clock.now());
    await stage.callTimes(person, 1);
    await stage.test.query(`UPDATE subscribers SET last_seen_at = '2026-11-22T00:00:00Z' WHERE id = $1`, [person.subscriberId]);
    await stage.drainAll();
    expect(await seen()).toEqual(new Date('2026-11-22T00:00:00Z'));
  });

  it('makes the month of the ledger that a call needs', async () => {
    const person = await stage.callerOf();
    stage.clock.set(new Date('2031-03-31T23:59:59Z'));
    await stage.callTimes(person, 2);
    await stage.drainAll();
    expect((await stage.ledgerOf(person)).map((row) => row.hour)).toEqual([new Date('2031-03-31T23:00:00Z')]);
    stage.clock.set(new Date('2026-11-21T12:00:00Z'));
  });

  it('brings home in portions what waited through a long outage, whole', async () => {
    const principal = await stage.callerOf();
    await stage.callTimes(principal, 1, 'first');
    const pending = pendingKey(stage.shardFor(principal));
    const [field = ''] = await stage.redis.hkeys(pending);
    // Of ten hours: no more actions of a day are told apart than some hundred.
    const hour = hourOf(stage.clock.now());
    const others = Array.from({ length: 4_000 }, (_, number) => {
      const other = field.replace('first', `action-${number % 400}`).replace(`${hour}`, `${hour + Math.floor(number / 400)}`);
      return [other, '2'];
    });
    await stage.redis.hset(pending, ...others.flat());
    const inPortions = new Drain(stage.database, new UsageBuffer(stage.redis, 1_000), stage.clock);
    let drained = 0;
    for (let batch = await drainShard(inPortions, stage.shardFor(principal)); batch.entries > 0;) {
      drained += 1;
      batch = await drainShard(inPortions, stage.shardFor(principal));
    }
    expect(drained).toBeGreaterThan(2);
    const rows = await stage.ledgerOf(principal);
    const metric = field.endsWith('c') ? 'calls' : 'cost';
    expect(rows.filter((row) => row.action.startsWith('action-')).map((row) => row[metric])).toEqual(Array(4_000).fill(2));
  });

  it('reads a batch of many thousand fields in pieces, whole', async () => {
    const person = await stage.callerOf();
    const shard = stage.shardFor(person);
    const field = (index: number) =>
      [
        person.workspaceId,
        person.gptId,
        person.subscriberId,
        497_914 + Math.floor(index / 400),
        'free',
        `a${index % 400}`,
        'c',
      ].join('\u001f');
    for (let start = 0; start < 12_000; start += 4_000) {
      await stage.redis.hset(
        pendingKey(shard),
        Object.fromEntries(Array.from({ length: 4_000 }, (_, index) => [field(start + index), '1'])),
      );
    }
    expect(await drainShard(stage.drain, shard)).toEqual({ entries: 12_000, parked: 0 });
    expect(await stage.totalOf(person)).toBe(12_000);
  });
});
