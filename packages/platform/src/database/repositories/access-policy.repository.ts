import { AccessPolicy } from '../entities/access-policy.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Who may use which GPT. A GPT without a row is open to everybody. */
export const accessPolicyRepository = {
  find(tx: WorkspaceTransaction, gptId: string): Promise<AccessPolicy | null> {
    return tx.manager.findOneBy(AccessPolicy, { workspaceId: tx.workspaceId, gptId });
  },

  /** Makes it exactly this. When the members were last told that somebody waits stays as it is. */
  async put(tx: WorkspaceTransaction, policy: Omit<AccessPolicy, 'workspaceId' | 'toldWaitingAt'>): Promise<void> {
    await tx.manager.upsert(AccessPolicy, { ...policy, workspaceId: tx.workspaceId }, ['workspaceId', 'gptId']);
  },

  /** Whether the members are to be told now that somebody waits: of several requests at once, one is answered true. */
  async tellWaiting(tx: WorkspaceTransaction, gptId: string, now: Date, notSince: Date): Promise<boolean> {
    const { affected } = await tx.manager
      .createQueryBuilder()
      .update(AccessPolicy)
      .set({ toldWaitingAt: now })
      .where('workspace_id = :workspaceId AND gpt_id = :gptId', { workspaceId: tx.workspaceId, gptId })
      .andWhere('(told_waiting_at IS NULL OR told_waiting_at <= :notSince)', { notSince })
      .execute();
    return affected === 1;
  },
};
