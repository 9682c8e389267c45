import { Database, newId, usageBatchRepository } from '@gatehouse/platform';
import { createTestDatabase, seedCaller, type SeededCaller, seedUsage, TestClock, type TestDatabase } from '@gatehouse/testing';
import { BooksCheck, type SliceSizes } from './books-check';

const TIMEOUT_MS = 1_000;
/** How long Postgres takes over each row of the ledger here: a day of it fits into a statement's time, and a month does not. */
const SECONDS_PER_ROW = 0.05;

describe('books of a workspace', () => {
  const clock = new TestClock(new Date('2026-11-21T10:10:00Z'));
  let test: TestDatabase;
  let database: Database;
  let ada: SeededCaller;
  let otherGpt: string;

  beforeEach(async () => {
    test = await createTestDatabase();
    const url = new URL(test.url);
    url.searchParams.set('options', `-c statement_timeout=${TIMEOUT_MS}`);
    database = await Database.connect(url.toString(), 3);
    ada = await seedCaller(test);
    otherGpt = newId('gpt');
    await test.query(
      `INSERT INTO gpts (workspace_id, id, name, client_id, login_methods) VALUES ($1, $2, 'Foods', $2, '{google}')`,
      [ada.workspaceId, otherGpt],
    );
    await test.query(`UPDATE usage_books SET batches_kept_since = '2026-11-01T00:00:00Z'`);
  });
  afterEach(async () => {
    await database.close();
    await test.drop();
  });

  async function found(sizes?: SliceSizes): Promise<string[][]> {
    const findings = await new BooksCheck(database, clock, sizes).workspace(ada.workspaceId);
    return findings.map(({ what, where = '', expected, found: is }) => [what, where.replace(otherGpt, 'other'), expected, is]);
  }

  /** As the drain writes it: in the ledger and in a batch, and no rollup has it yet. */
  async function drained(hour: string, calls: bigint): Promise<void> {
    const [startsAt, id, writtenAt] = [new Date(hour), newId('bat'), new Date(`${hour.slice(0, 14)}10:00Z`)];
    const batch = { id, shard: 1, entries: 1, writtenAt, workspaces: [ada.workspaceId] };
    await test.query('SELECT ensure_usage_partition($1::timestamptz::date)', [hour]);
    await test.query(
      `INSERT INTO usage_hourly (workspace_id, hour, gpt_id, subscriber_id, action, tier, calls, cost, denied) VALUES ($1, $2, $3, $4, '*', 'free', $5, $5, 0)`,
      [ada.workspaceId, hour, ada.gptId, ada.subscriberId, calls.toString()],
    );
    await database.inDirectory(async (tx) => {
      await usageBatchRepository.claim(tx, [batch]);
      const entry = { ...ada, action: '*', tier: 'free', hour: startsAt.getTime() / 3_600_000, startsAt };
      const entries = [{ ...entry, counts: { calls, cost: calls, denied: 0n } }];
      await usageBatchRepository.keepParts(await database.turnTo(tx, ada.workspaceId), [{ batch, entries }]);
    });
  }

  it('that say too much of one day and as much too little of another do not add up', async () => {
    await seedUsage(test, { ...ada, hour: '2026-11-03T07:00:00Z', calls: 4 });
    await seedUsage(test, { ...ada, hour: '2026-11-05T07:00:00Z', calls: 9 });
    expect(await found()).toEqual([]);
    await test.query(`UPDATE usage_daily SET calls = calls + CASE day WHEN '2026-11-03' THEN 2 ELSE -2 END`);
    expect(await found()).toEqual([['days', `2026-11-03 ${ada.gptId} and 1 more`, '4/4/0', '6/4/0']]);
  });

  it.each([
    ['usage_daily', 'days', '2026-11-03 '],
    ['usage_gpt_hourly', 'hours of GPTs', '2026-11-03 '],
    ['usage_gpt_daily', 'days of GPTs', '2026-11-03 '],
    ['usage_gpt_period', 'months of GPTs', '2026-11-01 '],
    ['usage_period', 'months', '2026-11-01 '],
    ['usage_totals', 'totals', ''],
  ])('whose %s say too much of one GPT and as much too little of another do not add up', async (table, what, time) => {
    await seedUsage(test, { ...ada, hour: '2026-11-03T07:00:00Z', calls: 4, denied: 3 });
    await seedUsage(test, { ...ada, gptId: otherGpt, hour: '2026-11-03T08:00:00Z', calls: 9, denied: 3 });
    await test.query(`UPDATE ${table} SET denied = denied + CASE gpt_id WHEN $1 THEN 1 ELSE -1 END`, [otherGpt]);
    const places = (await found()).map(([name, where]) => [name, where?.replace(ada.gptId, '').replace('other', '')]);
    expect(places).toContainEqual([what, `${time} and 1 more`]);
  });

  it('that were brought too much in one hour and as much too little in another are not what batches brought', async () => {
    await drained('2026-11-21T08:00:00Z', 5n);
    await drained('2026-11-21T09:00:00Z', 7n);
    expect(await found()).toEqual([]);
    await test.query(`UPDATE usage_hourly SET cost = cost + CASE hour WHEN '2026-11-21T08:00:00Z' THEN 1 ELSE -1 END`);
    const hours = (await found()).filter(([what]) => what === 'hours');
    expect(hours).toEqual([['hours', `2026-11-21 08:00 ${ada.gptId} and 1 more`, '5/5/0', '5/6/0']]);
  });

  it('are the same however small the slices are in which they are read', async () => {
    const bob = await seedCaller(test, { beside: ada });
    for (const { subscriberId } of [ada, bob]) {
      for (const hour of ['2025-12-31T23:00:00Z', '2026-10-31T23:00:00Z', '2026-11-01T00:00:00Z', '2026-11-21T08:00:00Z'])
        await seedUsage(test, { ...ada, subscriberId, hour, calls: 3 });
    }
    // What batches brought of the last hours, of which seeded usage knows nothing.
    await test.query(`UPDATE usage_books SET batches_kept_since = '2026-11-21T09:30:00Z'`);
    await drained('2026-10-31T22:00:00Z', 5n);
    await drained('2026-11-20T09:00:00Z', 7n);
    expect(await found({ rows: 1, parts: 1 })).toEqual([]);
    await test.query(`UPDATE usage_period SET cost = cost + 1 WHERE subscriber_id = $1`, [bob.subscriberId]);
    expect(await found({ rows: 1, parts: 1 })).toEqual(await found());
    expect((await found({ rows: 1, parts: 1 })).map(([what]) => what)).toEqual([
      'months',
      'months of callers',
      'years',
      'totals',
    ]);
  });

  it('are compared also where a month takes longer to add up than a statement may, and nobody who writes waits meanwhile', async () => {
    for (let day = 1; day <= 31; day += 1)
      await seedUsage(test, { ...ada, hour: `2026-10-${String(day).padStart(2, '0')}T07:00:00Z`, calls: day });
    await test.query(
      `CREATE FUNCTION slowly() RETURNS boolean LANGUAGE sql AS $$ SELECT pg_sleep(${SECONDS_PER_ROW}) IS NOT NULL $$`,
    );
    await test.query('CREATE POLICY slow ON usage_hourly AS RESTRICTIVE FOR SELECT USING (slowly())');
    await expect(found()).rejects.toThrow('statement timeout');
    const comparison = found({ rows: 4, parts: 100 });
    // A write that had to wait would wait for longer than it may.
    await test.query(`SET lock_timeout = '200ms'`);
    for (let write = 0; write < 5; write += 1) await test.query(`UPDATE usage_hourly SET denied = denied`);
    expect(await comparison).toEqual([]);
  });
});
