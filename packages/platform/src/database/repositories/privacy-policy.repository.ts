import { PrivacyPolicy } from '../entities/privacy-policy.entity';
import type { WorkspaceTransaction } from '../transaction';

/** What creators say in the privacy policies that we host. */
export const privacyPolicyRepository = {
  /** Null: the creator has said nothing. */
  find(tx: WorkspaceTransaction, gptId: string): Promise<PrivacyPolicy | null> {
    return tx.manager.findOneBy(PrivacyPolicy, { workspaceId: tx.workspaceId, gptId });
  },

  async save(tx: WorkspaceTransaction, policy: Omit<PrivacyPolicy, 'workspaceId'>): Promise<void> {
    await tx.manager.upsert(PrivacyPolicy, { ...policy, workspaceId: tx.workspaceId }, ['workspaceId', 'gptId']);
  },
};
