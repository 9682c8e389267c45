import { IsNull } from 'typeorm';
import { RefreshToken } from '../entities/refresh-token.entity';
import { runPrepared } from '../prepared';
import type { WorkspaceTransaction } from '../transaction';
import type { HotTransaction } from '../pipelined-transaction';

/** A refresh token with what is decided by when it is presented. */
export interface PresentedRefreshToken {
  readonly id: string;
  readonly tokenHash: Buffer;
  readonly grantId: string;
  readonly gptId: string;
  readonly subscriberId: string;
  readonly scopes: readonly string[];
  readonly idleExpiresAt: Date;
  readonly absoluteExpiresAt: Date;
  readonly rotatedAt: Date | null;
  /** The answer that it was exchanged for, sealed under its own text. */
  readonly successorSealed: Buffer | null;
  readonly revokedAt: Date | null;
  readonly grantRevoked: boolean;
}

const FIND = {
  name: 'find-refresh-tokens',
  text: `
    SELECT t.id, t.token_hash AS "tokenHash", t.grant_id AS "grantId", t.gpt_id AS "gptId", t.subscriber_id AS "subscriberId", t.scopes,
           t.idle_expires_at AS "idleExpiresAt", t.absolute_expires_at AS "absoluteExpiresAt", t.rotated_at AS "rotatedAt",
           t.successor_sealed AS "successorSealed", t.revoked_at AS "revokedAt", r.revoked_at IS NOT NULL AS "grantRevoked"
      FROM refresh_tokens t
      JOIN grants r ON r.workspace_id = t.workspace_id AND r.id = t.grant_id
     WHERE t.workspace_id = $1 AND t.token_hash = ANY ($2)`,
};

/** Refresh tokens, found by the SHA-256 of their text. */
export const refreshTokenRepository = {
  /** In no order; nothing for those that nobody knows. */
  findByHashes(tx: HotTransaction, tokenHashes: readonly Buffer[]): Promise<PresentedRefreshToken[]> {
    if (tokenHashes.length === 0) return Promise.resolve([]);
    return runPrepared<PresentedRefreshToken>(tx, FIND, [tx.workspaceId, tokenHashes]);
  },

  /**
   * Revokes everything that grew from one redemption of a code. Until nothing is left: an exchange that is under way adds a child which an update
   * that waited for it cannot see, and the next one can.
   */
  async revokeOfCode(tx: WorkspaceTransaction, authorizationCodeId: string, now: Date): Promise<boolean> {
    const living = { workspaceId: tx.workspaceId, authorizationCodeId, revokedAt: IsNull() };
    let any = false;
    for (let left = true; left;) {
      const { affected } = await tx.manager.update(RefreshToken, living, { revokedAt: now });
      left = (affected ?? 0) > 0;
      any ||= left;
    }
    return any;
  },

  async revokeOfGrant(tx: WorkspaceTransaction, grantId: string, now: Date): Promise<void> {
    await tx.manager.update(RefreshToken, { workspaceId: tx.workspaceId, grantId, revokedAt: IsNull() }, { revokedAt: now });
  },
};
