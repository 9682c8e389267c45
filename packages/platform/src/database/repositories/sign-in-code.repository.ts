import { IsNull, MoreThan, Not } from 'typeorm';
import { type MailedProofPurpose, SignInCode } from '../entities/sign-in-code.entity';
import type { WorkspaceTransaction } from '../transaction';

/** The one outstanding mail of an interaction, with its code, its link, or both. */
export const signInCodeRepository = {
  find(tx: WorkspaceTransaction, interactionId: string): Promise<SignInCode | null> {
    return tx.manager.findOneBy(SignInCode, { workspaceId: tx.workspaceId, interactionId });
  },

  /** Puts a new mail in the place of the old one, which stops working. */
  async replace(tx: WorkspaceTransaction, code: Omit<SignInCode, 'workspaceId'>): Promise<void> {
    await tx.manager.upsert(SignInCode, { ...code, workspaceId: tx.workspaceId }, ['workspaceId', 'interactionId']);
  },

  /**
   * Takes one of the code's tries, before it is compared: guesses made at once cannot share a try.
   * @returns the mail as it is now, or null when there is none with a code for that purpose, no try is left or it has expired.
   */
  async takeTry(
    tx: WorkspaceTransaction,
    { interactionId, purpose }: Pick<SignInCode, 'interactionId' | 'purpose'>,
    now: Date,
  ): Promise<(SignInCode & { readonly codeHash: Buffer }) | null> {
    const live = { workspaceId: tx.workspaceId, interactionId, purpose, codeHash: Not(IsNull()), expiresAt: MoreThan(now) };
    const { affected } = await tx.manager.decrement(SignInCode, { ...live, attemptsLeft: MoreThan(0) }, 'attemptsLeft', 1);
    if (affected !== 1) return null;
    return tx.manager.findOneBy(SignInCode, live) as Promise<SignInCode & { codeHash: Buffer }>;
  },

  /**
   * Uses the link up. Of several who open it at once exactly one gets it.
   * @returns the address that it was mailed to, or null when there is no such link or it has expired.
   */
  async takeLink(
    tx: WorkspaceTransaction,
    { interactionId, linkHash }: { readonly interactionId: string; readonly linkHash: Buffer },
    now: Date,
  ): Promise<string | null> {
    const purpose: MailedProofPurpose = 'sign_in';
    const result = await tx.manager
      .createQueryBuilder()
      .delete()
      .from(SignInCode)
      .where({ workspaceId: tx.workspaceId, interactionId, purpose, linkHash, expiresAt: MoreThan(now) })
      .returning('email')
      .execute();
    const [row] = result.raw as { email: string }[];
    return row?.email ?? null;
  },

  async delete(tx: WorkspaceTransaction, interactionId: string): Promise<void> {
    await tx.manager.delete(SignInCode, { workspaceId: tx.workspaceId, interactionId });
  },
};
