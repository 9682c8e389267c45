import { countedAction, dayOf, type Period, shardOf, type UsageEntry } from '@gatehouse/core';
import type { HotTransaction } from '../pipelined-transaction';
import { type PreparedStatement, runPrepared } from '../prepared';
import type { AnyTransaction, DirectoryTransaction, WorkspaceTransaction } from '../transaction';
import { usageActionRepository } from './usage-action.repository';
import { usageBatchRepository } from './usage-batch.repository';
import { usageRepository } from './usage.repository';

/**
 * In the drain's books these batches are no shard's. There the id of a shard's last batch is what keeps Redis from delivering it again, for as long as
 * it likes; a batch that never was in Redis must not pass for a later one.
 */
const NO_SHARD = -1;

/** Units of one caller and period that Redis has to be told of. */
export interface UntoldUsage {
  readonly gptId: string;
  readonly callerId: string;
  readonly periodKey: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Of that period, counted directly so far. */
  readonly units: string;
}

type UntoldPlace = Pick<UntoldUsage, 'callerId' | 'gptId' | 'periodKey'>;

export interface UntoldPage {
  readonly after: UntoldPlace;
  /** A caller who is not on it, nor anybody after them; null for all. */
  readonly before: string | null;
  readonly limit: number;
}

const LOCK_CALLER: PreparedStatement = {
  name: 'lock-direct-caller',
  text: `SELECT pg_advisory_xact_lock(hashtextextended('direct ' || $1 || ' ' || $2, 0))`,
};

const UNITS_OF: PreparedStatement = {
  name: 'direct-units',
  text: `SELECT coalesce(sum(units) FILTER (WHERE period_key = $4), 0)::text AS units, coalesce(bool_or(period_key <> $4), false) AS elsewhere
           FROM direct_usage WHERE workspace_id = $1 AND caller_id = $2 AND gpt_id = $3
            AND (period_key = $4 OR period_starts_at < $6 AND period_ends_at > $5)`,
};

