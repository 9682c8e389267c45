import { MoreThan } from 'typeorm';
import { MemberEmailCode } from '../entities/member-email-code.entity';
import type { AnyTransaction } from '../transaction';

/** The one outstanding code per member that proves an address. */
export const memberEmailCodeRepository = {
  /** A new code replaces the old one. */
  async replace(tx: AnyTransaction, code: MemberEmailCode): Promise<void> {
    await tx.manager.upsert(MemberEmailCode, code, ['memberId']);
  },

  /**
   * Spends one of the tries and answers the hash to compare with, or null when no code is live. One conditional UPDATE decides, so
   * that guesses sent at once cannot share a try.
   */
  async spendTry(tx: AnyTransaction, memberId: string, now: Date): Promise<Buffer | null> {
    const result = await tx.manager
      .createQueryBuilder()
      .update(MemberEmailCode)
      .set({ attemptsLeft: () => 'attempts_left - 1' })
      .where('member_id = :memberId AND attempts_left > 0 AND expires_at > :now', { memberId, now })
      .returning('code_hash')
      .execute();
    const [row] = result.raw as { code_hash: Buffer }[];
    return row?.code_hash ?? null;
  },

  /** The hash to compare with, without spending a try, also when there are none left; null when no code is live. */
  async findLiveHash(tx: AnyTransaction, memberId: string, now: Date): Promise<Buffer | null> {
    return (await tx.manager.findOneBy(MemberEmailCode, { memberId, expiresAt: MoreThan(now) }))?.codeHash ?? null;
  },

  async delete(tx: AnyTransaction, memberId: string): Promise<void> {
    await tx.manager.delete(MemberEmailCode, { memberId });
  },
};
