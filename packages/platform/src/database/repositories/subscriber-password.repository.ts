import { SubscriberPassword } from '../entities/subscriber-password.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Passwords of subscribers: at most one each. */
export const subscriberPasswordRepository = {
  find(tx: WorkspaceTransaction, subscriberId: string): Promise<SubscriberPassword | null> {
    return tx.manager.findOneBy(SubscriberPassword, { workspaceId: tx.workspaceId, subscriberId });
  },

  async put(tx: WorkspaceTransaction, password: Omit<SubscriberPassword, 'workspaceId'>): Promise<void> {
    await tx.manager.upsert(SubscriberPassword, { ...password, workspaceId: tx.workspaceId }, ['workspaceId', 'subscriberId']);
  },

  async delete(tx: WorkspaceTransaction, subscriberId: string): Promise<void> {
    await tx.manager.delete(SubscriberPassword, { workspaceId: tx.workspaceId, subscriberId });
  },
};
