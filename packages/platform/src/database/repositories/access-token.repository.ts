import { IsNull } from 'typeorm';
import { AccessToken } from '../entities/access-token.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Access tokens. */
export const accessTokenRepository = {
  /** Revokes everything that grew from one redemption of a code. */
  async revokeOfCode(tx: WorkspaceTransaction, authorizationCodeId: string, now: Date): Promise<boolean> {
    const { affected } = await tx.manager.update(
      AccessToken,
      { workspaceId: tx.workspaceId, authorizationCodeId, revokedAt: IsNull() },
      { revokedAt: now },
    );
    return (affected ?? 0) > 0;
  },

  async revokeOfGrant(tx: WorkspaceTransaction, grantId: string, now: Date): Promise<void> {
    await tx.manager.update(AccessToken, { workspaceId: tx.workspaceId, grantId, revokedAt: IsNull() }, { revokedAt: now });
  },
};
