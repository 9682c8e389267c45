import { createTestDatabase, seedCaller, type SeededCaller, seedUsage, type TestDatabase } from '@gatehouse/testing';
import fc from 'fast-check';
import { Database } from './database';
import {
  type UsageCursor,
  type UsageQuestion,
  type UsageReport,
  usageReportRepository,
} from './repositories/usage-report.repository';

const CALLERS = 40;
const MS_PER_HOUR = 3_600_000;
const FIRST = Date.parse('2025-11-20T00:00:00Z');
const HOURS = 366 * 24;

const callsOf = (index: number, visit: number): number => (index % 2 === 1 ? 100 : (index * 7_919 + visit * 104_729) % 997);

describe('who called most', () => {
  let test: TestDatabase;
  let database: Database;
  let workspaceId: string;
  let gpts: string[];
  let callers: SeededCaller[];

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 2);
    const first = await seedCaller(test);
    callers = [first];
    while (callers.length < CALLERS) callers.push(await seedCaller(test, { beside: first }));
    workspaceId = first.workspaceId;
    gpts = [...new Set(callers.map(({ gptId }) => gptId))];
    // Who called much in a month or a year did so in one part of it, as a rule. The odd ones call as often as others: their order is by key.
    for (const [index, caller] of callers.entries()) {
      for (let visit = 0; visit < 4; visit += 1) {
        const hour = new Date(FIRST + ((index * 977 + visit * 2_909 + index * visit * 131) % HOURS) * MS_PER_HOUR).toISOString();
        const [calls, denied] = [callsOf(index, visit), (index + visit) % 3];
        // The ledger has no row of nothing.
        if (calls + denied > 0) await seedUsage(test, { ...caller, hour, calls, action: `a${visit}`, denied });
      }
    }
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  const range = fc
    .tuple(fc.nat(HOURS - 1), fc.oneof(fc.integer({ min: 1, max: 60 * 24 }), fc.integer({ min: 1, max: HOURS })))
    .map(([start, length]) => ({
      from: new Date(FIRST + start * MS_PER_HOUR),
      to: new Date(FIRST + (start + length) * MS_PER_HOUR),
    }));

  it('is told page by page as the ledger has it, for any range and GPT, however few are looked at', async () => {
    const whichGpt = fc.option(fc.constantFrom(...gpts), { nil: null });
    await fc.assert(
      fc.asyncProperty(range, whichGpt, fc.integer({ min: 1, max: 5 }), async ({ from, to }, gptId, limit) => {
        const ledger = await test.query<{ key: string; calls: number; denied: number }>(
          `SELECT subscriber_id AS key, sum(calls)::int AS calls, sum(denied)::int AS denied FROM usage_hourly
            WHERE workspace_id = $1 AND hour >= $2 AND hour < $3 AND ($4::text IS NULL OR gpt_id = $4)
            GROUP BY 1 ORDER BY sum(calls) DESC, 1`,
          [workspaceId, from, to, gptId],
        );
        const told: (typeof ledger)[number][] = [];
        const totals = new Set<string>();
        let after: UsageCursor | null = null;
        do {
          const question: UsageQuestion = { from, to, gptId, subscriberId: null, groupBy: 'subscriber', limit, after };
          const page: UsageReport = await database.inWorkspace(workspaceId, (tx) => usageReportRepository.report(tx, question));
          told.push(...page.rows.map(({ key, calls, denied }) => ({ key, calls, denied })));
          totals.add(`${page.total.calls} ${page.total.denied}`);
          after = page.next;
        } while (after !== null);
        expect(told).toEqual(ledger);
        const sumOf = (what: 'calls' | 'denied'): number => ledger.reduce((sum, row) => sum + row[what], 0);
        expect([...totals]).toEqual([`${sumOf('calls')} ${sumOf('denied')}`]);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
