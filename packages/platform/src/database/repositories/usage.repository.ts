import { ERASED_CALLER, monthOf, type Period, shardOf, type UsageEntry } from '@gatehouse/core';
import type { HotTransaction } from '../pipelined-transaction';
import { type PreparedStatement, runPrepared } from '../prepared';
import type { WorkspaceTransaction } from '../transaction';
import { LOCK_ROLLUPS, WAITING_LINES } from './usage-waiting.sql';

/** Rows of one statement: enough to make its round trip cheap, few enough to keep it short. */
const ROWS_PER_STATEMENT = 5_000;

const LEDGER_KEY = '(workspace_id, hour, gpt_id, subscriber_id, action, tier)';
const ADD_COUNTS = `calls = usage_hourly.calls + excluded.calls, cost = usage_hourly.cost + excluded.cost,
  denied = usage_hourly.denied + excluded.denied`;

/** Whose calls an entry counts: somebody's who is here; a person's who is erased since; or those of a GPT or caller that is nowhere to be found. */
export type UsageOwner = 'owned' | 'erased' | 'nobody';

const HOURS_USED: PreparedStatement = {
  name: 'units-used-by-hour',
  text: `
  SELECT coalesce(sum(cost), 0) AS used FROM usage_hourly
   WHERE workspace_id = $1 AND subscriber_id = $2 AND gpt_id = $3 AND hour >= $4 AND hour < $5`,
};

const MONTH_USED: PreparedStatement = {
  name: 'units-used-of-month',
  text: `
  SELECT coalesce(sum(cost), 0) AS used FROM (
    SELECT cost FROM usage_period
     WHERE workspace_id = $1 AND subscriber_id = $2 AND gpt_id = $3 AND month = ($4::timestamptz AT TIME ZONE 'UTC')::date
    UNION ALL
    SELECT cost FROM (${WAITING_LINES} AND p.shard = $6) w
     WHERE subscriber_id = $2 AND gpt_id = $3 AND hour >= $4 AND hour < $5) u`,
};

const toErased = (table: string, key: string): string => `
  WITH moved AS (DELETE FROM ${table} WHERE workspace_id = $1 AND subscriber_id = $2 RETURNING ${key}, calls, cost, denied)
  INSERT INTO ${table} (workspace_id, subscriber_id, ${key}, calls, cost, denied) SELECT $1, $3, * FROM moved
  ON CONFLICT (workspace_id, subscriber_id, ${key}) DO UPDATE
    SET calls = ${table}.calls + excluded.calls, cost = ${table}.cost + excluded.cost, denied = ${table}.denied + excluded.denied`;

const ROLLUPS_TO_ERASED: readonly string[] = [
  toErased('usage_daily', 'day, gpt_id, action, tier'),
  toErased('usage_period', 'month, gpt_id'),
  toErased('usage_totals', 'gpt_id'),
  toErased('usage_caller_monthly', 'month'),
  toErased('usage_caller_yearly', 'year'),
];

const FORGET_DIRECT = 'DELETE FROM direct_usage WHERE workspace_id = $1 AND caller_id = $2';

/** An id stands in quotes and holds nothing that JSON escapes, so exchanging the text exchanges exactly the id. */
const BATCHES_TO_ERASED = `
  UPDATE usage_batch_parts SET entries = replace(entries::text, $4, $5)::jsonb
   WHERE workspace_id = $1 AND shard = $2 AND entries @> $3::jsonb`;

