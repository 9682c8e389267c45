import { Database, usagePartitionRepository } from '@gatehouse/platform';
import { createTestDatabase, seedCaller, type SeededCaller, seedUsage, TestClock, type TestDatabase } from '@gatehouse/testing';
import { KeepPartitions } from './keep-partitions.service';

/** Of a cluster that has done much more than the one into which its data was restored. */
const OF_ANOTHER_CLUSTER = '999999999999';

describe('a month of usage that was written to in another cluster, from which everything was restored', () => {
  const clock = new TestClock(new Date('2026-11-21T10:00:00Z'));
  let test: TestDatabase;
  let database: Database;
  let partitions: KeepPartitions;
  let ada: SeededCaller;

  beforeEach(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 2);
    partitions = new KeepPartitions(database, clock, { usageHoursKeptMonths: 3, usageBatchesKeptMonths: 1 });
    ada = await seedCaller(test);
    for (const month of ['07', '08']) await seedUsage(test, { ...ada, hour: `2026-${month}-15T09:00:00Z`, calls: 5 });
    await test.query(`INSERT INTO usage_late_writes VALUES ($1, '2026-07-15', $2)`, [ada.workspaceId, OF_ANOTHER_CLUSTER]);
  });
  afterEach(async () => {
    await database.close();
    await test.drop();
  });

  it('goes once it was compared here', async () => {
    expect(await partitions.run()).toEqual({
      postponed: [],
      retired: ['batches of 2026-07', 'batches of 2026-08', 'hours of 2026-07'],
      refused: [],
    });
    expect(await test.query('SELECT 1 FROM usage_late_writes')).toEqual([]);
  });

  it('does not go because it was compared there, before the write', async () => {
    await test.query(`UPDATE usage_books SET compared_month = '2026-07-01'`);
    const outcome = database.inDirectory((tx) => usagePartitionRepository.retire(tx, 'hours', '2026-07-01'));
    expect(await outcome).toBe('it was written to after it was compared');
  });

  it('does not go when the write was wrong', async () => {
    await test.query(`UPDATE usage_hourly SET calls = 6 WHERE hour < '2026-08-01'`);
    expect((await partitions.run()).refused).toEqual(['hours of 2026-07: its days do not add up to its hours']);
  });
});
