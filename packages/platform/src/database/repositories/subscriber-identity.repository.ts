import type { IdentityProvider } from '@gatehouse/core';
import { SubscriberIdentity } from '../entities/subscriber-identity.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Accounts at Google, GitHub and Microsoft by which subscribers sign in. */
export const subscriberIdentityRepository = {
  find(tx: WorkspaceTransaction, provider: IdentityProvider, subject: string): Promise<SubscriberIdentity | null> {
    return tx.manager.findOneBy(SubscriberIdentity, { workspaceId: tx.workspaceId, provider, subject });
  },

  /** Those of one subscriber, in the order in which they were linked. */
  listOf(tx: WorkspaceTransaction, subscriberId: string): Promise<SubscriberIdentity[]> {
    return tx.manager.find(SubscriberIdentity, {
      where: { workspaceId: tx.workspaceId, subscriberId },
      order: { linkedAt: 'ASC', id: 'ASC' },
    });
  },

  /** @returns false when the account is somebody's already, or the person has another at this provider; nothing was written then. */
  async insertUnlessTaken(tx: WorkspaceTransaction, identity: Omit<SubscriberIdentity, 'workspaceId'>): Promise<boolean> {
    const result = await tx.manager
      .createQueryBuilder()
      .insert()
      .into(SubscriberIdentity)
      .values({ ...identity, workspaceId: tx.workspaceId })
      .orIgnore()
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length === 1;
  },

  /** Nobody signs in as this subscriber by an account any more. */
  async deleteAllOf(tx: WorkspaceTransaction, subscriberId: string): Promise<void> {
    await tx.manager.delete(SubscriberIdentity, { workspaceId: tx.workspaceId, subscriberId });
  },
};
