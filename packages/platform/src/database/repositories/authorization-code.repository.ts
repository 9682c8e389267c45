import { AuthorizationCode } from '../entities/authorization-code.entity';
import { runPrepared } from '../prepared';
import type { WorkspaceTransaction } from '../transaction';
import type { HotTransaction } from '../pipelined-transaction';

/** A code with what is decided by when it is presented. */
export interface PresentedCode {
  readonly id: string;
  readonly codeHash: Buffer;
  readonly gptId: string;
  readonly subscriberId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly codeChallenge: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly redeemedAt: Date | null;
  readonly grantRevoked: boolean;
}

const FIND = {
  name: 'find-codes',
  text: `
    SELECT c.id, c.code_hash AS "codeHash", c.gpt_id AS "gptId", c.subscriber_id AS "subscriberId", c.redirect_uri AS "redirectUri", c.scopes,
           c.code_challenge AS "codeChallenge", c.created_at AS "createdAt", c.expires_at AS "expiresAt", c.redeemed_at AS "redeemedAt",
           r.revoked_at IS NOT NULL AS "grantRevoked"
      FROM authorization_codes c
      JOIN grants r ON r.workspace_id = c.workspace_id AND r.id = c.grant_id
     WHERE c.workspace_id = $1 AND c.code_hash = ANY ($2)`,
};

/** Authorization codes, kept after their redemption so that a replay can be told from a guess. */
export const authorizationCodeRepository = {
  async insert(tx: WorkspaceTransaction, code: Omit<AuthorizationCode, 'workspaceId'>): Promise<void> {
    await tx.manager.insert(AuthorizationCode, { ...code, workspaceId: tx.workspaceId });
  },

  /** In no order; nothing for those that nobody knows. */
  findByHashes(tx: HotTransaction, codeHashes: readonly Buffer[]): Promise<PresentedCode[]> {
    if (codeHashes.length === 0) return Promise.resolve([]);
    return runPrepared<PresentedCode>(tx, FIND, [tx.workspaceId, codeHashes]);
  },
};
