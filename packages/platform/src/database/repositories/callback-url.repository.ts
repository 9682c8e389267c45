import { In } from 'typeorm';
import { CallbackUrl } from '../entities/callback-url.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Exact redirect URIs of GPTs. */
export const callbackUrlRepository = {
  /** In the order in which they were registered. */
  listFor(tx: WorkspaceTransaction, gptId: string): Promise<CallbackUrl[]> {
    return callbackUrlRepository.listForAll(tx, [gptId]);
  },

  async listForAll(tx: WorkspaceTransaction, gptIds: readonly string[]): Promise<CallbackUrl[]> {
    if (gptIds.length === 0) return [];
    return tx.manager.find(CallbackUrl, {
      where: { workspaceId: tx.workspaceId, gptId: In([...gptIds]) },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
  },

  /** Registers what is not registered yet; the rest stays as it is. */
  async insertMissing(
    tx: WorkspaceTransaction,
    urls: readonly Pick<CallbackUrl, 'id' | 'gptId' | 'url' | 'createdAt'>[],
  ): Promise<void> {
    if (urls.length === 0) return;
    const values = urls.map((url) => ({ ...url, workspaceId: tx.workspaceId }));
    await tx.manager.createQueryBuilder().insert().into(CallbackUrl).values(values).orIgnore().execute();
  },

  /** @returns false when this GPT has no such callback URL. */
  async delete(tx: WorkspaceTransaction, gptId: string, id: string): Promise<boolean> {
    return (await tx.manager.delete(CallbackUrl, { workspaceId: tx.workspaceId, gptId, id })).affected === 1;
  },

  async deleteMany(tx: WorkspaceTransaction, gptId: string, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await tx.manager.delete(CallbackUrl, { workspaceId: tx.workspaceId, gptId, id: In([...ids]) });
  },
};
