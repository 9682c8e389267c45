import type { WorkspaceTransaction } from '../transaction';
import { WAITING_LINES } from './usage-waiting.sql';

/** What a table holds of a GPT in an hour, a day, a month or a year. */
export interface UsageSum {
  /** The table, in words. */
  readonly of: string;
  /** `2026-11-21`; a month and a year by their first day; an hour as `2026-11-21 10:00`; '' for all time. */
  readonly at: string;
  /** '' where the table knows no GPTs. */
  readonly gptId: string;
  readonly calls: string;
  readonly cost: string;
  readonly denied: string;
}

interface Span {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Of one size, however much there is of it: so many rows, parts or callers' rows. */
export interface SumSlice {
  readonly rows: number;
  /** Null for the first. */
  readonly after: string | null;
}

const sums = `sum(calls)::text AS calls, sum(cost)::text AS cost, sum(denied)::text AS denied`;
const dayOfHour = `(hour AT TIME ZONE 'UTC')::date::text`;

const sumsOf = (of: string, table: string, at: string, gpt: string, where: string): string =>
  `SELECT '${of}' AS of, ${at} AS at, ${gpt} AS "gptId", ${sums} FROM ${table} WHERE workspace_id = $1 AND ${where} GROUP BY 2, 3`;

const hoursWithin = `hour >= $2::timestamptz AND hour < $3::timestamptz`;
const within = (column: string): string =>
  `${column} >= ($2::timestamptz AT TIME ZONE 'UTC')::date AND ${column} < ($3::timestamptz AT TIME ZONE 'UTC')::date`;

const DAYS = [
  sumsOf('hours', 'usage_hourly', dayOfHour, 'gpt_id', hoursWithin),
  sumsOf('days', 'usage_daily', 'day::text', 'gpt_id', within('day')),
  sumsOf('hours of GPTs', 'usage_gpt_hourly', dayOfHour, 'gpt_id', hoursWithin),
  sumsOf('days of GPTs', 'usage_gpt_daily', 'day::text', 'gpt_id', within('day')),
  sumsOf('hours of all', 'usage_workspace_hourly', dayOfHour, `''`, hoursWithin),
].join('\nUNION ALL\n');

const MONTHS_OF_GPTS = sumsOf('months of GPTs', 'usage_gpt_period', 'month::text', 'gpt_id', within('month'));

const WAITING = `SELECT 'hours' AS of, ${dayOfHour} AS at, gpt_id AS "gptId", ${sums} FROM (${WAITING_LINES}) w GROUP BY 2, 3`;

const theseCallers = `subscriber_id > $2 AND ($3::text IS NULL OR subscriber_id <= $3)`;
const CALLERS = [
  sumsOf('months', 'usage_period', 'month::text', 'gpt_id', theseCallers),
  sumsOf('totals', 'usage_totals', `''`, 'gpt_id', theseCallers),
  sumsOf('months of callers', 'usage_caller_monthly', 'month::text', `''`, theseCallers),
  sumsOf('years', 'usage_caller_yearly', 'year::text', `''`, theseCallers),
].join('\nUNION ALL\n');

const hourAsText = `to_char(hour AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')`;
const HOURS = sumsOf('hours', 'usage_hourly', hourAsText, 'gpt_id', hoursWithin);
const BROUGHT = `SELECT 'batches' AS of, ${hourAsText} AS at, gpt_id AS "gptId", ${sums}
  FROM (${WAITING_LINES.replace('AND NOT p.rolled_up', 'AND p.written_at > $4::timestamptz AND ($5::timestamptz IS NULL OR p.written_at <= $5::timestamptz)')}) l
 WHERE ${hoursWithin} GROUP BY 2, 3`;

/**
 * What the books say, by day and GPT, to be compared with each other: ask all of it in one snapshot (`Database.inWorkspaceSnapshot`), so that nothing moves in between. No
 * statement reads more than a slice or a day, whatever the workspace's size, so each stays within a statement's time.
 */
export const usageSumsRepository = {
  /** Whether the ledger has more rows than that in the span. */
  async isLarge(tx: WorkspaceTransaction, { startsAt, endsAt }: Span, rows: number): Promise<boolean> {
    const [found] = await tx.manager.query<{ rows: number }[]>(
      `SELECT count(*)::int AS rows FROM (SELECT FROM usage_hourly WHERE workspace_id = $1 AND hour >= $2 AND hour < $3 LIMIT $4) h`,
      [tx.workspaceId, startsAt, endsAt, rows + 1],
    );
    return (found?.rows ?? 0) > rows;
  },

  /** Of whole days: hours of the ledger, and everything by day or hour that is made from them. */
  ofDays(tx: WorkspaceTransaction, { startsAt, endsAt }: Span): Promise<UsageSum[]> {
    return tx.manager.query(DAYS, [tx.workspaceId, startsAt, endsAt]);
  },

  /** What of the ledger's days no rollup holds yet. */
  waiting(tx: WorkspaceTransaction): Promise<UsageSum[]> {
    return tx.manager.query(WAITING, [tx.workspaceId]);
  },

  ofMonthsOfGpts(tx: WorkspaceTransaction, { startsAt, endsAt }: Span): Promise<UsageSum[]> {
    return tx.manager.query(MONTHS_OF_GPTS, [tx.workspaceId, startsAt, endsAt]);
  },

  /** Months, years and totals of some callers. @returns where the next slice goes on; null when there is none */
  async ofCallers(tx: WorkspaceTransaction, { rows, after }: SumSlice): Promise<{ sums: UsageSum[]; next: string | null }> {
    const from = [tx.workspaceId, after ?? ''];
    const [end] = await tx.manager.query<{ next: string }[]>(
      `SELECT subscriber_id AS next FROM usage_period WHERE workspace_id = $1 AND subscriber_id > $2 ORDER BY subscriber_id OFFSET ${rows} LIMIT 1`,
      from,
    );
    const next = end?.next ?? null;
    return { sums: await tx.manager.query(CALLERS, [...from, next]), next };
  },

  /** Of whole hours: what the ledger holds. */
  ofHours(tx: WorkspaceTransaction, { startsAt, endsAt }: Span): Promise<UsageSum[]> {
    return tx.manager.query(HOURS, [tx.workspaceId, startsAt, endsAt]);
  },

  /** Of whole hours: what batches brought that were written after a moment, so many batches at a time. @returns where the next slice goes on; null when there is none */
  async brought(
    tx: WorkspaceTransaction,
    { startsAt, endsAt }: Span,
    { rows, after }: SumSlice,
  ): Promise<{ sums: UsageSum[]; next: string | null }> {
    const [end] = await tx.manager.query<{ next: string }[]>(
      `SELECT written_at::text AS next FROM usage_batch_parts WHERE workspace_id = $1 AND written_at > $2::timestamptz
        ORDER BY written_at OFFSET ${rows} LIMIT 1`,
      [tx.workspaceId, after],
    );
    const next = end?.next ?? null;
    return { sums: await tx.manager.query(BROUGHT, [tx.workspaceId, startsAt, endsAt, after, next]), next };
  },
};