/** The ledger: calls by GPT, subscriber, action, tier and hour. Only the drain writes it. */
export const usageRepository = {
  /**
   * Units that a subscriber used of a GPT's quota in the period, as far as they have reached the ledger. A calendar month is one row and what
   * waits to be rolled up of the shard; any other period is summed over the subscriber's hours.
   */
  async usedUnits(tx: HotTransaction, gptId: string, subscriberId: string, period: Period): Promise<number> {
    const month = monthOf(period.startsAt);
    const whole = month.startsAt.getTime() === period.startsAt.getTime() && month.endsAt.getTime() === period.endsAt.getTime();
    const parameters: unknown[] = [tx.workspaceId, subscriberId, gptId, period.startsAt, period.endsAt];
    const [row] = await runPrepared<{ used: string }>(
      tx,
      whole ? MONTH_USED : HOURS_USED,
      whole ? [...parameters, shardOf(tx.workspaceId, subscriberId)] : parameters,
    );
    return Number(row?.used ?? 0);
  },

  /**
   * The same, always summed over the subscriber's hours. Of a calendar month that is more rows; but it does not grow with what waits to be rolled up,
   * which is a batch for each call while calls are counted directly and nobody rolls up.
   */
  async usedUnitsByHour(tx: HotTransaction, gptId: string, subscriberId: string, period: Period): Promise<number> {
    const parameters = [tx.workspaceId, subscriberId, gptId, period.startsAt, period.endsAt];
    const [row] = await runPrepared<{ used: string }>(tx, HOURS_USED, parameters);
    return Number(row?.used ?? 0);
  },

  /** When a subscriber's last accepted call of each GPT was, to the hour, as far as it has reached the ledger. */
  async lastUsed(tx: WorkspaceTransaction, subscriberId: string): Promise<Map<string, Date>> {
    const rows = await tx.manager.query<{ gpt_id: string; hour: Date }[]>(
      `SELECT gpt_id, max(hour) AS hour FROM usage_hourly
        WHERE workspace_id = $1 AND subscriber_id = $2 AND calls > 0 GROUP BY gpt_id`,
      [tx.workspaceId, subscriberId],
    );
    return new Map(rows.map((row) => [row.gpt_id, row.hour]));
  },

  /**
   * Whose these entries of the workspace are. GPTs and callers (subscribers or service keys) that are here stay until the transaction ends, so that adding
   * cannot fail on a foreign key.
   */
  async ownersOf(tx: WorkspaceTransaction, entries: readonly UsageEntry[]): Promise<(entry: UsageEntry) => UsageOwner> {
    const gpts = await lockedIds(tx, 'gpts', new Set(entries.map((entry) => entry.gptId)));
    const callers = new Set(entries.map((entry) => entry.subscriberId));
    const subscribers = await lockedIds(tx, 'subscribers', callers);
    const keys = await lockedIds(tx, 'service_keys', new Set([...callers].filter((id) => !subscribers.has(id))));
    const known = new Set([...subscribers, ...keys]);
    // Asked only now: an erasure that held the person's row until a moment ago is committed.
    const gone = await erasedIds(
      tx,
      [...callers].filter((id) => !known.has(id)),
    );
    return ({ gptId, subscriberId }) => {
      if (!gpts.has(gptId)) return 'nobody';
      if (known.has(subscriberId)) return 'owned';
      return gone.has(subscriberId) ? 'erased' : 'nobody';
    };
  },

  /**
   * Whoever adds to the rows of the erased caller holds this until the transaction ends: drains of all shards and erasures meet in these rows, and
   * in no others, each in an order of its own.
   */
  async lockErasedCaller(tx: WorkspaceTransaction): Promise<void> {
    await tx.manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('erased-caller ' || $1, 0))`, [tx.workspaceId]);
  },

  /**
   * Makes a subscriber's calls those of the erased caller: in the ledger, in what is rolled up from it, and in the batches that are kept. Hold
   * {@link lockErasedCaller}, and the subscriber's row.
   */
  async giveToErased(tx: WorkspaceTransaction, subscriberId: string): Promise<void> {
    await tx.manager.query(
      `WITH moved AS (
         DELETE FROM usage_hourly WHERE workspace_id = $1 AND subscriber_id = $2
         RETURNING hour, gpt_id, action, tier, calls, cost, denied)
       INSERT INTO usage_hourly (workspace_id, hour, gpt_id, subscriber_id, action, tier, calls, cost, denied)
       SELECT $1, hour, gpt_id, $3, action, tier, calls, cost, denied FROM moved
       ON CONFLICT ${LEDGER_KEY} DO UPDATE SET ${ADD_COUNTS}`,
      [tx.workspaceId, subscriberId, ERASED_CALLER],
    );
    await tx.manager.query(LOCK_ROLLUPS, [tx.workspaceId]);
    for (const statement of ROLLUPS_TO_ERASED) await tx.manager.query(statement, [tx.workspaceId, subscriberId, ERASED_CALLER]);
    await tx.manager.query(FORGET_DIRECT, [tx.workspaceId, subscriberId]);
    await tx.manager.query(BATCHES_TO_ERASED, [
      tx.workspaceId,
      shardOf(tx.workspaceId, subscriberId),
      JSON.stringify([{ s: subscriberId }]),
      JSON.stringify(subscriberId),
      JSON.stringify(ERASED_CALLER),
    ]);
  },

  /** Adds to the ledger. Their months, GPTs and callers must exist. */
  async add(tx: WorkspaceTransaction, entries: readonly UsageEntry[]): Promise<void> {
    for (let start = 0; start < entries.length; start += ROWS_PER_STATEMENT) {
      const rows = entries.slice(start, start + ROWS_PER_STATEMENT);
      await tx.manager.query(
        `INSERT INTO usage_hourly (workspace_id, hour, gpt_id, subscriber_id, action, tier, calls, cost, denied)
         SELECT $1, * FROM unnest($2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[])
         ON CONFLICT ${LEDGER_KEY} DO UPDATE SET ${ADD_COUNTS}`,
        [
          tx.workspaceId,
          rows.map((row) => row.startsAt),
          rows.map((row) => row.gptId),
          rows.map((row) => row.subscriberId),
          rows.map((row) => row.action),
          rows.map((row) => row.tier),
          rows.map((row) => row.counts.calls.toString()),
          rows.map((row) => row.counts.cost.toString()),
          rows.map((row) => row.counts.denied.toString()),
        ],
      );
    }
  },

  /**
   * Advances `last_seen_at` of subscribers and `last_used_at` of service keys, to the minute; never sets them back. To the second would
   * rewrite the row and its index entries of everybody who is active, at every drain.
   */
  async markSeen(tx: WorkspaceTransaction, seen: ReadonlyMap<string, Date>): Promise<void> {
    await tx.manager.query(
      `WITH v AS (SELECT * FROM unnest($2::text[], $3::timestamptz[]) AS v(id, seen_at)),
            used AS (UPDATE service_keys k SET last_used_at = v.seen_at FROM v
                      WHERE k.workspace_id = $1 AND k.id = v.id AND (k.last_used_at IS NULL OR k.last_used_at < v.seen_at - interval '1 minute'))
       UPDATE subscribers s SET last_seen_at = v.seen_at FROM v
        WHERE s.workspace_id = $1 AND s.id = v.id AND s.last_seen_at < v.seen_at - interval '1 minute'`,
      [tx.workspaceId, [...seen.keys()], [...seen.values()]],
    );
  },
};

async function lockedIds(
  tx: WorkspaceTransaction,
  table: 'gpts' | 'subscribers' | 'service_keys',
  ids: ReadonlySet<string>,
): Promise<Set<string>> {
  if (ids.size === 0) return new Set();
  const rows = await tx.manager.query<{ id: string }[]>(
    `SELECT id FROM ${table} WHERE workspace_id = $1 AND id = ANY ($2) ORDER BY id FOR KEY SHARE`,
    [tx.workspaceId, [...ids]],
  );
  return new Set(rows.map((row) => row.id));
}

async function erasedIds(tx: WorkspaceTransaction, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.manager.query<{ id: string }[]>(
    'SELECT id FROM erased_subscribers WHERE workspace_id = $1 AND id = ANY ($2)',
    [tx.workspaceId, ids],
  );
  return new Set(rows.map((row) => row.id));
}
