import { AppError, type Clock } from '@gatehouse/core';
import { type Config, Database, MailQueue, memberRepository, Vault, verifyPassword } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { readCookie } from '../../edge/cookies';
import { MemberSessions } from '../../edge/sessions/member-sessions.service';
import { type Bucket, Throttle } from '../../edge/throttle/throttle.service';
import { CLOCK, CONFIG } from '../../edge/tokens';
import { SecurityEvents } from '../audit/security-events.service';
import { verificationMail } from './auth-mails';
import { RESEND, SIGN_IN, TELL_OF_THROTTLING } from './auth-throttles';
import { EmailCodes } from './email-codes.service';
import { KNOWN_DEVICE_COOKIE, readKnownDevice } from './known-device';
import { sealPendingSignUp } from './pending-sign-up';
import type { SignIn } from './session.dto';
import type { SignedIn } from './signed-in';

/** The password is right, the address is not proven yet, and a new code is on its way. What the browser keeps until it comes back. */
export interface Unverified {
  readonly pendingSignUp: string;
}

/** Sign-in with address and password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly codes: EmailCodes,
    private readonly sessions: MemberSessions,
    private readonly mail: MailQueue,
    private readonly throttle: Throttle,
    private readonly vault: Vault,
    private readonly events: SecurityEvents,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @throws AppError `invalid_credentials`, the same and as slow for an unknown address as for a wrong password; `too_many_attempts`
   */
  async signIn(input: SignIn, request: FastifyRequest): Promise<SignedIn | Unverified> {
    const member = await this.database.inDirectory((tx) => memberRepository.findByEmail(tx, input.email));
    const buckets = this.bucketsFor(input.email, member?.id ?? null, request);
    const spent = member === null ? await this.throttle.spend(buckets) : await this.spendOrTell(member.id, buckets, request);
    const passwordHash = member?.passwordHash ?? null;
    const matches = await verifyPassword(input.password, passwordHash);
    if (member === null || passwordHash === null || !matches) throw new AppError('invalid_credentials');
    await this.throttle.refund(spent);
    if (member.emailVerifiedAt === null) {
      await this.sendCode(member.id, input.email);
      // Whoever knows the password may have chosen it: if they have the code too, it is theirs, as in the browser that signed up.
      const { email, name } = member;
      return { pendingSignUp: sealPendingSignUp(this.vault, { email, name, passwordHash }, this.clock.now()) };
    }
    const sessionSecret = await this.database.inDirectory((tx) => this.sessions.begin(tx, request, member.id));
    await this.events.record(member.id, 'member.signed_in', request);
    return { memberId: member.id, sessionSecret };
  }

  /** Tells the member's workspaces that somebody guesses at their password; once an hour, however many guesses there are. */
  private async spendOrTell(memberId: string, buckets: readonly Bucket[], request: FastifyRequest): Promise<readonly Bucket[]> {
    try {
      return await this.throttle.spend(buckets);
    } catch (error) {
      const isThrottled = error instanceof AppError && error.code === 'too_many_attempts';
      if (isThrottled && (await this.throttle.trySpend([{ allowance: TELL_OF_THROTTLING, of: memberId }]))) {
        await this.events.record(memberId, 'member.sign_in_throttled', request, 'system');
      }
      throw error;
    }
  }

  private bucketsFor(email: string, memberId: string | null, request: FastifyRequest): Bucket[] {
    const mark = readCookie(request.headers.cookie, KNOWN_DEVICE_COOKIE);
    const device = memberId === null ? null : readKnownDevice(this.vault, mark, memberId);
    if (device !== null) return [{ allowance: SIGN_IN.knownDevice, of: device }];
    const source = this.throttle.source(request);
    return [
      { allowance: SIGN_IN.source, of: source },
      { allowance: SIGN_IN.accountFromSource, of: `${email} ${source}` },
      { allowance: SIGN_IN.account, of: email, beyond: { allowance: SIGN_IN.accountBeyond, of: `${email} ${source}` } },
    ];
  }

  /** Unless enough codes were sent to that address already: then the last one has to do. */
  private async sendCode(memberId: string, email: string): Promise<void> {
    if (!(await this.throttle.trySpend([{ allowance: RESEND.codes, of: email }]))) return;
    const code = await this.database.inDirectory((tx) => this.codes.issue(tx, memberId, 'verify'));
    await this.mail.send(verificationMail(email, code, this.config.publicUrl));
  }
}
