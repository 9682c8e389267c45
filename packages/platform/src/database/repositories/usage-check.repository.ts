import type { HotTransaction } from '../pipelined-transaction';
import { type PreparedStatement, runPrepared } from '../prepared';
import type { DirectoryTransaction, WorkspaceTransaction } from '../transaction';

const IS_WRITTEN: PreparedStatement = { name: 'batch-is-written', text: 'SELECT 1 FROM usage_batches WHERE id = $1' };

/** What else has to be known to compare what is told twice. */
export const usageCheckRepository = {
  /**
   * Some subscribers who used something this month, another few each time. No service keys: none has a quota, and the ledger names theirs also what
   * they asked for people who have not signed in, each of whom Redis counts alone.
   */
  sample(tx: WorkspaceTransaction, month: Date, limit: number): Promise<{ gptId: string; subscriberId: string }[]> {
    return tx.manager.query(
      `SELECT p.gpt_id AS "gptId", p.subscriber_id AS "subscriberId" FROM usage_period p
         JOIN subscribers s ON s.workspace_id = p.workspace_id AND s.id = p.subscriber_id
        WHERE p.workspace_id = $1 AND p.month = $2::date ORDER BY random() LIMIT $3`,
      [tx.workspaceId, month, limit],
    );
  },

  /** Whether the ledger holds that batch. */
  async isWritten(tx: HotTransaction, batchId: string): Promise<boolean> {
    return (await runPrepared(tx, IS_WRITTEN, [batchId])).length > 0;
  },

  /** When the oldest batch was written that no rollup holds; null when all are rolled up. */
  async oldestWaiting(tx: DirectoryTransaction): Promise<Date | null> {
    const [row] = await tx.manager.query<{ at: Date | null }[]>(
      'SELECT min(written_at) AS at FROM usage_batches WHERE rolled_up_at IS NULL',
    );
    return row?.at ?? null;
  },

  async batchesKeptSince(tx: Pick<DirectoryTransaction, 'manager'>): Promise<Date> {
    const [row] = await tx.manager.query<{ since: Date }[]>('SELECT batches_kept_since AS since FROM usage_books');
    return row?.since ?? new Date();
  },
};
