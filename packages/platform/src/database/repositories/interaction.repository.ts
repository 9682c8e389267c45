import { IsNull } from 'typeorm';
import { Interaction } from '../entities/interaction.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Authorization requests on their way through sign-in and consent. */
export const interactionRepository = {
  async insert(tx: WorkspaceTransaction, interaction: Omit<Interaction, 'workspaceId'>): Promise<void> {
    await tx.manager.insert(Interaction, { ...interaction, workspaceId: tx.workspaceId });
  },

  find(tx: WorkspaceTransaction, id: string): Promise<Interaction | null> {
    return tx.manager.findOneBy(Interaction, { workspaceId: tx.workspaceId, id });
  },

  /** Says who signed in within this interaction, or with null that nobody is. @returns false when it was finished already. */
  async setSubscriber(
    tx: WorkspaceTransaction,
    id: string,
    signedIn: { subscriberId: string; authTime: Date } | null,
  ): Promise<boolean> {
    const { affected } = await tx.manager.update(
      Interaction,
      { workspaceId: tx.workspaceId, id, finishedAt: IsNull() },
      { subscriberId: signedIn?.subscriberId ?? null, authTime: signedIn?.authTime ?? null },
    );
    return affected === 1;
  },

  /** Signs this subscriber out of every interaction that is still open, for a person who turned out not to be them. */
  async clearSubscriber(tx: WorkspaceTransaction, subscriberId: string): Promise<void> {
    const open = { workspaceId: tx.workspaceId, subscriberId, finishedAt: IsNull() };
    await tx.manager.update(Interaction, open, { subscriberId: null, authTime: null });
  },

  /** Locks it until the transaction ends, so that what hangs from it is changed by one request after the other. */
  async lock(tx: WorkspaceTransaction, id: string): Promise<void> {
    await tx.manager.findOne(Interaction, {
      where: { workspaceId: tx.workspaceId, id },
      select: { id: true },
      lock: { mode: 'pessimistic_write' },
    });
  },

  /**
   * Ends the interaction, if the same person still stands in it. Of several who try at once exactly one is told true: only that one may answer
   * the client.
   */
  async finish(
    tx: WorkspaceTransaction,
    { id, subscriberId }: Pick<Interaction, 'id' | 'subscriberId'>,
    now: Date,
  ): Promise<boolean> {
    const { affected } = await tx.manager.update(
      Interaction,
      { workspaceId: tx.workspaceId, id, subscriberId: subscriberId ?? IsNull(), finishedAt: IsNull() },
      { finishedAt: now },
    );
    return affected === 1;
  },
};
