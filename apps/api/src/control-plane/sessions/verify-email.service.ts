import { AppError, type Clock } from '@gatehouse/core';
import { Database, type DirectoryTransaction, memberRepository, memberSessionRepository, Vault } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { readCookie } from '../../edge/cookies';
import { MemberSessions } from '../../edge/sessions/member-sessions.service';
import { Throttle } from '../../edge/throttle/throttle.service';
import { CLOCK } from '../../edge/tokens';
import { SecurityEvents } from '../audit/security-events.service';
import { VERIFY } from './auth-throttles';
import { EmailCodes } from './email-codes.service';
import { openPendingSignUp, type PendingSignUp, PENDING_SIGN_UP_COOKIE } from './pending-sign-up';
import type { VerifyEmail } from './session.dto';
import type { SignedIn } from './signed-in';

/** The mailed code comes back: the address is proven, and its owner is signed in. */
@Injectable()
export class VerifyEmailService {
  constructor(
    private readonly database: Database,
    private readonly codes: EmailCodes,
    private readonly sessions: MemberSessions,
    private readonly throttle: Throttle,
    private readonly vault: Vault,
    private readonly events: SecurityEvents,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws AppError `code_invalid`, the same for a wrong, spent or expired code and for an address without one; `too_many_attempts`
   */
  async verify(input: VerifyEmail, request: FastifyRequest): Promise<SignedIn> {
    const sealed = readCookie(request.headers.cookie, PENDING_SIGN_UP_COOKIE);
    const chosen = openPendingSignUp(this.vault, sealed, input.email, this.clock.now());
    const buckets = [
      { allowance: VERIFY.source, of: this.throttle.source(request) },
      chosen === null || sealed === null
        ? { allowance: VERIFY.address, of: input.email }
        : { allowance: VERIFY.ownBrowser, of: sealed },
    ];
    const spent = await this.throttle.spend(buckets);
    // A refusal is a value here: the try that it cost has to commit.
    const signedIn = await this.database.inDirectory((tx) => this.redeem(tx, input, chosen, request));
    if (signedIn === null) throw new AppError('code_invalid');
    await this.throttle.refund(spent);
    await this.events.record(signedIn.memberId, 'member.signed_in', request);
    return signedIn;
  }

  private async redeem(
    tx: DirectoryTransaction,
    { email, code }: VerifyEmail,
    chosen: PendingSignUp | null,
    request: FastifyRequest,
  ): Promise<SignedIn | null> {
    const member = await memberRepository.findByEmailForUpdate(tx, email);
    const tries = chosen === null ? 'shared' : 'own';
    if (member === null || !(await this.codes.redeem(tx, member.id, { code, purpose: 'verify', tries }))) return null;
    const now = this.clock.now();
    await memberRepository.update(tx, member.id, {
      emailVerifiedAt: member.emailVerifiedAt ?? now,
      ...(chosen === null ? forgottenOf(member) : { passwordHash: chosen.passwordHash, name: chosen.name }),
    });
    // A way in has been added, so nobody stays in by an older one.
    await memberSessionRepository.deleteAllOf(tx, member.id);
    return { memberId: member.id, sessionSecret: await this.sessions.begin(tx, request, member.id) };
  }
}

/**
 * What a stranger may have chosen, when nobody knows who did: the password of a sign-up that was begun in another browser goes, and its owner chooses one
 * (`password_required`). What a verified account has, its owner chose.
 */
function forgottenOf({ emailVerifiedAt }: { readonly emailVerifiedAt: Date | null }): { passwordHash?: null } {
  return emailVerifiedAt === null ? { passwordHash: null } : {};
}
