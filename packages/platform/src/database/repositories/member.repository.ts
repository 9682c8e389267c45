import { Member } from '../entities/member.entity';
import type { AnyTransaction } from '../transaction';

/** People who sign in to the dashboard. Addresses are given in lower case. */
export const memberRepository = {
  find(tx: AnyTransaction, id: string): Promise<Member | null> {
    return tx.manager.findOneBy(Member, { id });
  },

  findByEmail(tx: AnyTransaction, email: string): Promise<Member | null> {
    return tx.manager.findOneBy(Member, { email });
  },

  /** The same, locked until the transaction ends: two sign-ups or verifications of one address take turns. */
  findByEmailForUpdate(tx: AnyTransaction, email: string): Promise<Member | null> {
    return tx.manager.findOne(Member, { where: { email }, lock: { mode: 'pessimistic_write' } });
  },

  findByGoogleSubject(tx: AnyTransaction, googleSubject: string): Promise<Member | null> {
    return tx.manager.findOneBy(Member, { googleSubject });
  },

  /** @returns false when the address (or the Google account) has a member already; nothing was written then. */
  async insertUnlessTaken(tx: AnyTransaction, member: Member): Promise<boolean> {
    const result = await tx.manager
      .createQueryBuilder()
      .insert()
      .into(Member)
      .values(member)
      .orIgnore()
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length === 1;
  },

  async update(
    tx: AnyTransaction,
    id: string,
    change: Partial<Pick<Member, 'name' | 'passwordHash' | 'emailVerifiedAt' | 'googleSubject'>>,
  ): Promise<void> {
    await tx.manager.update(Member, { id }, change);
  },
};
