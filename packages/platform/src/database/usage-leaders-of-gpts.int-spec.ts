import { createTestDatabase, seedCaller, type SeededCaller, seedUsage, type TestDatabase } from '@gatehouse/testing';
import fc from 'fast-check';
import { Database } from './database';
import {
  type UsageCursor,
  type UsageQuestion,
  type UsageReport,
  usageReportRepository,
} from './repositories/usage-report.repository';

const CALLERS = 24;
const VISITS = 6;
const MS_PER_HOUR = 3_600_000;
const FIRST = Date.parse('2025-11-20T00:00:00Z');
const HOURS = 366 * 24;
/** Among what waits there is also what somebody calls who is in no rollup yet. */
const WAITING_CALLER = CALLERS - 1;

interface Told {
  readonly key: string;
  readonly calls: number;
  readonly cost: number;
  readonly denied: number;
}

describe('who called most of a GPT', () => {
  let test: TestDatabase;
  let database: Database;
  let workspaceId: string;
  let gpts: readonly string[];

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 2);
    const first = await seedCaller(test);
    ({ workspaceId } = first);
    gpts = [first.gptId, 'gpt_second', 'gpt_third'];
    for (const id of gpts.slice(1)) {
      await test.query(
        `INSERT INTO gpts (workspace_id, id, name, client_id, login_methods) VALUES ($1, $2, $2, $2, '{google}')`,
        [workspaceId, id],
      );
    }
    const callers = [first];
    while (callers.length < CALLERS) callers.push(await seedCaller(test, { beside: first }));
    for (const [index, caller] of callers.entries()) {
      for (let visit = 0; visit < VISITS; visit += 1) await seedVisit(caller, index, visit);
    }
  }, 120_000);
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  /** Everybody has a GPT that they call most, and calls another now and then; every fifth visit waits to be rolled up. */
  async function seedVisit({ subscriberId }: SeededCaller, index: number, visit: number): Promise<void> {
    const gptId = gpts[(visit % 3 === 2 ? index + visit : index) % gpts.length] ?? '';
    const hour = new Date(FIRST + ((index * 977 + visit * 1_471 + index * visit * 131) % HOURS) * MS_PER_HOUR).toISOString();
    const calls = index % 4 === 1 ? 50 : (index * 7_919 + visit * 104_729) % 499;
    const usage = {
      workspaceId,
      gptId,
      subscriberId,
      hour,
      action: `a${visit}`,
      calls,
      cost: 2 * calls + visit,
      denied: visit % 2,
    };
    if (calls + usage.denied === 0) return;
    if (index === WAITING_CALLER || (index + visit) % 5 === 0) return seedWaiting(usage);
    return seedUsage(test, usage);
  }

  type Waiting = Omit<Told, 'key'> & Readonly<Record<'gptId' | 'subscriberId' | 'hour' | 'action', string>>;

  /** What the drain writes; the roll-up has not come to it. */
  async function seedWaiting({ gptId, subscriberId, hour, action, calls, cost, denied }: Waiting): Promise<void> {
    const row = [workspaceId, hour, gptId, subscriberId, action, calls, cost, denied];
    await test.query('SELECT ensure_usage_partition($1::timestamptz::date)', [hour]);
    await test.query(
      `INSERT INTO usage_hourly (workspace_id, hour, gpt_id, subscriber_id, action, tier, calls, cost, denied)
       VALUES ($1, $2, $3, $4, $5, 'free', $6, $7, $8)`,
      row,
    );
    const h = Date.parse(hour) / MS_PER_HOUR;
    const entries = [{ h, g: gptId, s: subscriberId, a: action, t: 'free', c: calls, u: cost, d: denied }];
    await test.query(
      `INSERT INTO usage_batch_parts (workspace_id, written_at, batch_id, shard, entries) VALUES ($1, $2, $3, 0, $4)`,
      [workspaceId, hour, `${subscriberId} ${action}`, JSON.stringify(entries)],
    );
  }

  const ledger = (from: Date, to: Date, gptId: string | null): Promise<Told[]> =>
    test.query<Told>(
      `SELECT subscriber_id AS key, sum(calls)::int AS calls, sum(cost)::int AS cost, sum(denied)::int AS denied FROM usage_hourly
        WHERE workspace_id = $1 AND hour >= $2 AND hour < $3 AND ($4::text IS NULL OR gpt_id = $4)
        GROUP BY 1 ORDER BY sum(calls) DESC, 1`,
      [workspaceId, from, to, gptId],
    );

  const range = fc
    .tuple(fc.nat(HOURS - 1), fc.oneof(fc.integer({ min: 1, max: 60 * 24 }), fc.integer({ min: 1, max: HOURS })))
    .map(([start, length]) => ({
      from: new Date(FIRST + start * MS_PER_HOUR),
      to: new Date(FIRST + (start + length) * MS_PER_HOUR),
    }));

  it('is told page by page as the ledger has it, also of what waits to be rolled up', async () => {
    const whichGpt = fc.option(fc.nat(2), { nil: null });
    await fc.assert(
      fc.asyncProperty(range, whichGpt, fc.integer({ min: 1, max: 6 }), async ({ from, to }, which, limit) => {
        const gptId = which === null ? null : (gpts[which] ?? null);
        const expected = await ledger(from, to, gptId);
        const told: Told[] = [];
        const totals = new Set<string>();
        let after: UsageCursor | null = null;
        do {
          const question: UsageQuestion = { from, to, gptId, subscriberId: null, groupBy: 'subscriber', limit, after };
          const page: UsageReport = await database.inWorkspace(workspaceId, (tx) => usageReportRepository.report(tx, question));
          told.push(...page.rows.map(({ key, calls, cost, denied }) => ({ key, calls, cost, denied })));
          totals.add(`${page.total.calls} ${page.total.cost} ${page.total.denied}`);
          after = page.next;
        } while (after !== null);
        expect(told).toEqual(expected);
        const sumOf = (what: 'calls' | 'cost' | 'denied'): number => expected.reduce((sum, row) => sum + row[what], 0);
        expect([...totals]).toEqual([`${sumOf('calls')} ${sumOf('cost')} ${sumOf('denied')}`]);
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
