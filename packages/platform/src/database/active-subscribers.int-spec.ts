import { ERASED_CALLER } from '@gatehouse/core';
import { createTestDatabase, seedCaller, type SeededCaller, seedUsage, type TestDatabase } from '@gatehouse/testing';
import fc from 'fast-check';
import { newId } from '../ids/new-id';
import { Database } from './database';
import { usageReportRepository } from './repositories/usage-report.repository';

const MS_PER_HOUR = 3_600_000;
const FIRST = Date.parse('2026-08-20T00:00:00Z');
const HOURS = 75 * 24;

const at = (hour: number): Date => new Date(FIRST + hour * MS_PER_HOUR);

describe('active subscribers', () => {
  let test: TestDatabase;
  let database: Database;
  let workspaceId: string;
  let gpts: string[];

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 2);
    const first = await seedCaller(test);
    workspaceId = first.workspaceId;
    const callers: SeededCaller[] = [first];
    while (callers.length < 12) callers.push(await seedCaller(test, { beside: first }));
    gpts = [...new Set(callers.map(({ gptId }) => gptId))];
    for (const [index, caller] of callers.entries()) {
      for (const visit of [0, 1, 2]) {
        const hour = at((index * 977 + visit * 409) % HOURS).toISOString();
        await seedUsage(test, { ...caller, hour, calls: (index + visit) % 3, denied: 1, action: `a${visit}` });
      }
    }
    for (const hour of [0, HOURS - 1]) {
      await seedUsage(test, { ...first, subscriberId: ERASED_CALLER, hour: at(hour).toISOString(), calls: 5 });
    }
    // Some of it no rollup holds yet.
    await waits(test, callers[2] as SeededCaller, at(HOURS - 30));
    await waits(test, callers[3] as SeededCaller, at(HOURS - 700));
    // Another workspace's are never among them.
    await seedUsage(test, { ...(await seedCaller(test)), hour: at(5).toISOString(), calls: 1 });
  });
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  it('are those of whom the ledger holds an accepted call in the range, whichever it is', async () => {
    const ranges = fc.tuple(
      fc.integer({ min: 0, max: HOURS - 1 }),
      fc.integer({ min: 1, max: HOURS }),
      fc.constantFrom(null, ...gpts),
    );
    await fc.assert(
      fc.asyncProperty(ranges, async ([start, length, gptId]) => {
        const filter = { from: at(start), to: at(start + length), gptId, subscriberId: null };
        const [row] = await test.query<{ people: number }>(
          `SELECT count(DISTINCT subscriber_id)::int AS people FROM usage_hourly
            WHERE workspace_id = $1 AND subscriber_id <> $2 AND calls > 0 AND hour >= $3 AND hour < $4 AND ($5::text IS NULL OR gpt_id = $5)`,
          [workspaceId, ERASED_CALLER, filter.from, filter.to, gptId],
        );
        const active = await database.inWorkspace(workspaceId, (tx) => usageReportRepository.activeSubscribers(tx, filter));
        expect(active).toBe(row?.people);
      }),
      { numRuns: 60 },
    );
  });
});

/** A call that the drain brought home, and that no rollup holds yet. */
async function waits(test: TestDatabase, { workspaceId, gptId, subscriberId }: SeededCaller, hour: Date): Promise<void> {
  const line = { h: hour.getTime() / MS_PER_HOUR, g: gptId, s: subscriberId, a: 'late', t: 'free', c: '1', u: '1', d: '0' };
  await test.query(
    `INSERT INTO usage_hourly (workspace_id, hour, gpt_id, subscriber_id, action, tier, calls, cost, denied) VALUES ($1, $2, $3, $4, 'late', 'free', 1, 1, 0)`,
    [workspaceId, hour, gptId, subscriberId],
  );
  await test.query(
    `INSERT INTO usage_batch_parts (workspace_id, written_at, batch_id, shard, entries) VALUES ($1, $2, $3, 0, $4)`,
    [workspaceId, at(HOURS), newId('bat'), JSON.stringify([line])],
  );
}
