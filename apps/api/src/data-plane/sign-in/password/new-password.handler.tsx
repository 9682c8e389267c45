import { parseEmailAddress } from '@gatehouse/core';
import { hashPassword, MailQueue } from '@gatehouse/platform';
import { Injectable } from '@nestjs/common';
import { chooseMethodTexts } from '../../../edge/hosted-pages/choose-method.texts';
import { formTargetsOf } from '../../../edge/hosted-pages/form-targets';
import { type HostedAnswer, page, redirect } from '../../../edge/hosted-pages/hosted-answer';
import { readForm } from '../../../edge/hosted-pages/read-form';
import { passwordFault } from '../../../edge/passwords/password-strength';
import { Throttle } from '../../../edge/throttle/throttle.service';
import { type Guesser, refundSending, spendGuess, spendSending } from '../email-code-limits';
import { type Checking, EmailCodes } from '../email-code.service';
import { emailCodeTexts } from '../email-code.texts';
import { tooManyCodes } from '../email.handler';
import { wrongCode } from '../wrong-code';
import { interactionTrouble } from '../interaction-trouble';
import { GuessAlarms } from '../guess-alarms.service';
import { type InteractionRequest, Interactions, type LiveInteraction } from '../interactions.service';
import { KnownBrowsers } from '../known-browser.service';
import { passwordChangedMail } from '../sign-in-mails';
import { SubscriberSignIn } from '../subscriber-sign-in.service';
import { AskAddressPage, NewPasswordPage } from './password-pages';
import { describePasswordFault } from './new-password-field';
import { offersPassword } from './password.handler';
import { SubscriberPasswords } from './subscriber-passwords.service';

/**
 * Choosing a password, for a new account, for one that has none yet, and in the place of a forgotten one: `GET` and `POST …/password/new` ask for the address and
 * mail a code to it, `GET` and `POST …/password/code` take the code and the password together. Nobody is looked up before the code is right,
 * so nothing here tells who has an account.
 */
@Injectable()
export class NewPasswordHandler {
  constructor(
    private readonly interactions: Interactions,
    private readonly codes: EmailCodes,
    private readonly passwords: SubscriberPasswords,
    private readonly signIn: SubscriberSignIn,
    private readonly throttle: Throttle,
    private readonly alarms: GuessAlarms,
    private readonly browsers: KnownBrowsers,
    private readonly mail: MailQueue,
  ) {}

