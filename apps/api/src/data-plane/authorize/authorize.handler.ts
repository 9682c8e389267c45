import {
  type Clock,
  clientIdFrom,
  type PageErrorReason,
  pairsFromForm,
  type ParameterPairs,
  parametersFrom,
  parseAuthorizeRequest,
  redirectAnswer,
} from '@gatehouse/core';
import { Database, grantRepository, subscriberRepository, type WorkspaceTransaction } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { pickLanguage } from '../../edge/hosted-pages/language';
import { browserLanguage } from '../../edge/hosted-pages/page-frame';
import { type Allowance, Throttle } from '../../edge/throttle/throttle.service';
import { CLOCK } from '../../edge/tokens';
import { AccessGate } from '../access/access-gate.service';
import { learnedPage } from '../callback-learning/callback-learning.pages';
import { CallbackLearning } from '../callback-learning/callback-learning.service';
import { findClient } from '../clients/registered-client';
import { type HostedAnswer, redirect } from '../../edge/hosted-pages/hosted-answer';
import { interactionTrouble } from '../sign-in/interaction-trouble';
import { pathsOf } from '../sign-in/interaction-paths';
import { Interactions } from '../sign-in/interactions.service';
import { mustChoosePlan } from '../paywall/plan-offers';
import { SubscriberSessions } from '../sign-in/subscriber-sessions.service';
import { type Tenant, Tenants } from '../tenants/tenants.service';
import { Authorizations } from './authorizations.service';
import { nextStep, type StandingFacts } from './next-step';
import { authorizePageError } from './page-errors';
import { resolveHint } from './resolve-hint';

/** Sign-ins that one source may begin. Many people can share an address; nobody signs in ten times a second. */
const BEGIN: Allowance = { name: 'authorize', points: 600, seconds: 60, volatile: true };

export type AuthorizeHttpRequest = FastifyRequest<{ Params: { workspace: string } }>;

/** What cannot be answered by a redirect. */
interface DeadEnd {
  readonly kind: 'dead_end';
  readonly reason: PageErrorReason;
  /** Null when the client is unknown, too. */
  readonly gptId: string | null;
}

