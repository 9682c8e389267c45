import { IsNull } from 'typeorm';
import { Gpt } from '../entities/gpt.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Where a page of GPTs ended. */
export interface GptCursor {
  readonly id: string;
}

type GptLifetime = 'accessTokenTtlSeconds' | 'refreshTokenIdleTtlSeconds' | 'refreshTokenAbsoluteTtlSeconds' | 'codeTtlSeconds';

/** Registered GPTs. A deleted one keeps its row, because usage names it, and is found by nothing here. */
export const gptRepository = {
  find(tx: WorkspaceTransaction, id: string): Promise<Gpt | null> {
    return tx.manager.findOneBy(Gpt, { workspaceId: tx.workspaceId, id, deletedAt: IsNull() });
  },

  /**
   * The same, locked until the transaction ends: for changes that read before they write. The key stays free, so that nobody who only
   * points at the GPT (a sign-in, the drain) waits.
   */
  findForUpdate(tx: WorkspaceTransaction, id: string): Promise<Gpt | null> {
    return tx.manager.findOne(Gpt, {
      where: { workspaceId: tx.workspaceId, id, deletedAt: IsNull() },
      lock: { mode: 'for_no_key_update' },
    });
  },

  findByClientId(tx: WorkspaceTransaction, clientId: string): Promise<Gpt | null> {
    return tx.manager.findOneBy(Gpt, { workspaceId: tx.workspaceId, clientId, deletedAt: IsNull() });
  },

  /** Newest first (TypeIDs sort by time), from after the cursor. @param limit rows at most. */
  list(tx: WorkspaceTransaction, page: { limit: number; after: GptCursor | null }): Promise<Gpt[]> {
    const query = tx.manager
      .createQueryBuilder(Gpt, 'gpt')
      .where('gpt.workspace_id = :workspaceId AND gpt.deleted_at IS NULL', { workspaceId: tx.workspaceId })
      .orderBy('gpt.id', 'DESC')
      .limit(page.limit);
    if (page.after !== null) query.andWhere('gpt.id < :after', { after: page.after.id });
    return query.getMany();
  },

  count(tx: WorkspaceTransaction): Promise<number> {
    return tx.manager.countBy(Gpt, { workspaceId: tx.workspaceId, deletedAt: IsNull() });
  },

  async insert(
    tx: WorkspaceTransaction,
    gpt: Pick<Gpt, 'id' | 'name' | 'clientId' | 'apiBaseUrl' | 'apiOpenapi' | 'loginMethods' | 'createdAt'>,
  ): Promise<void> {
    await tx.manager.insert(Gpt, { ...gpt, workspaceId: tx.workspaceId });
  },

  async update(
    tx: WorkspaceTransaction,
    id: string,
    change: Partial<
      Pick<Gpt, 'name' | 'apiBaseUrl' | 'apiOpenapi' | 'loginMethods' | 'anonymousLimits' | 'upgradeWording' | GptLifetime>
    >,
  ): Promise<void> {
    await tx.manager.update(Gpt, { workspaceId: tx.workspaceId, id }, change);
  },

  /** The schema of the GPT's API as it was given; null when there is none. */
  async findOpenApi(tx: WorkspaceTransaction, id: string): Promise<object | string | null> {
    const [row] = await tx.manager.query<{ api_openapi: object | string | null }[]>(
      'SELECT api_openapi FROM gpts WHERE workspace_id = $1 AND id = $2',
      [tx.workspaceId, id],
    );
    return row?.api_openapi ?? null;
  },

  async markDeleted(tx: WorkspaceTransaction, id: string, now: Date): Promise<void> {
    await tx.manager.update(Gpt, { workspaceId: tx.workspaceId, id }, { deletedAt: now });
  },

  /** Those of these that are gone, and since when. */
  async listDeleted(tx: WorkspaceTransaction, ids: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    const rows = await tx.manager.query<{ id: string; at: Date }[]>(
      'SELECT id, deleted_at AS at FROM gpts WHERE workspace_id = $1 AND id = ANY ($2) AND deleted_at IS NOT NULL',
      [tx.workspaceId, ids],
    );
    return new Map(rows.map(({ id, at }) => [id, at]));
  },

  /** Accepted calls of each GPT, all time, some seconds old. A GPT without calls has no entry. */
  async countCalls(tx: WorkspaceTransaction, gptIds: readonly string[]): Promise<Map<string, number>> {
    if (gptIds.length === 0) return new Map();
    const rows = await tx.manager.query<{ gpt_id: string; calls: string }[]>(
      `SELECT gpt_id, sum(calls) AS calls FROM usage_gpt_period WHERE workspace_id = $1 AND gpt_id = ANY ($2) GROUP BY gpt_id`,
      [tx.workspaceId, gptIds],
    );
    return new Map(rows.map((row) => [row.gpt_id, Number(row.calls)]));
  },
};
