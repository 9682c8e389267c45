import { Subscriber } from '../entities/subscriber.entity';
import type { WorkspaceTransaction } from '../transaction';

/** People who sign in from ChatGPT. How the creator looks at them is in `subscriberListRepository`. */
export const subscriberRepository = {
  find(tx: WorkspaceTransaction, id: string): Promise<Subscriber | null> {
    return tx.manager.findOneBy(Subscriber, { workspaceId: tx.workspaceId, id });
  },

  findByEmail(tx: WorkspaceTransaction, email: string): Promise<Subscriber | null> {
    return tx.manager.findOneBy(Subscriber, { workspaceId: tx.workspaceId, email });
  },

  /** @returns false when the address is somebody's already; nothing was written then, and the transaction goes on. */
  async insertUnlessTaken(tx: WorkspaceTransaction, subscriber: Omit<Subscriber, 'workspaceId'>): Promise<boolean> {
    const values = { ...subscriber, workspaceId: tx.workspaceId };
    const result = await tx.manager
      .createQueryBuilder()
      .insert()
      .into(Subscriber)
      .values(values)
      .orIgnore()
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length === 1;
  },

  async update(
    tx: WorkspaceTransaction,
    id: string,
    change: Partial<Pick<Subscriber, 'emailVerified' | 'name' | 'signInMethod' | 'lastSeenAt' | 'passkeyOfferedAt'>>,
  ): Promise<void> {
    await tx.manager.update(Subscriber, { workspaceId: tx.workspaceId, id }, change);
  },

  /** For one that came into being in this very transaction, from which nothing hangs. */
  async delete(tx: WorkspaceTransaction, id: string): Promise<void> {
    await tx.manager.delete(Subscriber, { workspaceId: tx.workspaceId, id });
  },
};
