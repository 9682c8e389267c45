import { Database, usageRebuildRepository } from '@gatehouse/platform';
import { createTestDatabase, seedCaller, type SeededCaller, seedUsage, type TestDatabase } from '@gatehouse/testing';
import { Recompute } from './recompute.service';

const MONTHS = ['2026-09', '2026-10', '2026-11'];
/** What each rollup must hold of the ledger, summed. */
const ROLLUPS = [
  ...['usage_daily', 'usage_period', 'usage_totals', 'usage_gpt_hourly', 'usage_gpt_daily', 'usage_gpt_period'],
  ...['usage_caller_monthly', 'usage_caller_yearly', 'usage_workspace_hourly'],
];

describe('recompute-usage, stopped and gone on with', () => {
  let test: TestDatabase;
  let database: Database;
  let callers: SeededCaller[];
  let workspaceId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 2);
  });
  beforeEach(async () => {
    const first = await seedCaller(test);
    workspaceId = first.workspaceId;
    callers = [first];
    while (callers.length < 7) callers.push(await seedCaller(test, { beside: first }));
    for (const [index, caller] of callers.entries()) {
      for (const month of MONTHS) {
        const day = String(1 + index * 4).padStart(2, '0');
        await seedUsage(test, { ...caller, hour: `${month}-${day}T09:00:00Z`, calls: index + 1 });
      }
    }
    for (const table of ROLLUPS) await test.query(`UPDATE ${table} SET calls = calls + 7 WHERE workspace_id = $1`, [workspaceId]);
    await test.query(`INSERT INTO usage_totals VALUES ($1, $2, 'usr_nobody', 1, 1, 1)`, [workspaceId, callers[0]?.gptId]);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  const start = (since: string | null = null) => new Recompute(database, 2).workspace(workspaceId, { since });

  async function toTheEnd(steps: AsyncGenerator<unknown>): Promise<void> {
    while ((await steps.next()).done !== true);
  }

  async function sumsOf(tables: readonly string[], where = 'true'): Promise<(number | null)[]> {
    const sums = tables.map((table) => `(SELECT sum(calls)::int FROM ${table} WHERE workspace_id = $1 AND ${where})`);
    const [row] = await test.query<{ sums: (number | null)[] }>(`SELECT ARRAY[${sums.join(', ')}] AS sums`, [workspaceId]);
    return row?.sums ?? [];
  }

  async function expectAllToBeTheLedger(): Promise<void> {
    const [ledger] = await sumsOf(['usage_hourly']);
    expect(ledger).toBe(3 * 28);
    expect(await sumsOf(ROLLUPS)).toEqual(ROLLUPS.map(() => ledger));
    const perCaller = (table: string) =>
      test.query(
        `SELECT gpt_id, subscriber_id, sum(calls)::int AS calls FROM ${table} WHERE workspace_id = $1 GROUP BY 1, 2 ORDER BY 1, 2`,
        [workspaceId],
      );
    const expected = await perCaller('usage_hourly');
    for (const table of ['usage_daily', 'usage_period', 'usage_totals']) expect(await perCaller(table)).toEqual(expected);
  }

  it('makes all of it right from wherever it was stopped, however often', async () => {
    let since: string | null = null;
    const places: (string | null)[] = [];
    // Each run goes on where the one before was stopped, and gets some way into the month after.
    for (let turn = 0; turn < MONTHS.length; turn += 1) {
      const run = start(since);
      for (;;) {
        const { done, value } = await run.next();
        if (done === true) throw new Error('it was done before it was stopped');
        places.push(value);
        if (value === since || value === null || value === MONTHS[0]) continue;
        since = value;
        break;
      }
    }
    expect([...new Set(places)]).toEqual(['2026-09', '2026-10', '2026-11', '2026-12']);
    await toTheEnd(start(since));
    await expectAllToBeTheLedger();
  });

  it('has done everything before the month that it tells, and does not do it again', async () => {
    for await (const month of start()) if (month === '2026-11') break;
    const before = `month < '2026-11-01'`;
    const monthly = ['usage_period', 'usage_caller_monthly', 'usage_gpt_period'];
    expect(await sumsOf(monthly, before)).toEqual([56, 56, 56]);
    expect(await sumsOf(['usage_daily', 'usage_gpt_daily'], `day < '2026-11-01'`)).toEqual([56, 56]);
    const again = jest.spyOn(usageRebuildRepository, 'gptsOfMonth');
    await toTheEnd(start('2026-11'));
    expect(again.mock.calls.map(([, month]) => month.startsAt.toISOString())).toEqual(['2026-11-01T00:00:00.000Z']);
    await expectAllToBeTheLedger();
  });

  it('leaves nothing half done when it dies within a step', async () => {
    const real = usageRebuildRepository.callersOfMonth.bind(usageRebuildRepository);
    let turns = 0;
    jest.spyOn(usageRebuildRepository, 'callersOfMonth').mockImplementation(async (tx, month, slice) => {
      const until = await real(tx, month, slice);
      turns += 1;
      if (turns === 3) throw new Error('killed');
      return until;
    });
    await expect(toTheEnd(start())).rejects.toThrow('killed');
    // The third step's callers are as they were, wrong; those of the steps before are right.
    const wrong = await test.query<{ subscriber_id: string }>(
      `SELECT p.subscriber_id FROM usage_period p JOIN usage_hourly h USING (workspace_id, gpt_id, subscriber_id)
        WHERE workspace_id = $1 AND month = '2026-09-01' AND h.hour < '2026-10-01' AND p.calls <> h.calls`,
      [workspaceId],
    );
    expect(wrong).toHaveLength(1);
    jest.restoreAllMocks();
    await toTheEnd(start('2026-09'));
    await expectAllToBeTheLedger();
  });

  it('takes few rows at a time, whoever has many', async () => {
    const slices = jest.spyOn(usageRebuildRepository, 'callersOfMonth');
    await toTheEnd(start());
    expect(slices).toHaveBeenCalledTimes(MONTHS.length * 3);
    await expectAllToBeTheLedger();
  });
});
