import type { WorkspaceTransaction } from '../transaction';

/** A consent as people look at it: the subscriber themselves, and the creator. */
export interface ListedGrant {
  readonly id: string;
  readonly gptId: string;
  readonly gptName: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  /** Access tokens that open something at this moment. */
  readonly accessTokens: number;
  /** Refresh tokens that could still be exchanged. */
  readonly refreshTokens: number;
}

/** What subscribers have allowed, and its end. */
export const grantListRepository = {
  /** The live ones, newest first. */
  async listLiveOf(tx: WorkspaceTransaction, subscriberId: string, now: Date): Promise<ListedGrant[]> {
    return tx.manager.query<ListedGrant[]>(
      `SELECT r.id, r.gpt_id AS "gptId", g.name AS "gptName", r.scopes, r.created_at AS "createdAt",
              (SELECT count(*)::int FROM access_tokens t
                WHERE t.workspace_id = r.workspace_id AND t.grant_id = r.id AND t.revoked_at IS NULL AND t.expires_at > $3)
                AS "accessTokens",
              (SELECT count(*)::int FROM refresh_tokens t
                WHERE t.workspace_id = r.workspace_id AND t.grant_id = r.id AND t.revoked_at IS NULL AND t.rotated_at IS NULL
                  AND t.idle_expires_at > $3 AND t.absolute_expires_at > $3) AS "refreshTokens"
         FROM grants r
         JOIN gpts g ON g.workspace_id = r.workspace_id AND g.id = r.gpt_id AND g.deleted_at IS NULL
        WHERE r.workspace_id = $1 AND r.subscriber_id = $2 AND r.revoked_at IS NULL
        ORDER BY r.created_at DESC, r.id`,
      [tx.workspaceId, subscriberId, now],
    );
  },

  /** How many people have allowed this GPT. */
  async countLiveOfGpt(tx: WorkspaceTransaction, gptId: string): Promise<number> {
    const [row] = await tx.manager.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM grants WHERE workspace_id = $1 AND gpt_id = $2 AND revoked_at IS NULL',
      [tx.workspaceId, gptId],
    );
    return row?.count ?? 0;
  },

  /**
   * Withdraws these consents with all their tokens. The caller marks the subscribers at the fence before it commits, so that it holds on the next
   * call.
   * @returns of each that was live: its id, and the GPT and the subscriber whose it was
   */
  async revoke(
    tx: WorkspaceTransaction,
    {
      ids,
      subscriberId,
      now,
    }: { readonly ids: readonly string[]; /** Null: anybody's. */ readonly subscriberId: string | null; readonly now: Date },
  ): Promise<{ id: string; gptId: string; subscriberId: string }[]> {
    const [revoked] = await tx.manager.query<[{ id: string; gptId: string; subscriberId: string }[], number]>(
      `UPDATE grants SET revoked_at = $4
        WHERE workspace_id = $1 AND id = ANY ($2) AND ($3::text IS NULL OR subscriber_id = $3) AND revoked_at IS NULL
        RETURNING id, gpt_id AS "gptId", subscriber_id AS "subscriberId"`,
      [tx.workspaceId, ids, subscriberId, now],
    );
    const dead = revoked.map(({ id }) => id);
    // Until nothing is left: a refresh under way adds a child that an update which waited for it cannot see, and the next one can.
    for (let left = dead.length > 0; left;) {
      const [, count] = await tx.manager.query<[unknown, number]>(
        `UPDATE refresh_tokens SET revoked_at = $3 WHERE workspace_id = $1 AND grant_id = ANY ($2) AND revoked_at IS NULL`,
        [tx.workspaceId, dead, now],
      );
      left = count > 0;
    }
    if (dead.length > 0)
      await tx.manager.query(
        `UPDATE access_tokens SET revoked_at = $3 WHERE workspace_id = $1 AND grant_id = ANY ($2) AND revoked_at IS NULL`,
        [tx.workspaceId, dead, now],
      );
    return revoked;
  },
};
