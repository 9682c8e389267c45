import { hourOf, hourStart, MOST_ACTIONS_A_DAY, monthOf, OTHER_ACTIONS } from '@gatehouse/core';
import { createTestDatabase, seedCaller, type SeededCaller, type TestDatabase } from '@gatehouse/testing';
import { newId } from '../ids/new-id';
import { Database } from './database';
import { directUsageRepository } from './repositories/direct-usage.repository';

describe('calls that Postgres counts itself', () => {
  const now = new Date('2026-11-21T10:59:00Z');
  let test: TestDatabase;
  let database: Database;
  let ada: SeededCaller;

  beforeAll(async () => {
    test = await createTestDatabase();
    await test.query(`SELECT ensure_usage_partition('2026-11-01')`);
    database = await Database.connect(test.url, 10);
    ada = await seedCaller(test);
    await test.query(
      `INSERT INTO usage_actions (workspace_id, gpt_id, day, action) SELECT $1, $2, '2026-11-21', 'named-' || n FROM generate_series(1, $3) n`,
      [ada.workspaceId, ada.gptId, MOST_ACTIONS_A_DAY - 2],
    );
  });
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  const count = ({ workspaceId, gptId, subscriberId }: SeededCaller, action: string): Promise<void> =>
    database.inWorkspace(workspaceId, (tx) => {
      const [hour, counts] = [hourOf(now), { calls: 1n, cost: 2n, denied: 0n }];
      const entry = { workspaceId, gptId, subscriberId, action, tier: 'free', hour, startsAt: hourStart(hour), counts };
      return directUsageRepository.count(tx, newId('bat'), entry, monthOf(now), now);
    });

  it('have so many actions a day and no more, however many are counted at once, and are counted in full', async () => {
    const people = [ada];
    while (people.length < 6) people.push(await seedCaller(test, { beside: ada }));
    await Promise.all(people.flatMap((person, number) => [count(person, `new-${number}`), count(person, 'named-1')]));
    const rows = await test.query<{ action: string; calls: number; cost: number }>(
      'SELECT action, sum(calls)::int AS calls, sum(cost)::int AS cost FROM usage_hourly WHERE gpt_id = $1 GROUP BY 1 ORDER BY 1',
      [ada.gptId],
    );
    expect(rows.filter(({ action }) => !action.startsWith('new-'))).toEqual([
      { action: OTHER_ACTIONS, calls: 4, cost: 8 },
      { action: 'named-1', calls: 6, cost: 12 },
    ]);
    expect(rows.filter(({ action }) => action.startsWith('new-')).map(({ calls }) => calls)).toEqual([1, 1]);
    expect(await test.query('SELECT count(*)::int AS names FROM usage_actions WHERE gpt_id = $1', [ada.gptId])).toEqual([
      { names: MOST_ACTIONS_A_DAY },
    ]);
    expect(await test.query('SELECT sum(units)::int AS units FROM direct_usage WHERE gpt_id = $1', [ada.gptId])).toEqual([
      { units: 24 },
    ]);
  });
});
