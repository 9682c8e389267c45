import { Database } from '@gatehouse/platform';
import { createTestDatabase, seedCaller, type SeededCaller, seedUsage, TestClock, type TestDatabase } from '@gatehouse/testing';
import { KeepPartitions } from '../keep-partitions/keep-partitions.service';
import { Recompute } from './recompute.service';

const ROLLUPS = [
  ...['usage_daily', 'usage_period', 'usage_totals', 'usage_gpt_hourly', 'usage_gpt_daily', 'usage_gpt_period'],
  ...['usage_caller_monthly', 'usage_caller_yearly', 'usage_workspace_hourly'],
];
const PEOPLE = 5;

describe('recompute-usage of a month whose hours are taken away meanwhile', () => {
  const clock = new TestClock(new Date('2026-11-21T10:00:00Z'));
  let test: TestDatabase;
  let database: Database;
  let ada: SeededCaller;

  beforeEach(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 3);
    ada = await seedCaller(test);
    for (let person = 1; person <= PEOPLE; person += 1) {
      const caller = person === 1 ? ada : await seedCaller(test, { beside: ada });
      await seedUsage(test, { ...caller, hour: `2026-07-${String(30 - person)}T09:00:00Z`, calls: person });
    }
  });
  afterEach(async () => {
    await database.close();
    await test.drop();
  });

  async function rollups(): Promise<unknown[][]> {
    const all: unknown[][] = [];
    for (const table of ROLLUPS)
      all.push([table, ...(await test.query<object>(`SELECT * FROM ${table} t ORDER BY t::text`)).map((row) => ({ ...row }))]);
    return all;
  }

  it.each([
    ['in the month before it', '2026-06', 1],
    ['between two slices of its callers', '2026-07', 1],
    ['between two of its days', '2026-07', PEOPLE + 22],
  ])('keeps its days, months and totals as they are: %s', async (_when, since, steps) => {
    const before = await rollups();
    expect(before.map(([, ...rows]) => rows.length > 0)).toEqual(ROLLUPS.map(() => true));
    const recompute = new Recompute(database, 1).workspace(ada.workspaceId, { since });
    for (let step = 0; step < steps; step += 1) expect((await recompute.next()).done).toBe(false);
    const { retired } = await new KeepPartitions(database, clock, { usageHoursKeptMonths: 3, usageBatchesKeptMonths: 1 }).run();
    expect(retired).toContain('hours of 2026-07');
    while ((await recompute.next()).done !== true);
    expect(await rollups()).toEqual(before);
  });
});
