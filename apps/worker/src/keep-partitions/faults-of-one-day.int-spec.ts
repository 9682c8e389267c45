import { Database } from '@gatehouse/platform';
import { createTestDatabase, seedCaller, type SeededCaller, seedUsage, TestClock, type TestDatabase } from '@gatehouse/testing';
import { KeepPartitions } from './keep-partitions.service';

const RETENTION = { usageHoursKeptMonths: 3, usageBatchesKeptMonths: 1 };

describe('a month of usage with two faults on one day of one GPT, which make up for each other', () => {
  const clock = new TestClock(new Date('2026-11-21T10:00:00Z'));
  let test: TestDatabase;
  let database: Database;
  let ada: SeededCaller;

  beforeEach(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 2);
    ada = await seedCaller(test);
    const bob = await seedCaller(test, { beside: ada });
    for (const { subscriberId } of [ada, bob]) {
      for (const action of ['list', 'scan']) {
        for (const tier of ['free', 'pro'])
          await seedUsage(test, { ...ada, subscriberId, action, tier, hour: '2026-07-15T09:00:00Z', calls: 9 });
      }
    }
  });
  afterEach(async () => {
    await database.close();
    await test.drop();
  });

  it.each([
    ['people', 'subscriber_id = $1'],
    ['actions', `action = 'list' AND $1 <> ''`],
    ['tiers', `tier = 'free' AND $1 <> ''`],
  ])('stays when they are of two %s', async (_what, isFirst) => {
    await test.query(`UPDATE usage_daily SET calls = calls + CASE WHEN ${isFirst} THEN 4 ELSE -4 END`, [ada.subscriberId]);
    const { refused } = await new KeepPartitions(database, clock, RETENTION).run();
    expect(refused).toEqual(['hours of 2026-07: its days do not add up to its hours']);
  });

  it('goes when each of its rows is right, and where nothing was counted there is none', async () => {
    await test.query(`UPDATE usage_hourly SET calls = 0, cost = 0 WHERE tier = 'pro'`);
    await test.query(`DELETE FROM usage_daily WHERE tier = 'pro'`);
    expect((await new KeepPartitions(database, clock, RETENTION).run()).refused).toEqual([]);
  });
});
