import { Passkey } from '../entities/passkey.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Passkeys of subscribers. */
export const passkeyRepository = {
  /** Whoever signs in with it, locked until the transaction ends, so that two uses at once see each other's count. */
  findByCredential(tx: WorkspaceTransaction, credentialId: string): Promise<Passkey | null> {
    return tx.manager.findOne(Passkey, {
      where: { workspaceId: tx.workspaceId, credentialId },
      lock: { mode: 'pessimistic_write' },
    });
  },

  /** Those of one subscriber, the oldest first. */
  listOf(tx: WorkspaceTransaction, subscriberId: string): Promise<Passkey[]> {
    return tx.manager.find(Passkey, {
      where: { workspaceId: tx.workspaceId, subscriberId },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
  },

  /** @returns false when the authenticator's credential is known in this workspace already. */
  async insertUnlessTaken(tx: WorkspaceTransaction, passkey: Omit<Passkey, 'workspaceId'>): Promise<boolean> {
    const result = await tx.manager
      .createQueryBuilder()
      .insert()
      .into(Passkey)
      .values({ ...passkey, workspaceId: tx.workspaceId })
      .orIgnore()
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length === 1;
  },

  async recordUse(
    tx: WorkspaceTransaction,
    id: string,
    use: Pick<Passkey, 'counter' | 'backedUp' | 'lastUsedAt'>,
  ): Promise<void> {
    await tx.manager.update(Passkey, { workspaceId: tx.workspaceId, id }, use);
  },

  /** @returns false when this subscriber has no such passkey. */
  async delete(tx: WorkspaceTransaction, subscriberId: string, id: string): Promise<boolean> {
    return (await tx.manager.delete(Passkey, { workspaceId: tx.workspaceId, subscriberId, id })).affected === 1;
  },

  async deleteAllOf(tx: WorkspaceTransaction, subscriberId: string): Promise<void> {
    await tx.manager.delete(Passkey, { workspaceId: tx.workspaceId, subscriberId });
  },
};
