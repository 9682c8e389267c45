import type { IdentityProvider, ProviderAccount } from '@gatehouse/core';
import type { Config, Logger } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type HostedAnswer, redirect } from '../../edge/hosted-pages/hosted-answer';
import { doorOfHost, hostOfDoor } from '../../edge/custom-domains/tenant-door';
import { browserLanguage } from '../../edge/hosted-pages/page-frame';
import {
  authenticateWithProvider,
  type ProviderOutcome,
  type ProviderParty,
} from '../../edge/strategies/authenticate-with-provider';
import { IdentityProviders } from '../../edge/strategies/identity-providers.service';
import { providerCallbackPath } from '../../edge/strategies/provider-callback-path';
import { CONFIG, LOGGER } from '../../edge/tokens';
import { backToChoice } from './choose-method.handler';
import { IdentityClients } from './identity-clients.service';
import { HandOver } from './hand-over.service';
import { handOverPath } from './interaction-paths';
import { interactionTrouble } from './interaction-trouble';
import { type InteractionRequest, Interactions, type LiveInteraction } from './interactions.service';
import { providerFaultPage } from './provider-fault-page';
import { SubscriberSignIn } from './subscriber-sign-in.service';

/** On the way from a custom domain to the provider. */
interface Leaving {
  readonly host: string;
  readonly interaction: string;
  readonly provider: IdentityProvider;
}

/** On the way back to it: whom the provider named. */
interface Returning {
  readonly interaction: string;
  readonly provider: IdentityProvider;
  readonly account: ProviderAccount;
}

/**
 * Signing in with Google, GitHub or Microsoft: `GET …/{provider}` sets out, `GET /sign-in/{provider}/callback` comes back, for all workspaces
 * at the one address that the provider knows. A custom domain is another origin, to and from which tickets lead (`HandOver`).
 */