  async askAddress(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enter(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    const instead = placeInstead(live);
    if (instead !== null) return redirect(instead);
    return addressPage(http, live, 200, { value: live.interaction.request.loginHint ?? '', error: null });
  }

  async send(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enterByForm(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    const instead = placeInstead(live);
    if (instead !== null) return redirect(instead);
    const typed = readForm(http, ['email']).get('email') ?? '';
    const email = parseEmailAddress(typed);
    if (email === null) {
      const error = chooseMethodTexts[live.frame.language].emailInvalid;
      return addressPage(http, live, 422, { value: typed.slice(0, 320), error });
    }
    const guesser = this.guesser(http, live, email);
    await spendSending(this.throttle, guesser);
    const sending = await this.codes.send(live, email, 'set_password');
    if (sending.kind !== 'sent') await refundSending(this.throttle, guesser);
    return sending.kind === 'too_many' ? tooManyCodes(live) : redirect(live.paths.passwordCode);
  }

  async askPassword(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enter(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    const instead = placeInstead(live);
    if (instead !== null) return redirect(instead);
    const mail = await this.codes.underWay(live, 'set_password');
    return mail === null ? redirect(live.paths.newPassword) : newPasswordPage(live, 200, { email: mail.email });
  }

  async take(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enterByForm(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    const instead = placeInstead(live);
    if (instead !== null) return redirect(instead);
    const mail = await this.codes.underWay(live, 'set_password');
    if (mail === null) return redirect(live.paths.newPassword);
    const { email } = mail;
    const form = readForm(http, ['code', 'password']);
    const typed = { code: (form.get('code') ?? '').slice(0, 12), password: form.get('password') ?? '' };
    const digits = typed.code.replace(/[\s-]/g, '');
    const codeError = /^[0-9]{6}$/.test(digits) ? null : emailCodeTexts[live.frame.language].sixDigits;
    // Before the code is looked at: a password that is refused costs no try.
    const fault = await passwordFault(typed.password, [email, live.client.gpt.name, live.tenant.name]);
    const passwordError = fault === null ? null : describePasswordFault(fault, live.frame.language);
    if (codeError !== null || passwordError !== null)
      return newPasswordPage(live, 422, { email, code: typed.code, codeError, passwordError });
    return this.choose(http, live, { email, digits, password: typed.password });
  }

  private async choose(
    http: InteractionRequest,
    live: LiveInteraction,
    { email, digits, password }: { email: string; digits: string; password: string },
  ): Promise<HostedAnswer> {
    const guesser = this.guesser(http, live, email);
    const spent = await this.alarms.watch(live, email, spendGuess(this.throttle, guesser));
    const passwordHash = await hashPassword(password);
    const asked = { interactionId: live.interaction.id, purpose: 'set_password' } as const;
    const outcome = await this.signIn.complete(live, http.headers, async (tx) => {
      const checking = await this.codes.check(tx, asked, digits);
      if (checking.kind !== 'right') return { kind: 'stopped', why: checking };
      const proof = { method: 'password', email: checking.email } as const;
      const settle = (inTx: typeof tx, subscriberId: string) => this.passwords.put(inTx, { subscriberId, passwordHash });
      return { kind: 'proved', proof, settle };
    });
    switch (outcome.kind) {
      case 'signed_in':
        await Promise.all([this.throttle.refund(spent), refundSending(this.throttle, guesser), this.tell(live, email)]);
        return redirect(live.paths.consent, outcome.cookies);
      case 'stopped':
        return this.afterWrong(http, live, { email, checking: outcome.why });
      case 'finished':
        return interactionTrouble({ kind: 'finished', language: live.frame.language });
      case 'refused':
        return redirect(live.paths.chooseMethod);
    }
  }

  /** A code that is gone may have been taken by the same person's other click, and then they are signed in. */
  private async afterWrong(
    http: InteractionRequest,
    { frame }: LiveInteraction,
    { email, checking }: { email: string; checking: Exclude<Checking, { kind: 'right' }> },
  ): Promise<HostedAnswer> {
    const live = await this.interactions.enter(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    if (live.interaction.subscriberId !== null) return redirect(live.paths.consent);
    return newPasswordPage(live, 422, { email, codeError: wrongCode(frame.language, checking) });
  }

  private tell({ client, tenant, frame }: LiveInteraction, to: string): Promise<void> {
    const { language } = frame;
    return this.mail.send(passwordChangedMail({ to, gptName: client.gpt.name, workspaceName: tenant.name, language }));
  }

  private guesser(http: InteractionRequest, live: LiveInteraction, email: string): Guesser {
    return { live, email, source: this.throttle.source(http), browser: this.browsers.read(live.tenant, email, http.headers) };
  }
}

/** Where the person is to be instead; null when they are right here. */
function placeInstead(live: LiveInteraction): string | null {
  if (live.interaction.subscriberId !== null) return live.paths.consent;
  return offersPassword(live) ? null : live.paths.chooseMethod;
}

function addressPage(
  http: InteractionRequest,
  { frame, client, paths, formToken }: LiveInteraction,
  status: number,
  state: { value: string; error: string | null },
): HostedAnswer {
  const forgotten = (http.query as { for?: unknown }).for === 'reset';
  const action = forgotten ? `${paths.newPassword}?for=reset` : paths.newPassword;
  const props = { frame, gptName: client.gpt.name, action, signInHref: paths.password, formToken, forgotten, ...state };
  return page(status, <AskAddressPage {...props} />);
}

function newPasswordPage(
  live: LiveInteraction,
  status: number,
  state: { email: string; code?: string; codeError?: string | null; passwordError?: string | null },
): HostedAnswer {
  const { frame, client, paths, formToken, interaction } = live;
  const { email, code = '', codeError = null, passwordError = null } = state;
  return page(
    status,
    <NewPasswordPage
      {...{ frame, gptName: client.gpt.name, email, formToken, code, codeError, passwordError }}
      action={paths.passwordCode}
      resendAction={paths.newPassword}
      backHref={paths.newPassword}
    />,
    // With consent remembered, the form leads past the consent page straight to the client.
    formTargetsOf(interaction.request.redirectUri),
  );
}
