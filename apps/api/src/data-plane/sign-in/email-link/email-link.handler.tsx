import { Injectable } from '@nestjs/common';
import { type HostedAnswer, page, redirect } from '../../../edge/hosted-pages/hosted-answer';
import { formTargetsOf } from '../../../edge/hosted-pages/form-targets';
import { readForm } from '../../../edge/hosted-pages/read-form';
import { Throttle } from '../../../edge/throttle/throttle.service';
import { backToChoice } from '../choose-method.handler';
import { refundSending } from '../email-code-limits';
import { EmailCodes } from '../email-code.service';
import { interactionTrouble } from '../interaction-trouble';
import { type InteractionRequest, Interactions, type LiveInteraction } from '../interactions.service';
import { KnownBrowsers } from '../known-browser.service';
import { SubscriberSignIn } from '../subscriber-sign-in.service';
import { OpenLinkPage, OtherBrowserPage, VoidLinkPage } from './email-link-pages';

/**
 * Signing in by a mailed link: `GET …/link` shows a page and changes nothing, because mail scanners follow links; `POST …/link` uses the link up, in the
 * browser that asked for it and in no other.
 */
@Injectable()
export class EmailLinkHandler {
  constructor(
    private readonly interactions: Interactions,
    private readonly codes: EmailCodes,
    private readonly signIn: SubscriberSignIn,
    private readonly throttle: Throttle,
    private readonly browsers: KnownBrowsers,
  ) {}

  async open(http: InteractionRequest): Promise<HostedAnswer> {
    const { token } = http.query as { token?: unknown };
    const secret = typeof token === 'string' ? token : '';
    const live = await this.interactions.enter(http);
    if (live.kind === 'other_browser') return this.elsewhere(http, secret);
    if (live.kind !== 'live') return interactionTrouble(live);
    if (live.interaction.subscriberId !== null) return redirect(live.paths.consent);
    if (!offered(live)) return redirect(live.paths.chooseMethod);
    const mail = await this.codes.ofLink(live, secret);
    return mail === null ? voidLink(live) : openLink(live, mail.email, secret);
  }

  async take(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enterByForm(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    // A second click: the first one signed the person in.
    if (live.interaction.subscriberId !== null) return redirect(live.paths.consent);
    if (!offered(live)) return redirect(live.paths.chooseMethod);
    const secret = readForm(http, ['token']).get('token') ?? '';
    const mail = await this.codes.ofLink(live, secret);
    const outcome = await this.signIn.complete(live, http.headers, async (tx) => {
      const email = await this.codes.takeLink(tx, live.interaction.id, secret);
      return email === null ? { kind: 'stopped', why: null } : { kind: 'proved', proof: { method: 'email_link', email } };
    });
    switch (outcome.kind) {
      case 'signed_in':
        if (mail !== null) await this.forgiveMail(http, live, mail.email);
        return redirect(live.paths.consent, outcome.cookies);
      case 'stopped':
        return this.afterVoid(http);
      case 'finished':
        return interactionTrouble({ kind: 'finished', language: live.frame.language });
      case 'refused':
        return backToChoice(live, 'no-code');
    }
  }

  /** The mail reached somebody who wanted it: only those that nobody answers count. */
  private async forgiveMail(http: InteractionRequest, live: LiveInteraction, email: string): Promise<void> {
    const browser = this.browsers.read(live.tenant, email, http.headers);
    await refundSending(this.throttle, { live, email, source: this.throttle.source(http), browser });
  }

  /** The link is gone: perhaps because the same person's other click took it at the same moment, and then they are signed in. */
  private async afterVoid(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enter(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    return live.interaction.subscriberId === null ? voidLink(live) : redirect(live.paths.consent);
  }

  /** Whoever holds a live link has the mail, and is told what the mail holds besides; others learn nothing of it. */
  private async elsewhere(http: InteractionRequest, secret: string): Promise<HostedAnswer> {
    const found = await this.interactions.lookAt(http);
    if (!('client' in found)) return interactionTrouble(found);
    const { frame } = found;
    const mail = await this.codes.ofLink(found, secret);
    if (mail === null) return interactionTrouble({ kind: 'other_browser', language: frame.language });
    return page(403, <OtherBrowserPage frame={frame} withCode={mail.withCode} />);
  }
}

const offered = ({ client }: LiveInteraction): boolean => client.gpt.loginMethods.includes('email_link');

function openLink({ frame, client, paths, formToken, interaction }: LiveInteraction, email: string, token: string): HostedAnswer {
  const props = { frame, gptName: client.gpt.name, email, action: paths.link, token, backHref: paths.chooseMethod, formToken };
  return page(200, <OpenLinkPage {...props} />, formTargetsOf(interaction.request.redirectUri));
}

function voidLink({ frame, paths }: LiveInteraction): HostedAnswer {
  return page(410, <VoidLinkPage frame={frame} backHref={paths.chooseMethod} />);
}
