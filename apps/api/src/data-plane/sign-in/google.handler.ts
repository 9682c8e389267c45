import type { Config, Logger } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { authenticateWithGoogle, type GoogleOutcome } from '../../edge/strategies/authenticate-with-google';
import { GoogleStrategy } from '../../edge/strategies/google.strategy';
import { browserLanguage } from '../../edge/hosted-pages/page-frame';
import { CONFIG, LOGGER } from '../../edge/tokens';
import { type HostedAnswer, redirect } from '../../edge/hosted-pages/hosted-answer';
import { backToChoice } from './choose-method.handler';
import { interactionTrouble } from './interaction-trouble';
import { type InteractionRequest, Interactions, type LiveInteraction } from './interactions.service';
import { SubscriberSignIn } from './subscriber-sign-in.service';

/** Signing in with Google: `GET …/google` sets out, `GET /sign-in/google/callback` comes back, for every workspace at the one address that Google knows. */
@Injectable()
export class GoogleHandler {
  constructor(
    @Inject(GoogleStrategy) private readonly google: GoogleStrategy | null,
    private readonly interactions: Interactions,
    private readonly signIn: SubscriberSignIn,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async setOut(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enter(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    const { gpt } = live.client;
    if (this.google === null || !gpt.loginMethods.includes('google')) return redirect(live.paths.chooseMethod);
    const { loginHint } = live.interaction.request;
    const step = {
      request: { query: {}, headers: http.headers },
      callbackUrl: this.callbackUrl,
      flow: { workspace: live.tenant.slug, interaction: live.interaction.id },
      ...(loginHint === null ? {} : { loginHint }),
    };
    const outcome = await authenticateWithGoogle(this.google, step, this.logger);
    return outcome.kind === 'redirect' ? redirect(outcome.url, outcome.setCookies) : backToChoice(live, 'google-failed');
  }

  async comeBack(http: FastifyRequest): Promise<HostedAnswer> {
    if (this.google === null) return interactionTrouble({ kind: 'missing', language: browserLanguage(http) });
    const outcome = await authenticateWithGoogle(this.google, { request: http, callbackUrl: this.callbackUrl }, this.logger);
    const flow = outcome.kind === 'redirect' ? null : outcome.flow;
    // Not begun in this browser, or too long ago: there is no telling which sign-in it belongs to.
    if (flow === null) return interactionTrouble({ kind: 'other_browser', language: browserLanguage(http) });
    const { workspace = '', interaction = '' } = flow;
    const live = await this.interactions.enterFromGoogle({ workspace, interaction }, http.headers);
    if (live.kind !== 'live') return interactionTrouble(live);
    return this.welcome(live, http, outcome);
  }

  private async welcome(live: LiveInteraction, http: FastifyRequest, outcome: GoogleOutcome): Promise<HostedAnswer> {
    const { setCookies } = outcome;
    if (outcome.kind !== 'signed_in') {
      return backToChoice(
        live,
        outcome.kind === 'refused' && outcome.reason === 'cancelled' ? 'google-cancelled' : 'google-failed',
        setCookies,
      );
    }
    const { account } = outcome;
    const signedIn = await this.signIn.complete(live, http.headers, () =>
      Promise.resolve({ kind: 'proved', proof: { method: 'google', account } } as const),
    );
    switch (signedIn.kind) {
      case 'signed_in':
        return redirect(live.paths.consent, [...setCookies, ...signedIn.cookies]);
      case 'refused':
        return backToChoice(
          live,
          signedIn.reason === 'address_not_verified' ? 'google-unverified' : 'google-other-account',
          setCookies,
        );
      case 'finished':
      case 'stopped':
        return interactionTrouble({ kind: 'finished', language: live.frame.language });
    }
  }

  private get callbackUrl(): string {
    return `${this.config.publicUrl}/sign-in/google/callback`;
  }
}
