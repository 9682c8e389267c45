import type { IdentityProvider, ProviderAccount } from '@gatehouse/core';
import type { Logger } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type HostedAnswer, redirect } from '../../edge/hosted-pages/hosted-answer';
import { browserLanguage } from '../../edge/hosted-pages/page-frame';
import {
  authenticateWithProvider,
  type ProviderOutcome,
  type ProviderParty,
} from '../../edge/strategies/authenticate-with-provider';
import { IdentityProviders } from '../../edge/strategies/identity-providers.service';
import { providerCallbackPath } from '../../edge/strategies/provider-callback-path';
import { LOGGER } from '../../edge/tokens';
import { backToChoice } from './choose-method.handler';
import { IdentityClients } from './identity-clients.service';
import { interactionTrouble } from './interaction-trouble';
import { type InteractionRequest, Interactions, type LiveInteraction } from './interactions.service';
import { providerFaultPage } from './provider-fault-page';
import { SubscriberSignIn } from './subscriber-sign-in.service';

/**
 * Signing in with Google, GitHub or Microsoft: `GET …/{provider}` sets out, `GET /sign-in/{provider}/callback` comes back, for all workspaces
 * of an origin at the one address that the provider knows.
 */
@Injectable()
export class ProviderHandler {
  constructor(
    private readonly providers: IdentityProviders,
    private readonly clients: IdentityClients,
    private readonly interactions: Interactions,
    private readonly signIn: SubscriberSignIn,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async setOut(http: InteractionRequest, provider: IdentityProvider): Promise<HostedAnswer> {
    const live = await this.interactions.enter(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    const party = live.client.gpt.loginMethods.includes(provider) ? await this.partyOf(live, provider) : null;
    if (party === null) return redirect(live.paths.chooseMethod);
    const { loginHint, prompts, maxAgeSeconds } = live.interaction.request;
    const step = {
      request: { query: {}, headers: http.headers },
      callbackUrl: callbackUrlOf(live, provider),
      flow: { workspace: live.tenant.slug, interaction: live.interaction.id },
      reauthenticate: prompts.includes('login') || maxAgeSeconds !== null,
      ...(loginHint === null ? {} : { loginHint }),
    };
    const outcome = await authenticateWithProvider(party, step, this.logger);
    return outcome.kind === 'redirect' ? redirect(outcome.url, outcome.setCookies) : backToChoice(live, `${provider}-failed`);
  }

  async comeBack(http: FastifyRequest, provider: IdentityProvider): Promise<HostedAnswer> {
    const flow = this.providers.stateStore.flowOf(http, providerCallbackPath(provider));
    // Not begun in this browser, or too long ago: there is no telling which sign-in it belongs to.
    if (flow === null) return interactionTrouble({ kind: 'other_browser', language: browserLanguage(http) });
    const { workspace = '', interaction = '' } = flow;
    const live = await this.interactions.enterFromProvider({ workspace, interaction }, http.headers);
    if (live.kind !== 'live') return interactionTrouble(live);
    const party = await this.partyOf(live, provider);
    if (party === null) return backToChoice(live, `${provider}-failed`);
    const callbackUrl = callbackUrlOf(live, provider);
    const outcome = await authenticateWithProvider(party, { request: http, callbackUrl }, this.logger);
    if (outcome.kind !== 'signed_in') return this.refusal(live, provider, outcome);
    return this.welcome(live, http, { provider, account: outcome.account, setCookies: outcome.setCookies });
  }

  private async partyOf({ tenant, client }: LiveInteraction, provider: IdentityProvider): Promise<ProviderParty | null> {
    const own = await this.clients.own(tenant.id, client.gpt.id, provider);
    const strategy = this.providers.strategyFor(provider, own);
    return strategy === null ? null : { provider, strategy, stateStore: this.providers.stateStore };
  }

  private refusal(
    live: LiveInteraction,
    provider: IdentityProvider,
    outcome: Exclude<ProviderOutcome, { kind: 'signed_in' }>,
  ): HostedAnswer {
    if (outcome.kind === 'refused' && outcome.fault !== null)
      return providerFaultPage(live, { provider, fault: outcome.fault, redirectUri: callbackUrlOf(live, provider) });
    const cancelled = outcome.kind === 'refused' && outcome.reason === 'cancelled';
    return backToChoice(live, cancelled ? `${provider}-cancelled` : `${provider}-failed`, outcome.setCookies);
  }

  private async welcome(
    live: LiveInteraction,
    http: FastifyRequest,
    arrived: { provider: IdentityProvider; account: ProviderAccount; setCookies: readonly string[] },
  ): Promise<HostedAnswer> {
    const { provider, account, setCookies } = arrived;
    const signedIn = await this.signIn.complete(live, http.headers, () =>
      Promise.resolve({ kind: 'proved', proof: { method: provider, account } } as const),
    );
    switch (signedIn.kind) {
      case 'signed_in':
        return redirect(live.paths.consent, [...setCookies, ...signedIn.cookies]);
      case 'refused': {
        const why = signedIn.reason === 'address_not_verified' ? 'unverified' : 'other-account';
        return backToChoice(live, `${provider}-${why}`, setCookies);
      }
      case 'finished':
      case 'stopped':
        return interactionTrouble({ kind: 'finished', language: live.frame.language });
    }
  }
}

/** On the origin on which the person is signing in, because the state of the sign-in lies in a cookie of that origin. */
function callbackUrlOf({ tenant }: LiveInteraction, provider: IdentityProvider): string {
  return `${new URL(tenant.issuer).origin}${providerCallbackPath(provider)}`;
}
