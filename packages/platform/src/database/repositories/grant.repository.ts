import { IsNull } from 'typeorm';
import { Grant } from '../entities/grant.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Subscribers' consents. At most one is live per subscriber and GPT. */
export const grantRepository = {
  findLive(tx: WorkspaceTransaction, subscriberId: string, gptId: string): Promise<Grant | null> {
    return tx.manager.findOneBy(Grant, { workspaceId: tx.workspaceId, subscriberId, gptId, revokedAt: IsNull() });
  },

  listLiveOf(tx: WorkspaceTransaction, subscriberId: string): Promise<Grant[]> {
    return tx.manager.findBy(Grant, { workspaceId: tx.workspaceId, subscriberId, revokedAt: IsNull() });
  },

  /**
   * The live grant of this subscriber and GPT, made or widened to hold these scopes. In one statement, because two consents given at once
   * must end in one grant that holds both.
   * @param id the grant's id if it has to be made
   * @returns the id of the grant that now holds the scopes
   */
  async grant(
    tx: WorkspaceTransaction,
    wanted: Pick<Grant, 'id' | 'subscriberId' | 'gptId' | 'scopes' | 'createdAt'>,
  ): Promise<string> {
    const [row] = await tx.manager.query<{ id: string }[]>(
      `INSERT INTO grants AS g (workspace_id, id, subscriber_id, gpt_id, scopes, created_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (workspace_id, subscriber_id, gpt_id) WHERE revoked_at IS NULL
       DO UPDATE SET scopes = ARRAY(SELECT DISTINCT scope FROM unnest(g.scopes || excluded.scopes) AS scope ORDER BY 1)
       RETURNING id`,
      [tx.workspaceId, wanted.id, wanted.subscriberId, wanted.gptId, wanted.scopes, wanted.createdAt],
    );
    if (row === undefined) throw new Error('a grant was neither made nor found');
    return row.id;
  },

  /** Withdraws the consent. Its codes and tokens are refused from then on because their grant is. */
  async revoke(tx: WorkspaceTransaction, id: string, now: Date): Promise<void> {
    await tx.manager.update(Grant, { workspaceId: tx.workspaceId, id, revokedAt: IsNull() }, { revokedAt: now });
  },

  /** For a GPT that is taken away. */
  async revokeAllOfGpt(tx: WorkspaceTransaction, gptId: string, now: Date): Promise<void> {
    await tx.manager.update(Grant, { workspaceId: tx.workspaceId, gptId, revokedAt: IsNull() }, { revokedAt: now });
  },
};
