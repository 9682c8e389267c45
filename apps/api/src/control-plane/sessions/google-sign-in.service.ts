import { AppError, type Clock, type ProviderAccount } from '@gatehouse/core';
import { Database, type DirectoryTransaction, memberEmailCodeRepository, memberRepository, newId } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { MemberSessions } from '../../edge/sessions/member-sessions.service';
import { Throttle } from '../../edge/throttle/throttle.service';
import { CLOCK } from '../../edge/tokens';
import type { SignedIn } from './signed-in';

/** Why an account at Google opens nothing here. */
export type GoogleRefusal = 'email_unverified' | 'other_google_account';

/** Finds or makes the member that an account at Google belongs to. Accounts are keyed on Google's `sub`. */
@Injectable()
export class GoogleSignInService {
  constructor(
    private readonly database: Database,
    private readonly sessions: MemberSessions,
    private readonly throttle: Throttle,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError `temporarily_unavailable` without Redis: nobody signs in then */
  async signIn(account: ProviderAccount, request: FastifyRequest): Promise<SignedIn | GoogleRefusal> {
    await this.throttle.demandRedis();
    return this.database.inDirectory(async (tx) => {
      const known = await memberRepository.findByGoogleSubject(tx, account.subject);
      const found = known ?? (await this.memberFor(tx, account));
      if (typeof found === 'string') return found;
      return { memberId: found.id, sessionSecret: await this.sessions.begin(tx, request, found.id) };
    });
  }

  private async memberFor(tx: DirectoryTransaction, account: ProviderAccount): Promise<{ id: string } | GoogleRefusal> {
    const { email, subject } = account;
    // Google lets people name addresses that they do not own; only what it has verified says whose account here it is.
    if (email === null || !account.emailVerified) return 'email_unverified';
    const now = this.clock.now();
    const name = (account.name ?? email).slice(0, 100);
    const id = newId('mbr');
    const member = { id, email, name, passwordHash: null, emailVerifiedAt: now, googleSubject: subject, createdAt: now };
    if (await memberRepository.insertUnlessTaken(tx, member)) return { id };
    // The same person in two tabs, and the other tab was first?
    const bySubject = await memberRepository.findByGoogleSubject(tx, subject);
    if (bySubject !== null) return { id: bySubject.id };
    const present = await memberRepository.findByEmailForUpdate(tx, email);
    if (present === null) throw new AppError('conflict');
    if (present.googleSubject !== null) return 'other_google_account';
    if (present.emailVerifiedAt === null) {
      // Whoever signed up with this address never proved it. What they chose goes, or they would hold a key to its owner's account.
      await memberRepository.update(tx, present.id, { googleSubject: subject, emailVerifiedAt: now, passwordHash: null, name });
      await memberEmailCodeRepository.delete(tx, present.id);
    } else {
      await memberRepository.update(tx, present.id, { googleSubject: subject });
    }
    return { id: present.id };
  }
}
