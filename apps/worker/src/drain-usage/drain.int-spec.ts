import { ALL_SHARDS, batchKey, type CallRequest, hourOf, limitsFor, pendingKey, type Principal, shardOf } from '@gatehouse/core';
import {
  connectMeterRedis,
  Database,
  Meter,
  MeterFence,
  newId,
  principalRepository,
  sha256,
  systemRandom,
  UNFENCED,
  usageBatchRepository,
  UsageBuffer,
  usageRepository,
} from '@gatehouse/platform';
import { createTestDatabase, emptyTestRedis, seedCaller, TestClock, type TestDatabase } from '@gatehouse/testing';
import { Redis } from 'ioredis';
import { Drain } from './drain.service';

interface LedgerRow {
  readonly hour: Date;
  readonly action: string;
  readonly calls: number;
  readonly cost: number;
  readonly denied: number;
}

describe('the drain', () => {
  const clock = new TestClock(new Date('2026-11-21T10:59:00Z'));
  let test: TestDatabase;
  let database: Database;
  let redis: Redis;
  let meterRedis: Redis;
  let buffer: UsageBuffer;
  let meter: Meter;
  let drain: Drain;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 10);
    const redisUrl = await emptyTestRedis();
    redis = new Redis(redisUrl);
    meterRedis = connectMeterRedis(redisUrl);
    await new Promise((resolve) => meterRedis.once('ready', resolve));
    buffer = new UsageBuffer(redis);
    meter = new Meter({ redis: meterRedis, database, fence: new MeterFence(redis, systemRandom), random: systemRandom, clock });
    drain = new Drain(database, buffer, clock);
  });

  beforeEach(() => redis.flushdb());
  afterEach(() => jest.restoreAllMocks());

  afterAll(async () => {
    meterRedis.disconnect();
    redis.disconnect();
    await database.close();
    await test.drop();
  });

  async function callerOf(options: Parameters<typeof seedCaller>[1] = {}): Promise<Principal> {
    const caller = await seedCaller(test, options);
    const found = await database.inWorkspace(caller.workspaceId, (tx) =>
      principalRepository.findByAccessToken(tx, sha256(caller.token), new Date()),
    );
    if (found === null) throw new Error('the seeded caller is not found');
    return found;
  }

  async function callTimes(principal: Principal, times: number, action = '*', cost: number | null = null): Promise<void> {
    const call: CallRequest = { action, cost, requiredScopes: [], peek: false, idempotencyKey: null, stranger: null };
    const admit = (fence = UNFENCED) => meter.admit(principal, fence, limitsFor(principal, call, clock.now()), call);
    const first = await admit();
    if (first.kind !== 'stale') throw new Error('somebody without a fence was let through');
    await Promise.all(Array.from({ length: times }, () => admit(first.fence)));
  }

  const drainAll = (by = drain): Promise<unknown> => Promise.all(ALL_SHARDS.map((shard) => by.drainShard(shard)));
  const shardFor = (principal: Principal): number => shardOf(principal.workspaceId, principal.subscriberId);

  function ledgerOf(principal: Principal): Promise<LedgerRow[]> {
    return test.query<LedgerRow>(
      `SELECT hour, action, calls::int, cost::int, denied::int FROM usage_hourly WHERE subscriber_id = $1 ORDER BY hour, action`,
      [principal.subscriberId],
    );
  }

  async function totalOf(principal: Principal): Promise<number> {
    return (await ledgerOf(principal)).reduce((sum, row) => sum + row.calls, 0);
  }

  it('brings a thousand calls of ten people home, to the unit, with what they cost and what was refused', async () => {
    const first = await callerOf({ tier: { quotaPerMonth: 150, actionCosts: { scan: 2 } } });
    const people = [first];
    while (people.length < 10) people.push(await callerOf());
    await Promise.all(people.map((person) => callTimes(person, 50, 'list')));
    await drainAll();
    clock.set(new Date('2026-11-21T11:01:00Z'));
    await Promise.all(people.map((person) => callTimes(person, 60, 'scan')));
    await drainAll();
    expect(await ledgerOf(first)).toEqual([
      { hour: new Date('2026-11-21T10:00:00Z'), action: 'list', calls: 50, cost: 50, denied: 0 },
      { hour: new Date('2026-11-21T11:00:00Z'), action: 'scan', calls: 50, cost: 100, denied: 10 },
    ]);
    for (const person of people.slice(1)) expect(await totalOf(person)).toBe(110);
    expect(await redis.keys('*:pending')).toEqual([]);
    expect(await redis.keys('*:batch')).toEqual([]);
  });

  it("brings a service key's calls home under the key, and says when it was used last", async () => {
    const person = await callerOf();
    const keyId = newId('svk');
    const { workspaceId, gptId } = person;
    await test.query(
      `INSERT INTO service_keys (workspace_id, id, gpt_id, name, key_hash, last4, created_at) VALUES ($1, $2, $3, 'ci', $4, 'abcd', now())`,
      [workspaceId, keyId, gptId, sha256(keyId)],
    );
    const key = await database.inWorkspace(workspaceId, (tx) => principalRepository.findByServiceKey(tx, sha256(keyId)));
    if (key === null) throw new Error('the seeded key is not found');
    await Promise.all([callTimes(key, 40), callTimes(person, 3)]);
    await drainAll();
    await drainAll();
    expect([await totalOf(key), await totalOf(person)]).toEqual([40, 3]);
    expect(
      await test.query(
        `SELECT count(*)::int AS rows, count(person_id)::int AS people, count(service_key_id)::int AS keys FROM usage_hourly WHERE gpt_id = $1`,
        [gptId],
      ),
    ).toEqual([{ rows: 2, people: 1, keys: 1 }]);
    expect(await test.query(`SELECT last_used_at FROM service_keys WHERE id = $1`, [keyId])).toEqual([
      { last_used_at: clock.now() },
    ]);
    expect(await test.query(`SELECT 1 FROM subscribers WHERE workspace_id = $1`, [workspaceId])).toHaveLength(1);
  });

  it('loses and doubles nothing while calls go on', async () => {
    const person = await callerOf();
    let calling = true;
    const draining = (async () => {
      while (calling) await drainAll();
    })();
    for (let round = 0; round < 10; round += 1) await callTimes(person, 40);
    calling = false;
    await draining;
    await drainAll();
    expect(await totalOf(person)).toBe(400);
  });

  describe('comes to the same totals when it dies', () => {
    const deaths: [string, (person: Principal) => Promise<unknown>][] = [
      ['after taking the batch', (person) => buffer.take(shardFor(person))],
      [
        'after claiming the batch, before adding anything',
        (person) => {
          jest.spyOn(buffer, 'holds').mockRejectedValueOnce(new Error('killed'));
          return drain.drainShard(shardFor(person));
        },
      ],
      [
        'after adding, before the commit',
        (person) => {
          jest.spyOn(usageBatchRepository, 'park').mockRejectedValueOnce(new Error('killed'));
          return drain.drainShard(shardFor(person));
        },
      ],
      [
        'after the commit, before dropping the batch',
        (person) => {
          jest.spyOn(buffer, 'drop').mockRejectedValueOnce(new Error('killed'));
          return drain.drainShard(shardFor(person));
        },
      ],
      ['after everything', (person) => drain.drainShard(shardFor(person))],
    ];

    it.each(deaths)('%s', async (_when, die) => {
      const person = await callerOf();
      await callTimes(person, 7);
      await die(person).catch((error: Error) => expect(error.message).toBe('killed'));
      // Calls come in between, too.
      await callTimes(person, 3);
      await drainAll(new Drain(database, buffer, clock));
      await drainAll(new Drain(database, buffer, clock));
      expect(await totalOf(person)).toBe(10);
      expect(await redis.exists(batchKey(shardFor(person)), pendingKey(shardFor(person)))).toBe(0);
    });
  });

  it('adds a batch once that several drains take at the same time', async () => {
    const person = await callerOf();
    await callTimes(person, 25);
    const drains = Array.from({ length: 6 }, () => new Drain(database, buffer, clock));
    await Promise.all(drains.map((each) => each.drainShard(shardFor(person))));
    expect(await totalOf(person)).toBe(25);
  });

  it('does not add a batch again that was written, dropped and forgotten while it slept', async () => {
    const person = await callerOf();
    await callTimes(person, 5);
    const asleep = await buffer.take(shardFor(person));
    await drain.drainShard(shardFor(person));
    await callTimes(person, 1);
    await drain.drainShard(shardFor(person));
    await test.query('DELETE FROM usage_batches');
    jest.spyOn(buffer, 'take').mockResolvedValueOnce(asleep);
    expect(await drain.drainShard(shardFor(person))).toEqual({ entries: 0, parked: 0 });
    expect(await totalOf(person)).toBe(6);
  });

  it('advances when people were last seen, and never sets it back', async () => {
    const person = await callerOf();
    const seen = async (): Promise<Date | undefined> => {
      const [row] = await test.query<{ last_seen_at: Date }>('SELECT last_seen_at FROM subscribers WHERE id = $1', [
        person.subscriberId,
      ]);
      return row?.last_seen_at;
    };
    await callTimes(person, 1);
    await drainAll();
    expect(await seen()).toEqual(clock.now());
    await callTimes(person, 1);
    await test.query(`UPDATE subscribers SET last_seen_at = '2026-11-22T00:00:00Z' WHERE id = $1`, [person.subscriberId]);
    await drainAll();
    expect(await seen()).toEqual(new Date('2026-11-22T00:00:00Z'));
  });

  it('makes the month of the ledger that a call needs', async () => {
    const person = await callerOf();
    clock.set(new Date('2031-03-31T23:59:59Z'));
    await callTimes(person, 2);
    await drainAll();
    expect((await ledgerOf(person)).map((row) => row.hour)).toEqual([new Date('2031-03-31T23:00:00Z')]);
    clock.set(new Date('2026-11-21T12:00:00Z'));
  });

  describe('puts aside, and goes on past,', () => {
    const orphans = () =>
      test.query<{ reason: string; entry: Record<string, string> }>(
        'SELECT reason, entry FROM usage_orphans ORDER BY parked_at, number',
      );

    beforeEach(() => test.query('DELETE FROM usage_orphans'));

    it('counts of a subscriber, a GPT or a workspace that is gone', async () => {
      const person = await callerOf();
      const shard = shardFor(person);
      await callTimes(person, 4);
      const gone = [newId('wsp'), newId('gpt'), newId('usr'), '497914', 'free', '*', ''].join('\u001f');
      await redis.hset(pendingKey(shard), { [`${gone}c`]: '3', [`${gone}u`]: '6', [`${gone}d`]: '1' });
      expect(await drain.drainShard(shard)).toEqual({ entries: 2, parked: 1 });
      expect(await totalOf(person)).toBe(4);
      expect(await orphans()).toEqual([{ reason: 'owner_missing', entry: { usage: gone, calls: '3', cost: '6', denied: '1' } }]);
    });

    it('what it cannot read, whatever bytes it is made of', async () => {
      const person = await callerOf();
      const shard = shardFor(person);
      await callTimes(person, 4);
      await redis.hset(pendingKey(shard), { 'a\u0000b': '1', [`${'x\u001f'.repeat(6)}c`]: '2' });
      expect(await drain.drainShard(shard)).toEqual({ entries: 1, parked: 2 });
      expect(await totalOf(person)).toBe(4);
      expect((await orphans()).map(({ reason, entry }) => [reason, entry['value']])).toEqual(
        expect.arrayContaining([
          ['unreadable', '1'],
          ['unreadable', '2'],
        ]),
      );
    });

    it('a row that Postgres refuses for a reason that nobody thought of', async () => {
      const person = await callerOf();
      const shard = shardFor(person);
      await callTimes(person, 4);
      await callTimes(person, 1, 'refused');
      await test.query(`ALTER TABLE usage_hourly ADD CONSTRAINT whim CHECK (action <> 'refused') NOT VALID`);
      try {
        expect(await drain.drainShard(shard)).toEqual({ entries: 2, parked: 1 });
      } finally {
        await test.query('ALTER TABLE usage_hourly DROP CONSTRAINT whim');
      }
      expect(await totalOf(person)).toBe(4);
      expect(await orphans()).toMatchObject([{ reason: 'refused', entry: { calls: '1' } }]);
    });
  });

  it('keeps the counts in Redis when Postgres does not answer', async () => {
    const person = await callerOf();
    await callTimes(person, 4);
    jest.spyOn(usageRepository, 'add').mockRejectedValueOnce(new Error('connection terminated'));
    await expect(drain.drainShard(shardFor(person))).rejects.toThrow('connection terminated');
    expect(await totalOf(person)).toBe(0);
    await drainAll();
    expect(await totalOf(person)).toBe(4);
  });

  it('brings home in portions what waited through a long outage, whole', async () => {
    const principal = await callerOf();
    await callTimes(principal, 1, 'first');
    const pending = pendingKey(shardFor(principal));
    const [field = ''] = await redis.hkeys(pending);
    // Of ten hours: no more actions of a day are told apart than some hundred.
    const hour = hourOf(clock.now());
    const others = Array.from({ length: 4_000 }, (_, number) => {
      const other = field.replace('first', `action-${number % 400}`).replace(`${hour}`, `${hour + Math.floor(number / 400)}`);
      return [other, '2'];
    });
    await redis.hset(pending, ...others.flat());
    const inPortions = new Drain(database, new UsageBuffer(redis, 1_000), clock);
    let drained = 0;
    for (let batch = await inPortions.drainShard(shardFor(principal)); batch.entries > 0;) {
      drained += 1;
      batch = await inPortions.drainShard(shardFor(principal));
    }
    expect(drained).toBeGreaterThan(2);
    const rows = await ledgerOf(principal);
    const metric = field.endsWith('c') ? 'calls' : 'cost';
    expect(rows.filter((row) => row.action.startsWith('action-')).map((row) => row[metric])).toEqual(Array(4_000).fill(2));
  });

  it('reads a batch of many thousand fields in pieces, whole', async () => {
    const person = await callerOf();
    const shard = shardFor(person);
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
      await redis.hset(
        pendingKey(shard),
        Object.fromEntries(Array.from({ length: 4_000 }, (_, index) => [field(start + index), '1'])),
      );
    }
    expect(await drain.drainShard(shard)).toEqual({ entries: 12_000, parked: 0 });
    expect(await totalOf(person)).toBe(12_000);
  });
});
