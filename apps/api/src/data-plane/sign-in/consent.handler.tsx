import { type AccessRefusal, type AuthorizeErrorCode, type Clock, consentSentences, decideConsent } from '@gatehouse/core';
import {
  Database,
  grantRepository,
  interactionRepository,
  marketingConsentRepository,
  type SubscriberRow,
  subscriberRepository,
  workspaceRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { AccessGate } from '../access/access-gate.service';
import { AccessPage } from '../access/access-page';
import { Authorizations, type Conclusion } from '../authorize/authorizations.service';
import { authorizePageError } from '../authorize/page-errors';
import { ConsentPage } from '../../edge/hosted-pages/consent-page';
import { consentTexts } from '../../edge/hosted-pages/consent.texts';
import { formTargetsOf } from '../../edge/hosted-pages/form-targets';
import { type HostedAnswer, page, redirect } from '../../edge/hosted-pages/hosted-answer';
import { marketingWording } from '../../edge/hosted-pages/marketing.texts';
import { MessagePage } from '../../edge/hosted-pages/message-page';
import { readForm } from '../../edge/hosted-pages/read-form';
import { CLOCK } from '../../edge/tokens';
import { mustChoosePlan } from '../paywall/plan-offers';
import { isPasskeyDue } from '../passkeys/add-passkey.handler';
import { blockedTexts } from './blocked.texts';
import { interactionTrouble } from './interaction-trouble';
import { type InteractionRequest, Interactions, type LiveInteraction } from './interactions.service';

interface Standing {
  readonly subscriber: SubscriberRow;
  readonly authTime: Date;
  readonly remembered: boolean;
  /** Why the access policy does not let them on; null: it does. */
  readonly refusal: AccessRefusal | null;
  /** What they are asked about news; null: nothing. */
  readonly news: string | null;
}

/** `GET …/consent` asks, unless it was answered before; `POST …/consent` takes the answer and returns to the client. */
@Injectable()
export class ConsentHandler {
  constructor(
    private readonly interactions: Interactions,
    private readonly authorizations: Authorizations,
    private readonly database: Database,
    private readonly gate: AccessGate,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async ask(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enter(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    if (live.interaction.purpose === 'account') return this.arrive(live);
    const standing = await this.standingOf(live);
    if (standing === null) return redirect(live.paths.chooseMethod);
    const obstacle = await this.obstacleFor(live, standing);
    if (obstacle !== null) return obstacle;
    if (isPasskeyDue(live, standing.subscriber)) return redirect(live.paths.passkeyAdd);
    return standing.remembered ? this.allow(live, standing) : this.question(live, standing, 200);
  }

  async take(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enterByForm(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    if (live.interaction.purpose === 'account') return this.arrive(live);
    const standing = await this.standingOf(live);
    if (standing === null) return redirect(live.paths.chooseMethod);
    const obstacle = await this.obstacleFor(live, standing);
    if (obstacle !== null) return obstacle;
    // The page named somebody else: what they answered there, they did not answer as this person, whatever this person allowed before.
    if (!this.interactions.named(http, live, standing.subscriber.id)) return this.question(live, standing, 409);
    switch (readForm(http, ['decision']).get('decision')) {
      case 'allow':
        return this.allow(live, standing, readForm(http, ['news']).get('news') === 'yes');
      case 'deny':
        return this.refuse(live, 'access_denied', 'The person did not allow it.');
      default:
        return redirect(live.paths.consent);
    }
  }

  /** There is nothing to consent to on the way to one's own account; blocked people have one as well (ADR 0019). */
  private async arrive({ tenant, interaction, paths, frame: { language } }: LiveInteraction): Promise<HostedAnswer> {
    if (interaction.subscriberId === null) return redirect(paths.chooseMethod);
    const arrived = await this.database.inWorkspace(tenant.id, (tx) =>
      interactionRepository.finish(tx, interaction, this.clock.now()),
    );
    if (!arrived) return interactionTrouble({ kind: 'finished', language });
    const { pathname, search } = new URL(interaction.request.redirectUri);
    return redirect(pathname + search);
  }

  private question(live: LiveInteraction, { subscriber, news }: Standing, status: 200 | 409): HostedAnswer {
    return consentPage(live, subscriber, { status, news, personToken: this.interactions.personToken(live, subscriber.id) });
  }

  private async allow(live: LiveInteraction, { subscriber, authTime, news }: Standing, wantsNews = false): Promise<HostedAnswer> {
    const signedIn = { subscriberId: subscriber.id, authTime };
    const agreed = wantsNews && news !== null ? { wording: news, language: live.frame.language } : null;
    const { tenant, client, interaction } = live;
    const mustPay = await this.database.inWorkspace(tenant.id, (tx) =>
      mustChoosePlan(tx, client.gpt.id, subscriber.id, this.clock.now()),
    );
    if (mustPay) {
      await this.authorizations.agree(tenant, interaction, subscriber.id, agreed);
      return redirect(live.paths.plans);
    }
    return conclusion(await this.authorizations.allow(live.tenant, live.interaction, signedIn, agreed), live);
  }

  private async refuse(live: LiveInteraction, error: AuthorizeErrorCode, description: string): Promise<HostedAnswer> {
    return conclusion(await this.authorizations.refuse(live.tenant, live.interaction, error, description), live);
  }

  /** What stands in this person's way, whatever they would answer. */
  private async obstacleFor(live: LiveInteraction, { subscriber, refusal }: Standing): Promise<HostedAnswer | null> {
    const { id, blockedAt } = subscriber;
    const { expectedSubscriberId } = live.interaction.request;
    // The client said whom it knows; another person's code is not what it asked for (OpenID Connect Core 3.1.2.1, `id_token_hint`).
    if (expectedSubscriberId !== null && expectedSubscriberId !== id)
      return this.refuse(live, 'login_required', 'Another person signed in than the client expects.');
    if (blockedAt !== null) return blockedPage(live);
    return refusal === null ? null : this.refusalPage(live, subscriber, refusal);
  }

  private refusalPage(live: LiveInteraction, { id, email }: SubscriberRow, why: AccessRefusal): HostedAnswer {
    return page(
      403,
      <AccessPage
        frame={live.frame}
        why={why}
        gptName={live.client.gpt.name}
        workspaceName={live.tenant.name}
        email={email}
        askAction={live.paths.askAccess}
        againHref={live.paths.consent}
        switchAction={live.paths.switchAccount}
        formToken={live.formToken}
        personToken={this.interactions.personToken(live, id)}
      />,
    );
  }

  /** Who is signed in within the interaction, and whether they allowed this before; null when nobody is. */
  private async standingOf({ tenant, interaction, client, frame }: LiveInteraction): Promise<Standing | null> {
    const { subscriberId, authTime, request } = interaction;
    if (subscriberId === null || authTime === null) return null;
    return this.database.inWorkspace(tenant.id, async (tx) => {
      const subscriber = await subscriberRepository.find(tx, subscriberId);
      if (subscriber === null) return null;
      const grant = await grantRepository.findLive(tx, subscriberId, client.gpt.id);
      const remembered = decideConsent(request.prompts, grant?.scopes ?? null, request.scopes) === 'remembered';
      const access = await this.gate.judge(tx, client.gpt.id, subscriberId);
      const refusal = access.kind === 'refused' ? access.why : null;
      const asks = remembered ? false : await asksAboutNews(tx, subscriberId);
      return { subscriber, authTime, remembered, refusal, news: asks ? marketingWording[frame.language](tenant.name) : null };
    });
  }
}

/** Whoever agreed already is not asked again; the account page is where they think better of it. */
async function asksAboutNews(tx: WorkspaceTransaction, subscriberId: string): Promise<boolean> {
  const workspace = await workspaceRepository.find(tx, tx.workspaceId);
  if (workspace?.asksMarketingConsent !== true) return false;
  return (await marketingConsentRepository.findLive(tx, subscriberId)) === null;
}

/** How an interaction that has ended goes on. */
export function conclusion(concluded: Conclusion, { tenant, frame: { language } }: LiveInteraction): HostedAnswer {
  switch (concluded.kind) {
    case 'answered':
      return redirect(concluded.url);
    case 'finished':
      return interactionTrouble({ kind: 'finished', language });
    case 'client_gone':
      return authorizePageError('redirect_uri_unknown', tenant.name, language);
  }
}

function consentPage(
  live: LiveInteraction,
  subscriber: SubscriberRow,
  { status, personToken, news }: { status: 200 | 409; personToken: string; news: string | null },
): HostedAnswer {
  const { request } = live.interaction;
  return page(
    status,
    <ConsentPage
      frame={live.frame}
      gptName={live.client.gpt.name}
      workspaceName={live.tenant.name}
      email={subscriber.email}
      sentences={consentSentences(request.scopes, live.client.scopes, consentTexts[live.frame.language].standard)}
      returnsTo={new URL(request.redirectUri).host}
      action={live.paths.consent}
      switchAction={live.paths.switchAccount}
      formToken={live.formToken}
      personToken={personToken}
      news={news}
    />,
    formTargetsOf(request.redirectUri),
  );
}

function blockedPage({ client, tenant, frame }: LiveInteraction): HostedAnswer {
  const texts = blockedTexts[frame.language];
  const paragraphs = [texts.ended(tenant.name), texts.mistake];
  return page(403, <MessagePage frame={frame} heading={texts.heading(client.gpt.name)} paragraphs={paragraphs} />);
}
