import { LessThanOrEqual, MoreThan } from 'typeorm';
import { MemberSession } from '../entities/member-session.entity';
import type { AnyTransaction } from '../transaction';

/** Dashboard sessions, found by the SHA-256 of the cookie's secret. */
export const memberSessionRepository = {
  find(tx: AnyTransaction, tokenHash: Buffer): Promise<MemberSession | null> {
    return tx.manager.findOneBy(MemberSession, { tokenHash });
  },

  async insert(tx: AnyTransaction, session: MemberSession): Promise<void> {
    await tx.manager.insert(MemberSession, session);
  },

  async touch(tx: AnyTransaction, tokenHash: Buffer, now: Date): Promise<void> {
    await tx.manager.update(MemberSession, { tokenHash }, { lastSeenAt: now });
  },

  async delete(tx: AnyTransaction, tokenHash: Buffer): Promise<void> {
    await tx.manager.delete(MemberSession, { tokenHash });
  },

  /** Last seen first: those that still open something. */
  listLiveOf(tx: AnyTransaction, memberId: string, now: Date, idleSince: Date): Promise<MemberSession[]> {
    return tx.manager.find(MemberSession, {
      where: { memberId, expiresAt: MoreThan(now), lastSeenAt: MoreThan(idleSince) },
      order: { lastSeenAt: 'DESC', id: 'ASC' },
    });
  },

  /** @returns false when this member has no such session */
  async deleteOf(tx: AnyTransaction, memberId: string, id: string): Promise<boolean> {
    return (await tx.manager.delete(MemberSession, { memberId, id })).affected === 1;
  },

  async deleteAllOf(tx: AnyTransaction, memberId: string): Promise<void> {
    await tx.manager.delete(MemberSession, { memberId });
  },

  /** Clears away what can no longer be used: past its absolute end, or not seen since `idleSince`. */
  async deleteEndedOf(tx: AnyTransaction, memberId: string, now: Date, idleSince: Date): Promise<void> {
    await tx.manager.delete(MemberSession, [
      { memberId, expiresAt: LessThanOrEqual(now) },
      { memberId, lastSeenAt: LessThanOrEqual(idleSince) },
    ]);
  },
};
