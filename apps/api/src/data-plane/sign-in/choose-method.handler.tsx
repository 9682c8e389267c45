import { IDENTITY_PROVIDERS, type IdentityProvider, PROVIDER_NAMES } from '@gatehouse/core';
import { Database, interactionRepository } from '@gatehouse/platform';
import { Injectable } from '@nestjs/common';
import { ChooseMethodPage, type RedirectingProvider, type Ways } from '../../edge/hosted-pages/choose-method-page';
import { type ChoiceNoticeTexts, chooseMethodTexts } from '../../edge/hosted-pages/choose-method.texts';
import { type HostedAnswer, page, redirect } from '../../edge/hosted-pages/hosted-answer';
import { providerLinks } from '../../edge/hosted-pages/provider-links';
import { waysOf } from '../../edge/hosted-pages/ways-of';
import { IdentityProviders } from '../../edge/strategies/identity-providers.service';
import { IdentityClients } from './identity-clients.service';
import { accountDoorTexts } from '../account/account-door.texts';
import { interactionTrouble } from './interaction-trouble';
import { type InteractionRequest, Interactions, type LiveInteraction } from './interactions.service';

/** Why the person is back at the choice. A fixed set, so that nobody can put words of their own on our page by a link. */
const PROVIDER_NOTICES = {
  cancelled: 'cancelled',
  failed: 'failed',
  unverified: 'unverified',
  'other-account': 'otherAccount',
} as const;

export type ChoiceNotice = `${IdentityProvider}-${keyof typeof PROVIDER_NOTICES}` | 'no-code';

const NOTICES: ReadonlyMap<string, (texts: ChoiceNoticeTexts) => string> = new Map([
  ['no-code', (texts: ChoiceNoticeTexts) => texts.noCode],
  ...IDENTITY_PROVIDERS.flatMap((provider) =>
    Object.entries(PROVIDER_NOTICES).map(
      ([why, entry]) => [`${provider}-${why}`, (texts: ChoiceNoticeTexts) => texts[entry](PROVIDER_NAMES[provider])] as const,
    ),
  ),
]);

function noticeFrom(text: unknown, texts: ChoiceNoticeTexts): string | null {
  return typeof text === 'string' ? (NOTICES.get(text)?.(texts) ?? null) : null;
}

/** What the page is to show besides the ways: an address, what is wrong with it, and why the person is here again. */
export interface ChoiceState {
  readonly email: string;
  readonly error: string | null;
  readonly notice: string | null;
}

/** Back to the choice, with a reason. */
export function backToChoice(
  live: Pick<LiveInteraction, 'paths'>,
  notice: ChoiceNotice,
  setCookies: readonly string[] = [],
): HostedAnswer {
  return redirect(`${live.paths.chooseMethod}?notice=${notice}`, setCookies);
}

/** `GET /sign-in/{id}`: the ways of signing in. `POST /sign-in/{id}/switch`: forget who is signed in, and choose again. */
@Injectable()
export class ChooseMethodHandler {
  constructor(
    private readonly interactions: Interactions,
    private readonly database: Database,
    private readonly identityProviders: IdentityProviders,
    private readonly identityClients: IdentityClients,
  ) {}

  async show(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enter(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    if (live.interaction.subscriberId !== null) return redirect(live.paths.consent);
    const { notice } = http.query as { notice?: unknown };
    return this.page(live, 200, {
      email: live.interaction.request.loginHint ?? '',
      error: null,
      notice: noticeFrom(notice, chooseMethodTexts[live.frame.language].notices),
    });
  }

  /** The page, also for an address that was not accepted. */
  async page(live: LiveInteraction, status: number, state: ChoiceState): Promise<HostedAnswer> {
    const ways = await this.waysOf(live, state);
    return page(
      status,
      <ChooseMethodPage
        frame={live.frame}
        gptName={live.client.gpt.name}
        workspaceName={live.tenant.name}
        ways={ways}
        {...(live.interaction.purpose === 'account' ? { intro: introToAccount(live) } : {})}
        formToken={live.formToken}
        notice={state.notice}
      />,
    );
  }

  private async waysOf(live: LiveInteraction, state: ChoiceState): Promise<Ways> {
    const { client, paths, formToken, frame, interaction } = live;
    return waysOf({
      loginMethods: client.gpt.loginMethods,
      providers: await this.providersOf(live),
      paths,
      formToken,
      language: frame.language,
      typed: state,
      loginHint: interaction.request.loginHint ?? '',
    });
  }

  private async providersOf({ tenant, client, paths, frame }: LiveInteraction): Promise<RedirectingProvider[]> {
    const { id, loginMethods } = client.gpt;
    if (!IDENTITY_PROVIDERS.some((provider) => loginMethods.includes(provider))) return [];
    const own = await this.identityClients.ownProviders(tenant.id, id);
    const { language } = frame;
    return providerLinks({ loginMethods, own, service: this.identityProviders, hrefs: paths.providers, language });
  }

  async switchAccount(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enterByForm(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    const { id } = live.interaction;
    await this.database.inWorkspace(live.tenant.id, (tx) => interactionRepository.setSubscriber(tx, id, null));
    return redirect(live.paths.chooseMethod);
  }
}

/** What a person set out for who does not come from ChatGPT. */
function introToAccount({ tenant, interaction, frame }: LiveInteraction): string {
  const { intro, introToPlans } = accountDoorTexts[frame.language];
  return interaction.request.redirectUri.startsWith(`${tenant.issuer}/upgrade/`) ? introToPlans : intro;
}
