import { AppError, type Clock } from '@gatehouse/core';
import {
  type Config,
  Database,
  type DirectoryTransaction,
  hashPassword,
  MailQueue,
  memberRepository,
  newId,
  Vault,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { passwordWeakness } from '../../edge/passwords/password-strength';
import { type Bucket, Throttle } from '../../edge/throttle/throttle.service';
import { CLOCK, CONFIG } from '../../edge/tokens';
import { accountExistsMail, verificationMail } from './auth-mails';
import { RESEND, SIGN_UP } from './auth-throttles';
import { EmailCodes } from './email-codes.service';
import { inEvenTime } from './even-time';
import { type PendingSignUp, sealPendingSignUp } from './pending-sign-up';
import type { ResendCode, SignUp } from './session.dto';

/** Above what the work takes, with room for a busy machine. */
const SIGN_UP_FLOOR_MS = 300;
const RESEND_FLOOR_MS = 100;

/** Sign-up with an address and a password. Known and unknown addresses get the same answer, and the mailbox learns the rest. */
@Injectable()
export class SignUpService {
  constructor(
    private readonly database: Database,
    private readonly codes: EmailCodes,
    private readonly mail: MailQueue,
    private readonly throttle: Throttle,
    private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @returns what the browser keeps until the address is proven (see pending-sign-up.ts)
   * @throws AppError `validation_failed` for a weak password, `too_many_attempts`
   */
  async signUp(input: SignUp, request: FastifyRequest): Promise<string> {
    await this.throttle.spend(this.asking(SIGN_UP, input.email, request));
    const weakness = await passwordWeakness(input.password, [input.email, input.name]);
    if (weakness !== null) throw new AppError('validation_failed', { fields: [{ field: 'password', message: weakness }] });
    // A mail goes out whoever has the address, so this refusal tells nothing about that.
    await this.throttle.spend(this.mailing(SIGN_UP, input.email, request));
    return inEvenTime(SIGN_UP_FLOOR_MS, () => this.register(input));
  }

  /** Mails a new code to an account that is still to be verified; says nothing about whether there is one, nor whether it had enough mail. */
  async resend(input: ResendCode, request: FastifyRequest): Promise<void> {
    await this.throttle.spend(this.asking(RESEND, input.email, request));
    await inEvenTime(RESEND_FLOOR_MS, async () => {
      const before = await this.database.inDirectory((tx) => memberRepository.findByEmail(tx, input.email));
      if (before === null || before.emailVerifiedAt !== null) return;
      if (!(await this.throttle.trySpend(this.mailing(RESEND, input.email, request)))) return;
      const code = await this.database.inDirectory(async (tx) => {
        const member = await memberRepository.findByEmailForUpdate(tx, input.email);
        return member === null || member.emailVerifiedAt !== null ? null : this.codes.issue(tx, member.id, 'verify');
      });
      if (code !== null) await this.mail.send(verificationMail(input.email, code, this.config.publicUrl));
    });
  }

  private asking(allowances: typeof SIGN_UP, email: string, request: FastifyRequest): Bucket[] {
    const source = this.throttle.source(request);
    return [
      { allowance: allowances.source, of: source },
      { allowance: allowances.addressFromSource, of: `${email} ${source}` },
    ];
  }

  /** Spent when a mail really goes out, and by nobody who is refused for another reason. */
  private mailing(allowances: typeof SIGN_UP, email: string, request: FastifyRequest): Bucket[] {
    return [
      { allowance: allowances.codesFromSource, of: `${email} ${this.throttle.source(request)}` },
      { allowance: allowances.codes, of: email },
    ];
  }

  private async register({ email, name, password }: SignUp): Promise<string> {
    // Whoever has the address: it takes measurable time.
    const pending = { email, name, passwordHash: await hashPassword(password) };
    const code = await this.database.inDirectory((tx) => this.record(tx, pending));
    await this.mail.send(
      code === null ? accountExistsMail(email, this.config.publicUrl) : verificationMail(email, code, this.config.publicUrl),
    );
    return sealPendingSignUp(this.vault, pending, this.clock.now());
  }

  /** @returns the code to mail, or null when the address has an account that needs none */
  private async record(tx: DirectoryTransaction, { email, name, passwordHash }: PendingSignUp): Promise<string | null> {
    const id = newId('mbr');
    const member = { id, email, name, passwordHash, emailVerifiedAt: null, googleSubject: null, createdAt: this.clock.now() };
    if (await memberRepository.insertUnlessTaken(tx, member)) return this.codes.issue(tx, id, 'verify');
    const present = await memberRepository.findByEmailForUpdate(tx, email);
    if (present === null) throw new AppError('conflict');
    if (present.emailVerifiedAt !== null && present.passwordHash !== null) return null;
    // A password for an unproven address lets nobody in: it is kept so that whoever chose it can be asked for the code (sign-in.service.ts).
    if (present.emailVerifiedAt === null) await memberRepository.update(tx, present.id, { passwordHash });
    return this.codes.issue(tx, present.id, 'verify');
  }
}