/** `GET /t/{workspace}/oauth/authorize` (RFC 6749 3.1). */
@Injectable()
export class AuthorizeHandler {
  constructor(
    private readonly tenants: Tenants,
    private readonly throttle: Throttle,
    private readonly database: Database,
    private readonly sessions: SubscriberSessions,
    private readonly interactions: Interactions,
    private readonly authorizations: Authorizations,
    private readonly gate: AccessGate,
    private readonly learning: CallbackLearning,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async handle(http: AuthorizeHttpRequest): Promise<HostedAnswer> {
    const tenant = await this.tenants.resolve(http.params.workspace); //                        1 whose door
    if (tenant === null) return interactionTrouble({ kind: 'no_workspace', language: browserLanguage(http) });
    await this.throttle.spend([{ allowance: BEGIN, of: this.throttle.source(http) }]); //       2 not a flood
    const pairs = pairsFromForm(queryOf(http));
    const outcome = await this.database.inWorkspace(tenant.id, async (tx): Promise<HostedAnswer | DeadEnd> => {
      const clientId = clientIdFrom(pairs);
      const client = clientId === null ? null : await findClient(tx, clientId); //              3 which GPT
      const decision = parseAuthorizeRequest(pairs, client?.snapshot ?? null); //               4 what it asks, pure
      if (decision.kind === 'page_error' || client === null) {
        const reason = decision.kind === 'page_error' ? decision.reason : 'client_unknown';
        return { kind: 'dead_end', reason, gptId: client?.gpt.id ?? null };
      }
      const { redirectUri } = decision;
      if (decision.kind === 'redirect_error') {
        const { error, description, state } = decision;
        return redirect(redirectAnswer(redirectUri, { kind: 'error', error, description }, state, tenant.issuer));
      }
      const hint = await resolveHint(tx, decision.idTokenHint, { issuer: tenant.issuer, clientId: client.gpt.clientId });
      const request = { ...decision.request, expectedSubscriberId: hint.kind === 'person' ? hint.subscriberId : null };
      const standing = await this.standingOf(tx, tenant, http, client.gpt.id); //               5 who is here already
      const step = nextStep(request, hint, standing, this.clock.now()); //                      6 what comes next, pure
      if (step.kind === 'error') return redirect(redirectAnswer(redirectUri, step, request.state, tenant.issuer));
      const stopsAtPlans = step.kind === 'issue_code' && (await this.stopsAtPlans(tx, client.gpt.id, request, standing));
      if (step.kind === 'issue_code' && standing !== null && !stopsAtPlans) {
        await this.gate.enter(tx, client.gpt.id, standing.subscriberId);
        return redirect(await this.authorizations.issueCode(tx, tenant, { client, request, redirectUri, ...standing }));
      }
      const signedIn = step.kind === 'ask' || stopsAtPlans ? standing : null;
      const { cookie: cookieHeader } = http.headers;
      const begun = { gptId: client.gpt.id, request, signedIn, cookieHeader };
      const { id, cookies } = await this.interactions.begin(tx, tenant, begun);
      const paths = pathsOf(tenant, id);
      return redirect(signedIn === null ? paths.chooseMethod : paths.consent, cookies);
    });
    return outcome.kind === 'dead_end' ? this.dead(tenant, http, pairs, outcome) : outcome;
  }

  /** Under `prompt=none` nothing may be shown: they get their code, and verify asks for the money. */
  private stopsAtPlans(
    tx: WorkspaceTransaction,
    gptId: string,
    { prompts }: { prompts: readonly string[] },
    standing: StandingFacts | null,
  ): Promise<boolean> {
    if (standing === null || prompts.includes('none')) return Promise.resolve(false);
    return mustChoosePlan(tx, gptId, standing.subscriberId, this.clock.now());
  }

  /** A request that leads nowhere: nobody is sent to a place that is not proven to be the client's. */
  private async dead(
    tenant: Tenant,
    http: AuthorizeHttpRequest,
    pairs: ParameterPairs,
    { reason, gptId }: DeadEnd,
  ): Promise<HostedAnswer> {
    const asked = parametersFrom(pairs, ['redirect_uri', 'ui_locales']);
    const language = pickLanguage(asked.get('ui_locales'), http.headers['accept-language']);
    const url = asked.get('redirect_uri');
    if (reason === 'redirect_uri_unknown' && gptId !== null && url !== null) {
      const review = await this.learning.meet(tenant, { gptId, url, http });
      if (review !== null) return learnedPage(language, tenant.name, review);
    }
    return authorizePageError(reason, tenant.name, language);
  }

  private async standingOf(
    tx: WorkspaceTransaction,
    tenant: Tenant,
    http: AuthorizeHttpRequest,
    gptId: string,
  ): Promise<StandingFacts | null> {
    const session = await this.sessions.find(tx, tenant, http.headers);
    if (session === null) return null;
    const { subscriber, authTime } = session;
    // Erased at this moment: as nobody.
    if (!(await subscriberRepository.hold(tx, subscriber.id))) return null;
    const grant = await grantRepository.findLive(tx, subscriber.id, gptId);
    return {
      subscriberId: subscriber.id,
      authTime,
      admitted: subscriber.blockedAt === null && (await this.gate.judge(tx, gptId, subscriber.id)).kind === 'admitted',
      grantedScopes: grant?.scopes ?? null,
    };
  }
}

/** The query as it came: Fastify's own parsing would lose the order and the repetitions. */
function queryOf(http: AuthorizeHttpRequest): string {
  const { url = '' } = http.raw;
  const mark = url.indexOf('?');
  return mark === -1 ? '' : url.slice(mark + 1);
}
