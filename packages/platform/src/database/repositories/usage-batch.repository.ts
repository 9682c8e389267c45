import type { UsageEntry } from '@gatehouse/core';
import type { BatchLine } from '../entities/usage-batch-part.entity';
import { UsageBatch } from '../entities/usage-batch.entity';
import { UsageOrphan } from '../entities/usage-orphan.entity';
import type { DirectoryTransaction, WorkspaceTransaction } from '../transaction';
import { ENTER_LEDGER } from './usage-waiting.sql';

/** What a batch added to one workspace's ledger. */
export interface BatchPart {
  readonly batch: Pick<UsageBatch, 'id' | 'shard' | 'writtenAt'>;
  readonly entries: readonly UsageEntry[];
}

/** The drain's books: which batches are in the ledger, and which counts found no place there. */
export const usageBatchRepository = {
  /**
   * Claims the right to add these batches to the ledger. Waits for a drain that is adding one of them at this moment.
   * @returns the ids of those that are not there already
   */
  async claim(
    tx: DirectoryTransaction,
    batches: readonly Pick<UsageBatch, 'id' | 'shard' | 'entries' | 'writtenAt' | 'workspaces'>[],
  ): Promise<ReadonlySet<string>> {
    await tx.manager.query(ENTER_LEDGER);
    const result = await tx.manager
      .createQueryBuilder()
      .insert()
      .into(UsageBatch)
      // In the order of their ids: two drains that wait for each other's batches would wait for ever.
      .values(batches.toSorted((one, other) => (one.id < other.id ? -1 : 1)))
      .orIgnore()
      .returning('id')
      .execute();
    return new Set((result.raw as { id: string }[]).map(({ id }) => id));
  },

  /** Keeps what each of these batches added to a workspace's ledger: rollups are made from it. */
  async keepParts(tx: WorkspaceTransaction, parts: readonly BatchPart[]): Promise<void> {
    const places = parts.map((_, row) => `($1, ${[2, 3, 4, 5].map((column) => `$${row * 4 + column}`).join(', ')})`);
    await tx.manager.query(
      `INSERT INTO usage_batch_parts (workspace_id, written_at, batch_id, shard, entries) VALUES ${places.join(', ')}`,
      [
        tx.workspaceId,
        ...parts.flatMap(({ batch, entries }) => [batch.writtenAt, batch.id, batch.shard, JSON.stringify(entries.map(lineOf))]),
      ],
    );
  },

  /** The oldest batches that no rollup holds yet, and whose counts they held. @param after the last one of the page before */
  async waiting(
    tx: DirectoryTransaction,
    { limit, after }: { limit: number; after: Pick<UsageBatch, 'id' | 'writtenAt'> | null },
  ): Promise<Pick<UsageBatch, 'id' | 'writtenAt' | 'workspaces'>[]> {
    return tx.manager.query(
      `SELECT id, written_at AS "writtenAt", workspaces FROM usage_batches
        WHERE rolled_up_at IS NULL AND (written_at, id) > ($2::timestamptz, $3) ORDER BY written_at, id LIMIT $1`,
      [limit, after?.writtenAt ?? '-infinity', after?.id ?? ''],
    );
  },

  /** Says that rollups hold these batches. Only once each of their workspaces was rolled up. */
  async markRolledUp(tx: DirectoryTransaction, ids: readonly string[], now: Date): Promise<void> {
    await tx.manager.query('UPDATE usage_batches SET rolled_up_at = $2 WHERE id = ANY ($1)', [ids, now]);
  },

  /** Keeps counts that cannot be added: nothing is lost, and somebody can see it. */
  async park(tx: DirectoryTransaction, orphans: readonly UsageOrphan[]): Promise<void> {
    if (orphans.length > 0) await tx.manager.insert(UsageOrphan, [...orphans]);
  },

  /**
   * Forgets batches written before that time, except the last of each shard: a shard has one batch at a time, so all before its last
   * one are gone from Redis and cannot be delivered again. One that waits for its rollup stays, too.
   * @returns how many
   */
  async forgetBefore(tx: DirectoryTransaction, before: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown, number]>(
      `DELETE FROM usage_batches b WHERE b.written_at < $1 AND b.rolled_up_at IS NOT NULL
         AND EXISTS (SELECT FROM usage_batches later WHERE later.shard = b.shard AND later.written_at > b.written_at)`,
      [before],
    );
    return count;
  },
};

function lineOf({ hour, gptId, subscriberId, action, tier, counts }: UsageEntry): BatchLine {
  const { calls, cost, denied } = counts;
  return {
    h: hour,
    g: gptId,
    s: subscriberId,
    a: action,
    t: tier,
    c: calls.toString(),
    u: cost.toString(),
    d: denied.toString(),
  };
}