/** Counting by Postgres alone, while Redis is away (ADR 0024). */
export const directUsageRepository = {
  /** One call of a caller at a time, on all instances, until the transaction ends. */
  async lockCaller(tx: HotTransaction, callerId: string): Promise<void> {
    await runPrepared(tx, LOCK_CALLER, [tx.workspaceId, callerId]);
  },

  /**
   * Adds one call to the ledger, as a batch of its own, so that rollups come of it as of any other; and notes what Redis has to be told.
   * @param batchId never used before
   */
  async count(tx: WorkspaceTransaction, batchId: string, call: UsageEntry, period: Period, now: Date): Promise<void> {
    const { gptId, subscriberId: callerId, counts } = call;
    const named = await usageActionRepository.name(tx, gptId, dayOf(call.startsAt).key, [call.action]);
    const entry = { ...call, action: countedAction(call.action, named) };
    const shard = shardOf(tx.workspaceId, callerId);
    const batch = { id: batchId, entries: 1, writtenAt: now, workspaces: [tx.workspaceId] };
    await usageBatchRepository.claim({ kind: 'directory', manager: tx.manager }, [{ ...batch, shard: NO_SHARD }]);
    await usageRepository.add(tx, [entry]);
    await usageBatchRepository.keepParts(tx, [{ batch: { ...batch, shard }, entries: [entry] }]);
    if (counts.cost === 0n) return;
    await tx.manager.query(
      `INSERT INTO direct_usage (workspace_id, caller_id, gpt_id, period_key, period_starts_at, period_ends_at, units)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (workspace_id, caller_id, gpt_id, period_key) DO UPDATE SET units = direct_usage.units + excluded.units`,
      [tx.workspaceId, callerId, gptId, period.key, period.startsAt, period.endsAt, counts.cost.toString()],
    );
    await tx.manager.query(
      `INSERT INTO untold_workspaces (id, shard, since) VALUES ($1, $2, nextval('untold_notes'))
       ON CONFLICT (id, shard) DO UPDATE SET since = excluded.since`,
      [tx.workspaceId, shard],
    );
  },

  /** Whose usage Redis has to be told of. */
  async untoldWorkspaces(tx: AnyTransaction): Promise<{ id: string; shard: number; since: string }[]> {
    return tx.manager.query('SELECT id, shard, since FROM untold_workspaces ORDER BY id, shard');
  },

  /** The caller at that place among those of whom Redis has to be told: 0 for the first, 0.5 for who is in the middle. Null when there is none. */
  async untoldCallerAt(tx: WorkspaceTransaction, place: number): Promise<string | null> {
    const [row] = await tx.manager.query<{ id: string }[]>(
      `SELECT caller_id AS id FROM direct_usage WHERE workspace_id = $1 AND told_units < units ORDER BY caller_id
       OFFSET (SELECT floor(count(*) * $2::float8)::int FROM direct_usage WHERE workspace_id = $1 AND told_units < units) LIMIT 1`,
      [tx.workspaceId, place],
    );
    return row?.id ?? null;
  },

  untold(tx: WorkspaceTransaction, { after, before, limit }: UntoldPage): Promise<UntoldUsage[]> {
    return tx.manager.query(
      `SELECT gpt_id AS "gptId", caller_id AS "callerId", period_key AS "periodKey", period_starts_at AS "startsAt", period_ends_at AS "endsAt", units
         FROM direct_usage WHERE workspace_id = $1 AND told_units < units AND (caller_id, gpt_id, period_key) > ($2, $3, $4)
          AND ($5::text IS NULL OR caller_id < $5) ORDER BY caller_id, gpt_id, period_key LIMIT $6`,
      [tx.workspaceId, after.callerId, after.gptId, after.periodKey, before, limit],
    );
  },

  /** Units counted directly of that caller's period; and whether there are others of its time, counted of months that were theirs for a while. */
  async unitsOf(
    tx: HotTransaction,
    gptId: string,
    callerId: string,
    period: Period,
  ): Promise<{ units: number; elsewhere: boolean }> {
    const [row] = await runPrepared<{ units: string; elsewhere: boolean }>(tx, UNITS_OF, [
      ...[tx.workspaceId, callerId, gptId, period.key, period.startsAt, period.endsAt],
    ]);
    return { units: Number(row?.units ?? 0), elsewhere: row?.elsewhere === true };
  },

  /**
   * Redis knows of so many of them. A row that somebody else holds is left to them, or to the next time: whoever tells waits for no one who tells or counts, and so blocks no one.
   * @returns how many rows were marked
   */
  async markTold(tx: WorkspaceTransaction, rows: readonly UntoldUsage[]): Promise<number> {
    const columns = [rows.map((row) => row.callerId), rows.map((row) => row.gptId), rows.map((row) => row.periodKey)];
    const [, marked] = await tx.manager.query<[unknown, number]>(
      `WITH told AS (
         SELECT d.caller_id, d.gpt_id, d.period_key, t.units
           FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[]) AS t (caller_id, gpt_id, period_key, units)
           JOIN direct_usage d USING (caller_id, gpt_id, period_key)
          WHERE d.workspace_id = $1 FOR UPDATE OF d SKIP LOCKED)
       UPDATE direct_usage d SET told_units = greatest(d.told_units, told.units) FROM told
        WHERE d.workspace_id = $1 AND d.caller_id = told.caller_id AND d.gpt_id = told.gpt_id AND d.period_key = told.period_key`,
      [tx.workspaceId, ...columns, rows.map((row) => row.units)],
    );
    return marked;
  },

  /** Takes the note away that there is something to tell, unless something was counted since it was read. */
  async forget(tx: DirectoryTransaction, { id, shard, since }: { id: string; shard: number; since: string }): Promise<void> {
    await tx.manager.query('DELETE FROM untold_workspaces WHERE id = $1 AND shard = $2 AND since = $3', [id, shard, since]);
  },
};
