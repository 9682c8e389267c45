import { Brackets, IsNull } from 'typeorm';
import { ServiceKey } from '../entities/service-key.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Service keys of GPTs. One that ended keeps its row, because usage names it, and is found by nothing here. */
export const serviceKeyRepository = {
  /** The keys that work at `now`, the last used first. */
  listLive(tx: WorkspaceTransaction, gptId: string, now: Date): Promise<ServiceKey[]> {
    return live(tx, gptId, now)
      .orderBy('k.last_used_at', 'DESC', 'NULLS LAST')
      .addOrderBy('k.created_at', 'DESC')
      .addOrderBy('k.id', 'DESC')
      .getMany();
  },

  /** One that works at `now`, of this GPT, locked until the transaction ends; or null. */
  findLiveForUpdate(tx: WorkspaceTransaction, gptId: string, id: string, now: Date): Promise<ServiceKey | null> {
    return live(tx, gptId, now).andWhere('k.id = :id', { id }).setLock('pessimistic_write').getOne();
  },

  /** Whose key hashes to this, if it works at `now` and its GPT is not deleted. */
  async findAsker(tx: WorkspaceTransaction, keyHash: Buffer, now: Date): Promise<{ gptId: string } | null> {
    const [row] = await tx.manager.query<{ gptId: string }[]>(
      `SELECT k.gpt_id AS "gptId" FROM service_keys k
         JOIN gpts g ON g.workspace_id = k.workspace_id AND g.id = k.gpt_id AND g.deleted_at IS NULL
        WHERE k.workspace_id = $1 AND k.key_hash = $2 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > $3)`,
      [tx.workspaceId, keyHash, now],
    );
    return row ?? null;
  },

  async insert(
    tx: WorkspaceTransaction,
    key: Pick<ServiceKey, 'id' | 'gptId' | 'name' | 'keyHash' | 'last4' | 'createdAt'>,
  ): Promise<void> {
    await tx.manager.insert(ServiceKey, { ...key, workspaceId: tx.workspaceId });
  },

  /** Gives it this end. The caller sees to it that the fence moves. */
  async endBy(tx: WorkspaceTransaction, id: string, expiresAt: Date): Promise<void> {
    await tx.manager.update(ServiceKey, { workspaceId: tx.workspaceId, id }, { expiresAt });
  },

  async revoke(tx: WorkspaceTransaction, id: string, now: Date): Promise<void> {
    await tx.manager.update(ServiceKey, { workspaceId: tx.workspaceId, id, revokedAt: IsNull() }, { revokedAt: now });
  },
};

const live = (tx: WorkspaceTransaction, gptId: string, now: Date) =>
  tx.manager
    .createQueryBuilder(ServiceKey, 'k')
    .where('k.workspace_id = :workspaceId AND k.gpt_id = :gptId', { workspaceId: tx.workspaceId, gptId })
    .andWhere('k.revoked_at IS NULL')
    .andWhere(new Brackets((either) => either.where('k.expires_at IS NULL').orWhere('k.expires_at > :now', { now })));
