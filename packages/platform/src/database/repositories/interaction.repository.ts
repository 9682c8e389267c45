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

  /** Ends the interaction. Of several who try at once exactly one is told true: only that one may answer the client. */
  async finish(tx: WorkspaceTransaction, id: string, now: Date): Promise<boolean> {
    const { affected } = await tx.manager.update(
      Interaction,
      { workspaceId: tx.workspaceId, id, finishedAt: IsNull() },
      { finishedAt: now },
    );
    return affected === 1;
  },
};
