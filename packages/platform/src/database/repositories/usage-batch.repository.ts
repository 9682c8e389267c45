import { UsageBatch } from '../entities/usage-batch.entity';
import { UsageOrphan } from '../entities/usage-orphan.entity';
import type { DirectoryTransaction } from '../transaction';

/** The drain's books: which batches are in the ledger, and which counts found no place there. */
export const usageBatchRepository = {
  /**
   * Claims the right to add a batch to the ledger. Waits for a drain that is adding the same one at this moment.
   * @returns false when it is there already.
   */
  async claim(tx: DirectoryTransaction, batch: Pick<UsageBatch, 'id' | 'shard' | 'entries' | 'writtenAt'>): Promise<boolean> {
    const result = await tx.manager
      .createQueryBuilder()
      .insert()
      .into(UsageBatch)
      .values(batch)
      .orIgnore()
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length === 1;
  },

  /** Keeps counts that cannot be added: nothing is lost, and somebody can see it. */
  async park(tx: DirectoryTransaction, orphans: readonly UsageOrphan[]): Promise<void> {
    if (orphans.length > 0) await tx.manager.insert(UsageOrphan, [...orphans]);
  },

  /**
   * Forgets batches written before that time, except the last of each shard: a shard has one batch at a time, so all before its last
   * one are gone from Redis and cannot be delivered again.
   * @returns how many
   */
  async forgetBefore(tx: DirectoryTransaction, before: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown, number]>(
      `DELETE FROM usage_batches b WHERE b.written_at < $1
         AND EXISTS (SELECT FROM usage_batches later WHERE later.shard = b.shard AND later.written_at > b.written_at)`,
      [before],
    );
    return count;
  },
};
