import { Subscription } from '../entities/subscription.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Subscribers' places on the tiers of GPTs. */
export const subscriptionRepository = {
  find(tx: WorkspaceTransaction, subscriberId: string, gptId: string): Promise<Subscription | null> {
    return tx.manager.findOneBy(Subscription, { workspaceId: tx.workspaceId, subscriberId, gptId });
  },

  /** Gives the subscriber this place unless they have one on the GPT already, which then stays as it is. */
  async insertUnlessPresent(tx: WorkspaceTransaction, subscription: Omit<Subscription, 'workspaceId'>): Promise<void> {
    const values = { ...subscription, workspaceId: tx.workspaceId };
    await tx.manager.createQueryBuilder().insert().into(Subscription).values(values).orIgnore().execute();
  },
};
