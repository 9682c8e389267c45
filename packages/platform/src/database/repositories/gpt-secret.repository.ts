import { GptSecret } from '../entities/gpt-secret.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Client secrets of GPTs. */
export const gptSecretRepository = {
  /** The secrets that work at `now`, newest first. During a rotation there are two. */
  listLive(tx: WorkspaceTransaction, gptId: string, now: Date): Promise<GptSecret[]> {
    return live(tx, [gptId], now).getMany();
  },

  /** The same for several GPTs at once. */
  listLiveOf(tx: WorkspaceTransaction, gptIds: readonly string[], now: Date): Promise<GptSecret[]> {
    return gptIds.length === 0 ? Promise.resolve([]) : live(tx, gptIds, now).getMany();
  },

  async insert(
    tx: WorkspaceTransaction,
    secret: Pick<GptSecret, 'id' | 'gptId' | 'secretHash' | 'last4' | 'createdAt'>,
  ): Promise<void> {
    await tx.manager.insert(GptSecret, { ...secret, workspaceId: tx.workspaceId });
  },

  /** Gives every secret that works at `now` this end, unless it ends earlier already. */
  async endLiveBy(tx: WorkspaceTransaction, gptId: string, now: Date, expiresAt: Date): Promise<void> {
    await tx.manager
      .createQueryBuilder()
      .update(GptSecret)
      .set({ expiresAt })
      .where('gpt_id = :gptId AND (expires_at IS NULL OR (expires_at > :now AND expires_at > :expiresAt))', {
        gptId,
        now,
        expiresAt,
      })
      .execute();
  },
};

const live = (tx: WorkspaceTransaction, gptIds: readonly string[], now: Date) =>
  tx.manager
    .createQueryBuilder(GptSecret, 'secret')
    .where('secret.gpt_id IN (:...gptIds) AND (secret.expires_at IS NULL OR secret.expires_at > :now)', { gptIds, now })
    .orderBy('secret.created_at', 'DESC')
    .addOrderBy('secret.id', 'DESC');
