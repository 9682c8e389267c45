import type { Period, UsageEntry } from '@gatehouse/core';
import type { DirectoryTransaction, WorkspaceTransaction } from '../transaction';

/** Rows of one statement: enough to make its round trip cheap, few enough to keep it short. */
const ROWS_PER_STATEMENT = 5_000;

/** The ledger: calls by GPT, subscriber, action, tier and hour. Only the drain writes it. */
export const usageRepository = {
  /** Units that a subscriber used of a GPT's quota in the period, as far as they have reached the ledger. */
  async usedUnits(tx: WorkspaceTransaction, gptId: string, subscriberId: string, period: Period): Promise<number> {
    const [row] = await tx.manager.query<{ used: string }[]>(
      `SELECT coalesce(sum(cost), 0) AS used FROM usage_hourly
        WHERE workspace_id = $1 AND subscriber_id = $2 AND gpt_id = $3 AND hour >= $4 AND hour < $5`,
      [tx.workspaceId, subscriberId, gptId, period.startsAt, period.endsAt],
    );
    return Number(row?.used ?? 0);
  },

  /** Makes the ledger's month exist. */
  async ensureMonth(tx: DirectoryTransaction, month: Date): Promise<void> {
    await tx.manager.query('SELECT ensure_usage_partition($1::date)', [month.toISOString().slice(0, 10)]);
  },

  /**
   * The entries of this workspace whose GPT and caller (a subscriber or a service key) exist; both stay until the transaction ends, so that adding them cannot fail
   * on a foreign key.
   */
  async withOwner(tx: WorkspaceTransaction, entries: readonly UsageEntry[]): Promise<ReadonlySet<UsageEntry>> {
    const gpts = await lockedIds(tx, 'gpts', new Set(entries.map((entry) => entry.gptId)));
    const callers = new Set(entries.map((entry) => entry.subscriberId));
    const known = new Set([...(await lockedIds(tx, 'subscribers', callers)), ...(await lockedIds(tx, 'service_keys', callers))]);
    return new Set(entries.filter((entry) => gpts.has(entry.gptId) && known.has(entry.subscriberId)));
  },

  /** Adds to the ledger. Their months, GPTs and callers must exist. */
  async add(tx: WorkspaceTransaction, entries: readonly UsageEntry[]): Promise<void> {
    for (let start = 0; start < entries.length; start += ROWS_PER_STATEMENT) {
      const rows = entries.slice(start, start + ROWS_PER_STATEMENT);
      await tx.manager.query(
        `INSERT INTO usage_hourly (workspace_id, hour, gpt_id, subscriber_id, action, tier, calls, cost, denied)
         SELECT $1, * FROM unnest($2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[])
         ON CONFLICT (workspace_id, hour, gpt_id, subscriber_id, action, tier) DO UPDATE
           SET calls = usage_hourly.calls + excluded.calls,
               cost = usage_hourly.cost + excluded.cost,
               denied = usage_hourly.denied + excluded.denied`,
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
      `UPDATE subscribers s SET last_seen_at = v.seen_at FROM unnest($2::text[], $3::timestamptz[]) AS v(id, seen_at)
        WHERE s.workspace_id = $1 AND s.id = v.id AND s.last_seen_at < v.seen_at - interval '1 minute'`,
      [tx.workspaceId, [...seen.keys()], [...seen.values()]],
    );
    await tx.manager.query(
      `UPDATE service_keys k SET last_used_at = v.seen_at FROM unnest($2::text[], $3::timestamptz[]) AS v(id, seen_at)
        WHERE k.workspace_id = $1 AND k.id = v.id AND (k.last_used_at IS NULL OR k.last_used_at < v.seen_at - interval '1 minute')`,
      [tx.workspaceId, [...seen.keys()], [...seen.values()]],
    );
  },
};

async function lockedIds(
  tx: WorkspaceTransaction,
  table: 'gpts' | 'subscribers' | 'service_keys',
  ids: ReadonlySet<string>,
): Promise<Set<string>> {
  const rows = await tx.manager.query<{ id: string }[]>(
    `SELECT id FROM ${table} WHERE workspace_id = $1 AND id = ANY ($2) ORDER BY id FOR KEY SHARE`,
    [tx.workspaceId, [...ids]],
  );
  return new Set(rows.map((row) => row.id));
}
