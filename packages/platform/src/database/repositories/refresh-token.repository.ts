import { IsNull } from 'typeorm';
import { RefreshToken } from '../entities/refresh-token.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Refresh tokens, found by the SHA-256 of their text. */
export const refreshTokenRepository = {
  async insert(tx: WorkspaceTransaction, token: Omit<RefreshToken, 'workspaceId'>): Promise<void> {
    await tx.manager.insert(RefreshToken, { ...token, workspaceId: tx.workspaceId });
  },

  findByHash(tx: WorkspaceTransaction, tokenHash: Buffer): Promise<RefreshToken | null> {
    return tx.manager.findOneBy(RefreshToken, { workspaceId: tx.workspaceId, tokenHash });
  },

  /**
   * The one conditional update that decides which of several refreshes at once makes the child; the others wait for it and then find its
   * sealed answer.
   * @param successorSealed the answer, sealed under the parent's own text
   */
  async rotate(tx: WorkspaceTransaction, id: string, successorSealed: Buffer, now: Date): Promise<boolean> {
    const { affected } = await tx.manager.update(
      RefreshToken,
      { workspaceId: tx.workspaceId, id, rotatedAt: IsNull(), revokedAt: IsNull() },
      { rotatedAt: now, successorSealed },
    );
    return affected === 1;
  },

  /**
   * Revokes everything that grew from one redemption of a code. Until nothing is left: an exchange that is under way adds a child which an update
   * that waited for it cannot see, and the next one can.
   */
  async revokeOfCode(tx: WorkspaceTransaction, authorizationCodeId: string, now: Date): Promise<void> {
    const living = { workspaceId: tx.workspaceId, authorizationCodeId, revokedAt: IsNull() };
    for (let left = true; left;) {
      const { affected } = await tx.manager.update(RefreshToken, living, { revokedAt: now });
      left = (affected ?? 0) > 0;
    }
  },

  async revokeOfGrant(tx: WorkspaceTransaction, grantId: string, now: Date): Promise<void> {
    await tx.manager.update(RefreshToken, { workspaceId: tx.workspaceId, grantId, revokedAt: IsNull() }, { revokedAt: now });
  },
};
