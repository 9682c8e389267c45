import { Database, usageBatchRepository, usagePartitionRepository } from '@gatehouse/platform';
import { createTestDatabase, seedCaller, type SeededCaller, seedUsage, TestClock, type TestDatabase } from '@gatehouse/testing';
import { RollUp } from '../roll-up-usage/roll-up.service';
import { Recompute } from '../recompute-usage/recompute.service';
import { KeepPartitions } from './keep-partitions.service';

describe('keeping the months of usage', () => {
  const clock = new TestClock(new Date('2026-11-21T10:00:00Z'));
  let test: TestDatabase;
  let database: Database;
  let partitions: KeepPartitions;
  let ada: SeededCaller;

  beforeEach(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 4);
    partitions = new KeepPartitions(database, clock, { usageHoursKeptMonths: 3, usageBatchesKeptMonths: 1 });
    ada = await seedCaller(test);
  });
  afterEach(async () => {
    await database.close();
    await test.drop();
  });

  async function recompute(workspaceId: string): Promise<void> {
    const steps = new Recompute(database).workspace(workspaceId);
    while ((await steps.next()).done !== true);
  }

  const monthsOf = async (table: string): Promise<string[]> =>
    (
      await test.query<{ month: string }>(
        `SELECT right(relname, 7) AS month FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE inhparent = $1::regclass ORDER BY 1`,
        [table],
      )
    ).map(({ month }) => month);
  const days = () => test.query('SELECT day::text, calls::int FROM usage_daily ORDER BY 1');

  /** As the drain of that moment would have kept it. */
  async function keepBatch(writtenAt: string, hour: string, calls: bigint): Promise<void> {
    const at = new Date(writtenAt);
    const batch = { id: `bat_${writtenAt}`, shard: 1, entries: 1, writtenAt: at, workspaces: [ada.workspaceId] };
    await test.query('SELECT ensure_usage_partition($1::timestamptz::date)', [writtenAt]);
    await database.inDirectory(async (tx) => {
      await usageBatchRepository.claim(tx, [batch]);
      const startsAt = new Date(hour);
      const entry = {
        ...{ workspaceId: ada.workspaceId, gptId: ada.gptId, subscriberId: ada.subscriberId, action: '*', tier: 'free' },
        ...{ hour: startsAt.getTime() / 3_600_000, startsAt, counts: { calls, cost: calls, denied: 0n } },
      };
      await usageBatchRepository.keepParts(await database.turnTo(tx, ada.workspaceId), [{ batch, entries: [entry] }]);
    });
  }

  it('has this month and the two after it ready, as often as asked, by several at once', async () => {
    await Promise.all([partitions.run(), partitions.run()]);
    await partitions.run();
    for (const table of ['usage_hourly', 'usage_daily', 'usage_batch_parts']) {
      expect([table, await monthsOf(table)]).toEqual([table, ['2026_11', '2026_12', '2027_01']]);
    }
  });

  it('takes hours and batches away whose time is over, and no day, month or total', async () => {
    for (const month of ['06', '07', '08', '09', '10'])
      await seedUsage(test, { ...ada, hour: `2026-${month}-15T09:00:00Z`, calls: 5 });
    const before = await days();
    expect(await partitions.run()).toEqual({
      postponed: [],
      retired: [
        ...['2026-06', '2026-07', '2026-08', '2026-09'].map((month) => `batches of ${month}`),
        ...['2026-06', '2026-07'].map((month) => `hours of ${month}`),
      ],
      refused: [],
    });
    expect((await monthsOf('usage_hourly'))[0]).toBe('2026_08');
    expect((await monthsOf('usage_batch_parts'))[0]).toBe('2026_10');
    expect(await days()).toEqual(before);
    expect(await test.query(`SELECT hours_kept_since FROM usage_books`)).toEqual([
      { hours_kept_since: new Date('2026-08-01T00:00:00Z') },
    ]);
    await recompute(ada.workspaceId);
    expect(await days()).toEqual(before);
    expect(await test.query('SELECT calls::int FROM usage_totals')).toEqual([{ calls: 25 }]);
    expect(await partitions.run()).toEqual({ postponed: [], retired: [], refused: [] });
  });

  it('keeps hours whose days do not add up to them, and says so', async () => {
    await seedUsage(test, { ...ada, hour: '2026-07-15T09:00:00Z', calls: 5 });
    await test.query('UPDATE usage_daily SET calls = 4');
    const { refused } = await partitions.run();
    expect(refused).toEqual(['hours of 2026-07: its days do not add up to its hours']);
    await recompute(ada.workspaceId);
    expect((await partitions.run()).retired).toEqual(['hours of 2026-07']);
  });

  it('keeps every month after one that has to stay, and compares that one until it adds up', async () => {
    for (const month of ['06', '07']) await seedUsage(test, { ...ada, hour: `2026-${month}-15T09:00:00Z`, calls: 5 });
    await test.query(`UPDATE usage_daily SET calls = 4 WHERE day = '2026-06-15'`);
    for (let run = 0; run < 2; run += 1) {
      expect((await partitions.run()).refused).toEqual(['hours of 2026-06: its days do not add up to its hours']);
    }
    // Nor does it go when it is asked for by itself.
    await expect(database.inDirectory((tx) => usagePartitionRepository.retire(tx, 'hours', '2026-07-01'))).resolves.toBe(
      'a month before it stays',
    );
    await recompute(ada.workspaceId);
    expect((await partitions.run()).retired).toEqual(['hours of 2026-06', 'hours of 2026-07']);
    expect(await days()).toEqual([
      { day: '2026-06-15', calls: 5 },
      { day: '2026-07-15', calls: 5 },
    ]);
  });

  it('says of a month that could not be compared why, and goes on with the other kind', async () => {
    await seedUsage(test, { ...ada, hour: '2026-07-15T09:00:00Z', calls: 5 });
    const retire = usagePartitionRepository.retire.bind(usagePartitionRepository);
    jest.spyOn(usagePartitionRepository, 'retire').mockImplementation((tx, kind, month) => {
      if (kind === 'batches') throw new Error('canceling statement due to statement timeout');
      return retire(tx, kind, month);
    });
    expect(await partitions.run()).toEqual({
      postponed: [],
      retired: ['hours of 2026-07'],
      refused: ['batches of 2026-07: canceling statement due to statement timeout'],
    });
    jest.restoreAllMocks();
  });

  it('keeps what a batch that is not rolled up yet has brought, and takes it away afterwards', async () => {
    await seedUsage(test, { ...ada, hour: '2026-07-15T09:00:00Z', calls: 5 });
    await keepBatch('2026-08-02T00:00:00Z', '2026-07-31T23:00:00Z', 2n);
    await test.query(
      `INSERT INTO usage_hourly SELECT workspace_id, '2026-07-31T23:00:00Z', gpt_id, subscriber_id, action, tier, 2, 2, 0 FROM usage_hourly`,
    );
    expect(await partitions.run()).toEqual({
      postponed: [],
      retired: ['batches of 2026-07'],
      refused: [
        'batches of 2026-08: a batch of it is not rolled up yet',
        'hours of 2026-07: a batch with hours of it is not rolled up yet',
      ],
    });
    await new RollUp(database, clock).run();
    expect((await partitions.run()).retired).toEqual(['batches of 2026-08', 'hours of 2026-07']);
    expect(await days()).toEqual([
      { day: '2026-07-15', calls: 5 },
      { day: '2026-07-31', calls: 2 },
    ]);
  });

  it('adds what comes late, after its month was taken away, to days and months, once', async () => {
    await seedUsage(test, { ...ada, hour: '2026-07-15T09:00:00Z', calls: 5 });
    await partitions.run();
    await seedUsage(test, { ...ada, hour: '2026-07-15T10:00:00Z', calls: 2 });
    await recompute(ada.workspaceId);
    expect(await days()).toEqual([{ day: '2026-07-15', calls: 7 }]);
    expect((await partitions.run()).retired).toContain('hours of 2026-07');
    expect(await days()).toEqual([{ day: '2026-07-15', calls: 7 }]);
  });
});
