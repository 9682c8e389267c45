import { AppError, type Clock } from '@gatehouse/core';
import { type Config, Database, hashPassword, MailQueue, memberRepository, Vault } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { readCookie } from '../../edge/cookies';
import { passwordWeakness } from '../../edge/passwords/password-strength';
import { Throttle } from '../../edge/throttle/throttle.service';
import { CLOCK, CONFIG } from '../../edge/tokens';
import { passwordResetMail } from './auth-mails';
import { FORGOT, RESET } from './auth-throttles';
import { EmailCodes } from './email-codes.service';
import { inEvenTime } from './even-time';
import { MemberPasswords } from './member-passwords.service';
import { openAsking, PASSWORD_RESET_COOKIE, sealAsking } from './password-reset-asking';
import type { ForgotPassword, ResetPassword } from './session.dto';
import type { SignedIn } from './signed-in';

/** Above what the work takes, with room for a busy machine. */
const FORGOT_FLOOR_MS = 100;

/** A forgotten password: a code goes to the mailbox, and comes back with a new password. */
@Injectable()
export class PasswordResetService {
  constructor(
    private readonly database: Database,
    private readonly codes: EmailCodes,
    private readonly passwords: MemberPasswords,
    private readonly mail: MailQueue,
    private readonly throttle: Throttle,
    private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Mails a code to whoever has an account; the answer says nothing about whether there is one, nor whether it had enough mail.
   * @returns what the browser keeps until the code comes back (see password-reset-asking.ts)
   * @throws AppError `too_many_attempts`
   */
  async ask({ email }: ForgotPassword, request: FastifyRequest): Promise<string> {
    const source = this.throttle.source(request);
    const fromHere = `${email} ${source}`;
    await this.throttle.spend([
      { allowance: FORGOT.source, of: source },
      { allowance: FORGOT.addressFromSource, of: fromHere },
    ]);
    await inEvenTime(FORGOT_FLOOR_MS, async () => {
      const member = await this.database.inDirectory((tx) => memberRepository.findByEmail(tx, email));
      if (member === null) return;
      const buckets = [
        { allowance: FORGOT.codesFromSource, of: fromHere },
        { allowance: FORGOT.codes, of: email },
      ];
      if (!(await this.throttle.trySpend(buckets))) return;
      const code = await this.database.inDirectory((tx) => this.codes.issue(tx, member.id, 'reset'));
      await this.mail.send(passwordResetMail(email, code, this.config.publicUrl));
    });
    return sealAsking(this.vault, email, this.clock.now());
  }

  /**
   * Puts the new password in force, ends all sessions and opens one. The code proves the address too.
   * @throws AppError `validation_failed` for a weak password, which costs no try; `code_invalid`, the same for a wrong, spent or expired code
   *   and for an address without one; `too_many_attempts`
   */
  async reset({ email, code, password }: ResetPassword, request: FastifyRequest): Promise<SignedIn> {
    const fromSource = await this.throttle.spend([{ allowance: RESET.source, of: this.throttle.source(request) }]);
    const weakness = await passwordWeakness(password, [email]);
    if (weakness !== null) throw new AppError('validation_failed', { fields: [{ field: 'password', message: weakness }] });
    const sealed = readCookie(request.headers.cookie, PASSWORD_RESET_COOKIE);
    const asked = sealed !== null && openAsking(this.vault, sealed, email, this.clock.now());
    const spent = await this.throttle.spend([
      asked ? { allowance: RESET.ownBrowser, of: sealed } : { allowance: RESET.address, of: email },
    ]);
    const passwordHash = await hashPassword(password);
    // A refusal is a value here: the try that it cost has to commit.
    const signedIn = await this.database.inDirectory(async (tx) => {
      const member = await memberRepository.findByEmailForUpdate(tx, email);
      const right =
        member !== null && (await this.codes.redeem(tx, member.id, { code, purpose: 'reset', tries: asked ? 'own' : 'shared' }));
      if (!right) return null;
      await memberRepository.update(tx, member.id, { emailVerifiedAt: member.emailVerifiedAt ?? this.clock.now() });
      return this.passwords.put(tx, member.id, passwordHash, request);
    });
    if (signedIn === null) throw new AppError('code_invalid');
    await this.throttle.refund([...fromSource, ...spent]);
    await this.passwords.tell(signedIn.memberId, request);
    return signedIn;
  }
}
