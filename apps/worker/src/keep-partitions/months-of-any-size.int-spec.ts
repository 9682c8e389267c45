import { Database, subscriberErasureRepository, usagePartitionRepository } from '@gatehouse/platform';
import { createTestDatabase, seedCaller, type SeededCaller, seedUsage, TestClock, type TestDatabase } from '@gatehouse/testing';
import { KeepPartitions } from './keep-partitions.service';

const RETENTION = { usageHoursKeptMonths: 3, usageBatchesKeptMonths: 1 };
const RETIRED = { postponed: [], retired: ['batches of 2026-07', 'hours of 2026-07'], refused: [] };
const TIMEOUT_MS = 1_000;
/** How long Postgres takes here over each row of the ledger that it adds up. */
const SECONDS_PER_ROW = 0.05;

describe('a month of usage that is to be taken away', () => {
  const clock = new TestClock(new Date('2026-11-21T10:00:00Z'));
  let test: TestDatabase;
  let database: Database;
  let ada: SeededCaller;
  let bob: SeededCaller;

  beforeEach(async () => {
    test = await createTestDatabase();
    const url = new URL(test.url);
    url.searchParams.set('options', `-c statement_timeout=${TIMEOUT_MS}`);
    database = await Database.connect(url.toString(), 4);
    ada = await seedCaller(test);
    bob = await seedCaller(test);
    for (let day = 1; day <= 31; day += 1) await seedUsage(test, { ...ada, hour: hourOf(day), calls: day });
    for (const day of [1, 15, 31]) await seedUsage(test, { ...bob, hour: hourOf(day), calls: 7 });
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await database.close();
    await test.drop();
  });

  const hourOf = (day: number): string => `2026-07-${String(day).padStart(2, '0')}T23:00:00Z`;
  const run = (rowsPerSlice?: number) => new KeepPartitions(database, clock, RETENTION, rowsPerSlice).run();

  /** Does something when so many slices have been compared. @returns how many were, in the end */
  function afterSlices(count: number, work: () => Promise<unknown>): { slices: number } {
    const counted = { slices: 0 };
    const differs = usagePartitionRepository.sliceDiffers.bind(usagePartitionRepository);
    jest.spyOn(usagePartitionRepository, 'sliceDiffers').mockImplementation(async (...asked) => {
      counted.slices += 1;
      if (counted.slices === count + 1) await work();
      return differs(...asked);
    });
    return counted;
  }

  it('goes also where it takes longer to add up than a statement may', async () => {
    await test.query('ALTER FUNCTION usage_slice_differs RENAME TO usage_slice_differs_at_once');
    await test.query(
      `CREATE FUNCTION usage_slice_differs(month date, aw text, ad date, uw text, ud date) RETURNS boolean LANGUAGE sql SECURITY DEFINER AS $$
         SELECT count(pg_sleep(${SECONDS_PER_ROW})) IS NULL FROM usage_hourly WHERE (workspace_id, hour) >= (aw, (ad + 1)::timestamp AT TIME ZONE 'UTC')
            AND (uw IS NULL OR (workspace_id, hour) < (uw, (ud + 1)::timestamp AT TIME ZONE 'UTC'));
         SELECT usage_slice_differs_at_once(month, aw, ad, uw, ud) $$`,
    );
    expect((await run()).refused).toEqual(['hours of 2026-07: canceling statement due to statement timeout']);
    expect(await run(3)).toEqual({ ...RETIRED, retired: ['hours of 2026-07'] });
  });

  it.each([
    ['an hour of one', `UPDATE usage_hourly SET denied = denied + 1 WHERE hour = '2026-07-31T23:00:00Z' AND workspace_id = $1`],
    [
      'two days of one, which make up for each other,',
      `UPDATE usage_daily SET cost = cost + CASE day WHEN '2026-07-01' THEN 1 ELSE -1 END WHERE day IN ('2026-07-01', '2026-07-02') AND workspace_id = $1`,
    ],
    ['a day without hours', `UPDATE usage_daily SET day = '2026-07-30' WHERE day = '2026-07-31' AND workspace_id = $1`],
  ])('stays when %s do not add up, however small the slices', async (_what, fault) => {
    const { workspaceId } = fault.includes('usage_daily SET day') ? bob : ada;
    await test.query(fault, [workspaceId]);
    for (const rows of [1, 5, 200_000])
      expect((await run(rows)).refused).toEqual(['hours of 2026-07: its days do not add up to its hours']);
  });

  it('is compared while people are erased, who do not wait: only what they had is compared again, and it goes', async () => {
    const counted = afterSlices(10, async () => {
      await database.inWorkspace(bob.workspaceId, async (tx) => {
        const person = await subscriberErasureRepository.lock(tx, bob.subscriberId);
        if (person === null) throw new Error('nobody to erase');
        await tx.manager.query(`SET LOCAL lock_timeout = '200ms'`);
        await subscriberErasureRepository.erase(tx, person, clock.now());
      });
    });
    expect(await run(1)).toEqual(RETIRED);
    // Two rows a slice of all, and then their three days.
    expect(counted.slices).toBe(34 / 2 + 1 + 3);
    expect(await test.query('SELECT 1 FROM usage_late_writes')).toEqual([]);
  });

  it.each([
    ['of what was compared already', 1],
    ['of what is not compared yet', 31],
  ])('stays when somebody makes an hour wrong while it is compared, %s', async (_which, day) => {
    afterSlices(10, () => test.query('UPDATE usage_hourly SET calls = calls + 1 WHERE hour = $1', [hourOf(day)]));
    expect((await run(1)).refused).toEqual(['hours of 2026-07: its days do not add up to its hours']);
  });

  it('stays when a write begins after the comparison and ends only while the month is taken away', async () => {
    const writer = await Database.connect(test.url, 1);
    const end = usagePartitionRepository.endComparison.bind(usagePartitionRepository);
    const [isCompared, hasWritten] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    jest.spyOn(usagePartitionRepository, 'endComparison').mockImplementationOnce(async (...asked) => {
      await end(...asked);
      isCompared.resolve();
      await hasWritten.promise;
    });
    const running = run();
    await isCompared.promise;
    const write = writer.inWorkspace(ada.workspaceId, async (tx) => {
      await tx.manager.query('UPDATE usage_hourly SET calls = calls + 1 WHERE hour = $1', [hourOf(9)]);
      // Committed only when it is being taken away.
      hasWritten.resolve();
      await tx.manager.query('SELECT pg_sleep(0.3)');
    });
    expect((await running).refused).toEqual(['hours of 2026-07: its days do not add up to its hours']);
    await write;
    await writer.close();
  });

  it('does not go without having been compared', async () => {
    const retire = () => database.inDirectory((tx) => usagePartitionRepository.retire(tx, 'hours', '2026-07-01'));
    expect(await retire()).toBe('it was not compared');
    await database.inDirectory((tx) => usagePartitionRepository.endComparison(tx, '2026-06-01'));
    expect(await retire()).toBe('it was not compared');
  });
});
