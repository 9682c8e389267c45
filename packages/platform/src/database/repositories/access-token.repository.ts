import { IsNull } from 'typeorm';
import { AccessToken } from '../entities/access-token.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Access tokens, found by the SHA-256 of their text. */
export const accessTokenRepository = {
  async insert(tx: WorkspaceTransaction, token: Omit<AccessToken, 'workspaceId'>): Promise<void> {
    await tx.manager.insert(AccessToken, { ...token, workspaceId: tx.workspaceId });
  },

  findByHash(tx: WorkspaceTransaction, tokenHash: Buffer): Promise<AccessToken | null> {
    return tx.manager.findOneBy(AccessToken, { workspaceId: tx.workspaceId, tokenHash });
  },

  /** Revokes everything that grew from one redemption of a code. */
  async revokeOfCode(tx: WorkspaceTransaction, authorizationCodeId: string, now: Date): Promise<void> {
    await tx.manager.update(
      AccessToken,
      { workspaceId: tx.workspaceId, authorizationCodeId, revokedAt: IsNull() },
      { revokedAt: now },
    );
  },

  async revokeOfGrant(tx: WorkspaceTransaction, grantId: string, now: Date): Promise<void> {
    await tx.manager.update(AccessToken, { workspaceId: tx.workspaceId, grantId, revokedAt: IsNull() }, { revokedAt: now });
  },
};
