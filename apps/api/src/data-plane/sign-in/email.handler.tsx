import { parseEmailAddress } from '@gatehouse/core';
import { Injectable } from '@nestjs/common';
import { type Bucket, Throttle } from '../../edge/throttle/throttle.service';
import { chooseMethodTexts } from '../../edge/hosted-pages/choose-method.texts';
import { failureTexts } from '../../edge/hosted-pages/failure.texts';
import { formTargetsOf } from '../../edge/hosted-pages/form-targets';
import { type HostedAnswer, page, redirect } from '../../edge/hosted-pages/hosted-answer';
import { MessagePage } from '../../edge/hosted-pages/message-page';
import { readForm } from '../../edge/hosted-pages/read-form';
import { backToChoice, ChooseMethodHandler } from './choose-method.handler';
import { type Guesser, refundSending, spendGuess, spendSending } from './email-code-limits';
import { type EmailCodeTexts, emailCodeTexts } from './email-code.texts';
import { EmailCodes, type MailUnderWay } from './email-code.service';
import { LinkSentPage } from './email-link/email-link-pages';
import { EnterCodePage } from './enter-code-page';
import { interactionTrouble } from './interaction-trouble';
import { GuessAlarms } from './guess-alarms.service';
import { type InteractionRequest, Interactions, type LiveInteraction } from './interactions.service';
import { KnownBrowsers } from './known-browser.service';
import { SubscriberSignIn } from './subscriber-sign-in.service';
import { wrongCode } from './wrong-code';

/** Ways of signing in that begin with a mail. */
const MAILED = ['email_code', 'email_link'] as const;

/** Signing in by a code that was mailed: `POST …/email` sends it, with a link or a link alone where the GPT offers that, `GET …/code` asks for it, `POST …/code` takes it. */
@Injectable()
export class EmailHandler {
  constructor(
    private readonly interactions: Interactions,
    private readonly choice: ChooseMethodHandler,
    private readonly codes: EmailCodes,
    private readonly signIn: SubscriberSignIn,
    private readonly throttle: Throttle,
    private readonly alarms: GuessAlarms,
    private readonly browsers: KnownBrowsers,
  ) {}

  async send(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enterByForm(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    if (!MAILED.some((method) => live.client.gpt.loginMethods.includes(method))) return redirect(live.paths.chooseMethod);
    const typed = readForm(http, ['email']).get('email') ?? '';
    const email = parseEmailAddress(typed);
    if (email === null) {
      const error = chooseMethodTexts[live.frame.language].emailInvalid;
      return this.choice.page(live, 422, { email: typed.slice(0, 320), error, notice: null });
    }
    const guesser = this.guesser(http, live, email);
    await spendSending(this.throttle, guesser);
    const sending = await this.codes.send(live, email, 'sign_in');
    if (sending.kind !== 'sent') await refundSending(this.throttle, guesser);
    return sending.kind === 'too_many' ? tooManyCodes(live) : redirect(live.paths.code);
  }

  async ask(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enter(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    if (live.interaction.subscriberId !== null) return redirect(live.paths.consent);
    const mail = await this.codes.underWay(live, 'sign_in');
    return mail === null ? redirect(live.paths.chooseMethod) : codePage(live, mail, 200, null);
  }

  async take(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enterByForm(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    // A second click on Continue: the first one signed the person in.
    if (live.interaction.subscriberId !== null) return redirect(live.paths.consent);
    const mail = await this.codes.underWay(live, 'sign_in');
    if (mail?.withCode !== true) return backToChoice(live, 'no-code');
    // Switched off since the mail went out.
    if (!live.client.gpt.loginMethods.includes('email_code')) return redirect(live.paths.chooseMethod);
    const { email } = mail;
    const digits = (readForm(http, ['code']).get('code') ?? '').replace(/[\s-]/g, '');
    if (!/^[0-9]{6}$/.test(digits)) return codePage(live, mail, 422, textsOf(live).sixDigits);

    const guesser = this.guesser(http, live, email);
    const spent = await this.alarms.watch(live, email, spendGuess(this.throttle, guesser));
    const outcome = await this.signIn.complete(live, http.headers, async (tx) => {
      const checking = await this.codes.check(tx, { interactionId: live.interaction.id, purpose: 'sign_in' }, digits);
      if (checking.kind !== 'right') return { kind: 'stopped', why: checking };
      return { kind: 'proved', proof: { method: 'email_code', email: checking.email } };
    });
    switch (outcome.kind) {
      case 'signed_in':
        await Promise.all([this.throttle.refund(spent), refundSending(this.throttle, guesser)]);
        return redirect(live.paths.consent, outcome.cookies);
      case 'stopped':
        if (outcome.why.kind === 'wrong') return codePage(live, mail, 422, wrongCode(live.frame.language, outcome.why));
        return this.afterVoid(http, mail, spent);
      case 'finished':
        return interactionTrouble({ kind: 'finished', language: live.frame.language });
      case 'refused':
        return backToChoice(live, 'google-failed');
    }
  }

  /** The code is gone: perhaps because the same person's other click took it at the same moment, and then they are signed in. */
  private async afterVoid(http: InteractionRequest, mail: MailUnderWay, spent: readonly Bucket[]): Promise<HostedAnswer> {
    const live = await this.interactions.enter(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    if (live.interaction.subscriberId === null) return codePage(live, mail, 422, textsOf(live).isVoid);
    await this.throttle.refund(spent);
    return redirect(live.paths.consent);
  }

  private guesser(http: InteractionRequest, live: LiveInteraction, email: string): Guesser {
    return { live, email, source: this.throttle.source(http), browser: this.browsers.read(live.tenant, email, http.headers) };
  }
}

const textsOf = ({ frame }: LiveInteraction): EmailCodeTexts => emailCodeTexts[frame.language];

function codePage(live: LiveInteraction, mail: MailUnderWay, status: number, error: string | null): HostedAnswer {
  const { frame, client, paths, formToken } = live;
  const { email, withLink } = mail;
  const common = {
    frame,
    gptName: client.gpt.name,
    email,
    resendAction: paths.email,
    backHref: paths.chooseMethod,
    formToken,
    withLink,
  };
  if (!mail.withCode) return page(status, <LinkSentPage {...common} />);
  return page(
    status,
    <EnterCodePage {...common} action={paths.code} error={error} />,
    // With consent remembered, the form leads past the consent page straight to the client.
    formTargetsOf(live.interaction.request.redirectUri),
  );
}

export function tooManyCodes({ frame }: LiveInteraction): HostedAnswer {
  const { tooMany, severalSent } = emailCodeTexts[frame.language];
  const paragraphs = [severalSent, failureTexts[frame.language].startAgain];
  return page(429, <MessagePage frame={frame} heading={tooMany} paragraphs={paragraphs} />);
}
