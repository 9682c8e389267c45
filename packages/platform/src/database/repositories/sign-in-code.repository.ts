import { MoreThan } from 'typeorm';
import { SignInCode } from '../entities/sign-in-code.entity';
import type { WorkspaceTransaction } from '../transaction';

/** The one outstanding emailed code of an interaction. */
export const signInCodeRepository = {
  find(tx: WorkspaceTransaction, interactionId: string): Promise<SignInCode | null> {
    return tx.manager.findOneBy(SignInCode, { workspaceId: tx.workspaceId, interactionId });
  },

  /** Puts a new code in the place of the old one, which stops working. */
  async replace(tx: WorkspaceTransaction, code: Omit<SignInCode, 'workspaceId'>): Promise<void> {
    await tx.manager.upsert(SignInCode, { ...code, workspaceId: tx.workspaceId }, ['workspaceId', 'interactionId']);
  },

  /**
   * Takes one of the tries, before the code is compared: guesses made at once cannot share a try.
   * @returns the code as it is now, or null when there is none, no try is left or it has expired.
   */
  async takeTry(tx: WorkspaceTransaction, interactionId: string, now: Date): Promise<SignInCode | null> {
    const { affected } = await tx.manager.decrement(
      SignInCode,
      { workspaceId: tx.workspaceId, interactionId, attemptsLeft: MoreThan(0), expiresAt: MoreThan(now) },
      'attemptsLeft',
      1,
    );
    return affected === 1 ? signInCodeRepository.find(tx, interactionId) : null;
  },

  async delete(tx: WorkspaceTransaction, interactionId: string): Promise<void> {
    await tx.manager.delete(SignInCode, { workspaceId: tx.workspaceId, interactionId });
  },
};