@Injectable()
export class ProviderHandler {
  constructor(
    private readonly providers: IdentityProviders,
    private readonly clients: IdentityClients,
    private readonly interactions: Interactions,
    private readonly signIn: SubscriberSignIn,
    private readonly handOver: HandOver,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async setOut(http: InteractionRequest, provider: IdentityProvider): Promise<HostedAnswer> {
    const live = await this.interactions.enter(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    const host = hostOfDoor(http.params.workspace);
    if (host === null) return this.goToProvider(live, http, provider, {});
    // The provider knows one address to come back to, and it is on another origin than this one, with other cookies.
    const ticket = this.handOver.give<Leaving>('out', { host, interaction: live.interaction.id, provider });
    return redirect(`${this.config.publicUrl}${handOverPath(provider)}?ticket=${ticket}`);
  }

  /** `GET /sign-in/{provider}/hand-over`: on the service's own host, from a custom domain on the way to the provider. */
  async goOn(http: FastifyRequest, provider: IdentityProvider): Promise<HostedAnswer> {
    const leaving = await this.handOver.take<Leaving>('out', ticketOf(http));
    if (leaving?.provider !== provider) return interactionTrouble({ kind: 'other_browser', language: browserLanguage(http) });
    const { host, interaction } = leaving;
    const live = await this.interactions.enterFromProvider({ workspace: doorOfHost(host), interaction }, http.headers);
    if (live.kind !== 'live') return interactionTrouble(live);
    return absolute(live, await this.goToProvider(live, http, provider, { host }));
  }

  async comeBack(http: FastifyRequest, provider: IdentityProvider): Promise<HostedAnswer> {
    const flow = this.providers.stateStore.flowOf(http, providerCallbackPath(provider));
    // Not begun in this browser, or too long ago: there is no telling which sign-in it belongs to.
    if (flow === null) return interactionTrouble({ kind: 'other_browser', language: browserLanguage(http) });
    const { workspace = '', interaction = '', host } = flow;
    const door = host === undefined ? workspace : doorOfHost(host);
    const live = await this.interactions.enterFromProvider({ workspace: door, interaction }, http.headers);
    if (live.kind !== 'live') return interactionTrouble(live);
    const party = await this.partyOf(live, provider);
    if (party === null) return absolute(live, backToChoice(live, `${provider}-failed`));
    const outcome = await authenticateWithProvider(
      party,
      { request: http, callbackUrl: this.callbackUrlOf(provider) },
      this.logger,
    );
    if (outcome.kind !== 'signed_in') return this.refusal(live, provider, outcome);
    const { account, setCookies } = outcome;
    if (host === undefined) return this.welcome(live, http, { provider, account, setCookies });
    const ticket = this.handOver.give<Returning>('back', { interaction, provider, account });
    return redirect(`${live.tenant.origin}${live.paths.providers[provider]}/arrive?ticket=${ticket}`, setCookies);
  }

  /** `GET …/{provider}/arrive`: on the custom domain again, in the browser that holds the interaction's cookie there. */
  async arrive(http: InteractionRequest, provider: IdentityProvider): Promise<HostedAnswer> {
    const live = await this.interactions.enter(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    const returning = await this.handOver.take<Returning>('back', ticketOf(http));
    if (returning?.interaction !== live.interaction.id || returning.provider !== provider)
      return backToChoice(live, `${provider}-failed`);
    return this.welcome(live, http, { provider, account: returning.account, setCookies: [] });
  }

  private async goToProvider(
    live: LiveInteraction,
    http: FastifyRequest,
    provider: IdentityProvider,
    onward: { readonly host?: string },
  ): Promise<HostedAnswer> {
    const party = live.client.gpt.loginMethods.includes(provider) ? await this.partyOf(live, provider) : null;
    if (party === null) return redirect(live.paths.chooseMethod);
    const { loginHint, prompts, maxAgeSeconds } = live.interaction.request;
    const step = {
      request: { query: {}, headers: http.headers },
      callbackUrl: this.callbackUrlOf(provider),
      flow: { workspace: live.tenant.slug, interaction: live.interaction.id, ...onward },
      reauthenticate: prompts.includes('login') || maxAgeSeconds !== null,
      ...(loginHint === null ? {} : { loginHint }),
    };
    const outcome = await authenticateWithProvider(party, step, this.logger);
    return outcome.kind === 'redirect' ? redirect(outcome.url, outcome.setCookies) : backToChoice(live, `${provider}-failed`);
  }

  /** One address for all workspaces and domains: it is registered with the provider, letter by letter. */
  private callbackUrlOf(provider: IdentityProvider): string {
    return `${this.config.publicUrl}${providerCallbackPath(provider)}`;
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
    // The page has links of the interaction's own origin, so it is shown only there.
    const here = live.tenant.origin === this.config.publicUrl;
    if (here && outcome.kind === 'refused' && outcome.fault !== null)
      return providerFaultPage(live, { provider, fault: outcome.fault, redirectUri: this.callbackUrlOf(provider) });
    const cancelled = outcome.kind === 'refused' && outcome.reason === 'cancelled';
    return absolute(live, backToChoice(live, cancelled ? `${provider}-cancelled` : `${provider}-failed`, outcome.setCookies));
  }

  private async welcome(
    live: LiveInteraction,
    http: FastifyRequest,
    arrived: { provider: IdentityProvider; account: ProviderAccount; setCookies: readonly string[] },
  ): Promise<HostedAnswer> {
    const { provider, account, setCookies } = arrived;
    // Switched off since they set out.
    if (!live.client.gpt.loginMethods.includes(provider)) return backToChoice(live, `${provider}-failed`, setCookies);
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

/** On the service's own host, a page of the domain is another origin's. */
function absolute({ tenant }: LiveInteraction, answer: HostedAnswer): HostedAnswer {
  return answer.kind === 'redirect' && answer.url.startsWith('/') ? { ...answer, url: `${tenant.origin}${answer.url}` } : answer;
}

const ticketOf = (http: FastifyRequest): unknown => (http.query as Readonly<Record<string, unknown>>)['ticket'];
