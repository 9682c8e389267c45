import { Subscriber } from '../entities/subscriber.entity';
import type { WorkspaceTransaction } from '../transaction';

/** People who sign in from ChatGPT. How the creator looks at them is in `subscriberListRepository`. */
export const subscriberRepository = {
  find(tx: WorkspaceTransaction, id: string): Promise<Subscriber | null> {
    return tx.manager.findOneBy(Subscriber, { workspaceId: tx.workspaceId, id });
  },

  /**
   * Keeps them from being erased until the transaction ends, so that what is written to hang from them has somebody to hang from; waits for an erasure under
   * way. @returns false when they are gone
   */
  async hold(tx: WorkspaceTransaction, id: string): Promise<boolean> {
    const found = await tx.manager.query<unknown[]>(
      'SELECT 1 FROM subscribers WHERE workspace_id = $1 AND id = $2 FOR KEY SHARE',
      [tx.workspaceId, id],
    );
    return found.length === 1;
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
