import { IsNull } from 'typeorm';
import { AuthorizationCode } from '../entities/authorization-code.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Authorization codes, kept after their redemption so that a replay can be told from a guess. */
export const authorizationCodeRepository = {
  async insert(tx: WorkspaceTransaction, code: Omit<AuthorizationCode, 'workspaceId'>): Promise<void> {
    await tx.manager.insert(AuthorizationCode, { ...code, workspaceId: tx.workspaceId });
  },

  findByHash(tx: WorkspaceTransaction, codeHash: Buffer): Promise<AuthorizationCode | null> {
    return tx.manager.findOneBy(AuthorizationCode, { workspaceId: tx.workspaceId, codeHash });
  },

  /**
   * The one conditional update that decides who redeems a code: of any number of requests at once exactly one is told true, and the others
   * wait for its transaction, so that they see what it issued (OAuth 2.1 4.1.3).
   */
  async claim(tx: WorkspaceTransaction, id: string, now: Date): Promise<boolean> {
    const { affected } = await tx.manager.update(
      AuthorizationCode,
      { workspaceId: tx.workspaceId, id, redeemedAt: IsNull() },
      { redeemedAt: now },
    );
    return affected === 1;
  },
};
