import { AppError } from '@gatehouse/core';
import {
  type AnyTransaction,
  Database,
  hashPassword,
  MailQueue,
  memberRepository,
  memberSessionRepository,
  verifyPassword,
} from '@gatehouse/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../edge/access/caller';
import { passwordWeakness } from '../../edge/passwords/password-strength';
import { MemberSessions } from '../../edge/sessions/member-sessions.service';
import { Throttle } from '../../edge/throttle/throttle.service';
import { SecurityEvents } from '../audit/security-events.service';
import { passwordChangedMail } from './auth-mails';
import { CHANGE_PASSWORD } from './auth-throttles';
import type { ChoosePassword } from './session.dto';
import type { SignedIn } from './signed-in';

/** How a member's password comes into force, whichever way it was chosen. */
@Injectable()
export class MemberPasswords {
  constructor(
    private readonly database: Database,
    private readonly sessions: MemberSessions,
    private readonly throttle: Throttle,
    private readonly mail: MailQueue,
    private readonly events: SecurityEvents,
  ) {}

  /**
   * A signed-in member chooses a password: their first one, or a new one for which the old one is asked.
   * @throws AppError `validation_failed` for a weak password, `invalid_credentials`, `too_many_attempts`
   */
  async choose({ password, current_password }: ChoosePassword, caller: Caller, request: FastifyRequest): Promise<SignedIn> {
    const { memberId } = caller;
    const spent = await this.throttle.spend([{ allowance: CHANGE_PASSWORD, of: memberId }]);
    const member = await this.database.inDirectory((tx) => memberRepository.find(tx, memberId));
    if (member === null) throw new AppError('unauthenticated');
    const weakness = await passwordWeakness(password, [member.email, member.name]);
    if (weakness !== null) throw new AppError('validation_failed', { fields: [{ field: 'password', message: weakness }] });
    if (member.passwordHash !== null && !(await verifyPassword(current_password ?? '', member.passwordHash)))
      throw new AppError('invalid_credentials', { detail: 'Give the present password as `current_password`.' });
    const passwordHash = await hashPassword(password);
    const signedIn = await this.database.inDirectory(async (tx) => {
      const now = await memberRepository.findByEmailForUpdate(tx, member.email);
      // Changed by somebody else in the meantime: what was proven above is no longer so.
      if (now?.passwordHash !== member.passwordHash) throw new AppError('conflict');
      return this.put(tx, memberId, passwordHash, request);
    });
    await this.throttle.refund(spent);
    await this.tell(memberId, request);
    return signedIn;
  }

  /** Puts it in force, ends every session and begins a new one: whoever was in by the old password is out. */
  async put(tx: AnyTransaction, memberId: string, passwordHash: string, request: FastifyRequest): Promise<SignedIn> {
    await memberRepository.update(tx, memberId, { passwordHash });
    await memberSessionRepository.deleteAllOf(tx, memberId);
    return { memberId, sessionSecret: await this.sessions.begin(tx, request, memberId) };
  }

  /** Once it has committed: into the log of the member's workspaces, and by mail to the member, who may not have been it. */
  async tell(memberId: string, request: FastifyRequest): Promise<void> {
    await this.events.record(memberId, 'member.password_changed', request);
    const member = await this.database.inDirectory((tx) => memberRepository.find(tx, memberId));
    if (member !== null) await this.mail.send(passwordChangedMail(member.email));
  }
}
