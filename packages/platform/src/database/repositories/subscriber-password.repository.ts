import { Subscriber } from '../entities/subscriber.entity';
import { SubscriberPassword } from '../entities/subscriber-password.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Passwords of subscribers: at most one each. */
export const subscriberPasswordRepository = {
  find(tx: WorkspaceTransaction, subscriberId: string): Promise<SubscriberPassword | null> {
    return tx.manager.findOneBy(SubscriberPassword, { workspaceId: tx.workspaceId, subscriberId });
  },

  /** The hash of whoever has proven this address, in one query whether or not there is such a person: how long it takes tells nothing. */
  async findHashByEmail(tx: WorkspaceTransaction, email: string): Promise<string | null> {
    const row = await tx.manager
      .createQueryBuilder(SubscriberPassword, 'p')
      .innerJoin(Subscriber, 's', 's.workspace_id = p.workspace_id AND s.id = p.subscriber_id')
      .where('s.workspace_id = :workspaceId AND s.email = :email AND s.email_verified', { workspaceId: tx.workspaceId, email })
      .select('p.password_hash', 'hash')
      .getRawOne<{ hash: string }>();
    return row?.hash ?? null;
  },

  async put(tx: WorkspaceTransaction, password: Omit<SubscriberPassword, 'workspaceId'>): Promise<void> {
    await tx.manager.upsert(SubscriberPassword, { ...password, workspaceId: tx.workspaceId }, ['workspaceId', 'subscriberId']);
  },

  async delete(tx: WorkspaceTransaction, subscriberId: string): Promise<void> {
    await tx.manager.delete(SubscriberPassword, { workspaceId: tx.workspaceId, subscriberId });
  },
};
