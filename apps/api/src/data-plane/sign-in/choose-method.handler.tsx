import { IDENTITY_PROVIDERS, type IdentityProvider, type LoginMethod, PROVIDER_NAMES } from '@gatehouse/core';
import { Database, interactionRepository } from '@gatehouse/platform';
import { Injectable } from '@nestjs/common';
import type { ReactElement } from 'react';
import { ChooseMethodPage, type RedirectingProvider, type Ways } from '../../edge/hosted-pages/choose-method-page';
import { type ChoiceNoticeTexts, chooseMethodTexts } from '../../edge/hosted-pages/choose-method.texts';
import type { Language } from '../../edge/hosted-pages/language';
import { type HostedAnswer, page, redirect } from '../../edge/hosted-pages/hosted-answer';
import { PasskeyLink } from '../../edge/hosted-pages/passkey-link';
import { providerLinks } from '../../edge/hosted-pages/provider-links';
import { IdentityProviders } from '../../edge/strategies/identity-providers.service';
import { passkeyTexts } from '../passkeys/passkey.texts';
import { IdentityClients } from './identity-clients.service';
import { accountDoorTexts } from '../account/account-door.texts';
import { emailLinkTexts } from './email-link/email-link.texts';
import { interactionTrouble } from './interaction-trouble';
import { type InteractionRequest, Interactions, type LiveInteraction } from './interactions.service';
import { PasswordForm, UsePasswordLink } from './password/password-form';

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
        {...(live.interaction.purpose === 'account' ? { intro: accountDoorTexts[live.frame.language].intro } : {})}
        formToken={live.formToken}
        notice={state.notice}
      />,
    );
  }

  private async waysOf(live: LiveInteraction, state: ChoiceState): Promise<Ways> {
    const offered = (method: LoginMethod): boolean => live.client.gpt.loginMethods.includes(method);
    const submit = mailOffer(live.frame.language, offered('email_code'), offered('email_link'));
    return {
      providers: await this.providersOf(live),
      passkey: offered('passkey') ? (
        <PasskeyLink href={live.paths.passkey} label={passkeyTexts[live.frame.language].use} />
      ) : null,
      email: submit === null ? null : { action: live.paths.email, submit, value: state.email, error: state.error },
      password: offered('password') ? passwordWay(live, submit === null) : null,
    };
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

/** What stands on the button that asks for a mail; null where none is offered. */
function mailOffer(language: Language, code: boolean, link: boolean): string | null {
  if (code && link) return emailLinkTexts[language].emailMeBoth;
  if (link) return emailLinkTexts[language].emailMeALink;
  return code ? chooseMethodTexts[language].emailMeACode : null;
}

/** The form itself where nothing else asks for an address; two fields for one address would be one too many. */
function passwordWay({ paths, formToken, frame, interaction }: LiveInteraction, alone: boolean): ReactElement {
  if (!alone) return <UsePasswordLink href={paths.password} language={frame.language} />;
  const email = interaction.request.loginHint ?? '';
  return <PasswordForm paths={paths} formToken={formToken} language={frame.language} email={email} error={null} />;
}
