import { parseEmailAddress } from '@gatehouse/core';
import { Injectable } from '@nestjs/common';
import { formTargetsOf } from '../../../edge/hosted-pages/form-targets';
import { type HostedAnswer, page, redirect } from '../../../edge/hosted-pages/hosted-answer';
import { readForm } from '../../../edge/hosted-pages/read-form';
import { Throttle } from '../../../edge/throttle/throttle.service';
import { interactionTrouble } from '../interaction-trouble';
import { GuessAlarms } from '../guess-alarms.service';
import { type InteractionRequest, Interactions, type LiveInteraction } from '../interactions.service';
import { KnownBrowsers } from '../known-browser.service';
import { SubscriberSignIn } from '../subscriber-sign-in.service';
import { spendPasswordTry } from './password-limits';
import { PasswordPage } from './password-pages';
import { passwordTexts } from '../../../edge/hosted-pages/password.texts';
import { SubscriberPasswords } from './subscriber-passwords.service';

/** More than a password that was chosen can have, however a keyboard composes its letters. The rest is cut off: it would only cost work. */
const COMPARED_LENGTH = 1_000;

/** Signing in with a password: `GET …/password` asks for it, `POST …/password` takes it. */
@Injectable()
export class PasswordHandler {
  constructor(
    private readonly interactions: Interactions,
    private readonly passwords: SubscriberPasswords,
    private readonly signIn: SubscriberSignIn,
    private readonly throttle: Throttle,
    private readonly alarms: GuessAlarms,
    private readonly browsers: KnownBrowsers,
  ) {}

  async ask(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enter(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    if (live.interaction.subscriberId !== null) return redirect(live.paths.consent);
    if (!offersPassword(live)) return redirect(live.paths.chooseMethod);
    return passwordPage(live, 200, { email: live.interaction.request.loginHint ?? '', error: null });
  }

  async take(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enterByForm(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    if (live.interaction.subscriberId !== null) return redirect(live.paths.consent);
    if (!offersPassword(live)) return redirect(live.paths.chooseMethod);
    const form = readForm(http, ['email', 'password']);
    const typed = (form.get('email') ?? '').slice(0, 320);
    const wrong = passwordPage(live, 422, { email: typed, error: passwordTexts[live.frame.language].wrong });
    const email = parseEmailAddress(typed);
    if (email === null) return wrong;

    const browser = this.browsers.read(live.tenant, email, http.headers);
    const spent = await this.alarms.watch(
      live,
      email,
      spendPasswordTry(this.throttle, { live, email, source: this.throttle.source(http), browser }),
    );
    const password = (form.get('password') ?? '').slice(0, COMPARED_LENGTH);
    const right = await this.passwords.compare(live.tenant.id, email, password);
    if (right === null) return wrong;
    const outcome = await this.signIn.complete(live, http.headers, async (tx) =>
      (await this.passwords.stillHolds(tx, right))
        ? { kind: 'proved', proof: { method: 'password', email } }
        : { kind: 'stopped', why: null },
    );
    switch (outcome.kind) {
      case 'signed_in':
        await this.throttle.refund(spent);
        return redirect(live.paths.consent, outcome.cookies);
      case 'finished':
        return interactionTrouble({ kind: 'finished', language: live.frame.language });
      case 'stopped':
      case 'refused':
        return wrong;
    }
  }
}

export const offersPassword = ({ client }: LiveInteraction): boolean => client.gpt.loginMethods.includes('password');

function passwordPage(live: LiveInteraction, status: number, state: { email: string; error: string | null }): HostedAnswer {
  const { frame, client, paths, formToken, interaction } = live;
  const otherHref = client.gpt.loginMethods.length > 1 ? paths.chooseMethod : null;
  const props = { frame, gptName: client.gpt.name, paths, formToken, otherHref, ...state };
  // With consent remembered, the form leads past the consent page straight to the client.
  return page(status, <PasswordPage {...props} />, formTargetsOf(interaction.request.redirectUri));
}
