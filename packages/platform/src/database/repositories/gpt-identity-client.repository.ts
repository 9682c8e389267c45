import type { IdentityProvider } from '@gatehouse/core';
import { GptIdentityClient } from '../entities/gpt-identity-client.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Creators' own clients at providers, by GPT. */
export const gptIdentityClientRepository = {
  find(tx: WorkspaceTransaction, gptId: string, provider: IdentityProvider): Promise<GptIdentityClient | null> {
    return tx.manager.findOneBy(GptIdentityClient, { workspaceId: tx.workspaceId, gptId, provider });
  },

  listOf(tx: WorkspaceTransaction, gptId: string): Promise<GptIdentityClient[]> {
    return tx.manager.find(GptIdentityClient, { where: { workspaceId: tx.workspaceId, gptId }, order: { provider: 'ASC' } });
  },

  /** In the place of the one that the GPT has there, if any. */
  async put(tx: WorkspaceTransaction, client: Omit<GptIdentityClient, 'workspaceId'>): Promise<void> {
    await tx.manager
      .createQueryBuilder()
      .insert()
      .into(GptIdentityClient)
      .values({ ...client, workspaceId: tx.workspaceId })
      .orUpdate(['client_id', 'client_secret', 'last4', 'updated_at'], ['workspace_id', 'gpt_id', 'provider'])
      .execute();
  },

  /** @returns false when there is none. */
  async delete(tx: WorkspaceTransaction, gptId: string, provider: IdentityProvider): Promise<boolean> {
    return (await tx.manager.delete(GptIdentityClient, { workspaceId: tx.workspaceId, gptId, provider })).affected === 1;
  },
};
