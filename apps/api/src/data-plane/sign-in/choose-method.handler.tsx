import type { LoginMethod } from '@gatehouse/core';
import type { Config } from '@gatehouse/platform';
import { Database, interactionRepository } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { ChooseMethodPage, type RedirectingProvider, type Ways } from '../../edge/hosted-pages/choose-method-page';
import { type ChoiceNoticeTexts, chooseMethodTexts } from '../../edge/hosted-pages/choose-method.texts';
import { GoogleMark } from '../../edge/hosted-pages/google-mark';
import { type HostedAnswer, page, redirect } from '../../edge/hosted-pages/hosted-answer';
import { CONFIG } from '../../edge/tokens';
import { interactionTrouble } from './interaction-trouble';
import { type InteractionRequest, Interactions, type LiveInteraction } from './interactions.service';

/** Why the person is back at the choice. A fixed set, so that nobody can put words of their own on our page by a link. */
const NOTICES = {
  'google-cancelled': (texts) => texts.cancelled('Google'),
  'google-failed': (texts) => texts.failed('Google'),
  'google-unverified': (texts) => texts.unverified('Google'),
  'google-other-account': (texts) => texts.otherAccount('Google'),
  'no-code': (texts) => texts.noCode,
} as const satisfies Record<string, (texts: ChoiceNoticeTexts) => string>;

export type ChoiceNotice = keyof typeof NOTICES;

function isNotice(text: unknown): text is ChoiceNotice {
  return typeof text === 'string' && Object.hasOwn(NOTICES, text);
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
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async show(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enter(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    if (live.interaction.subscriberId !== null) return redirect(live.paths.consent);
    const { notice } = http.query as { notice?: unknown };
    return this.page(live, 200, {
      email: live.interaction.request.loginHint ?? '',
      error: null,
      notice: isNotice(notice) ? NOTICES[notice](chooseMethodTexts[live.frame.language].notices) : null,
    });
  }

  /** The page, also for an address that was not accepted. */
  page(live: LiveInteraction, status: number, state: ChoiceState): HostedAnswer {
    return page(
      status,
      <ChooseMethodPage
        frame={live.frame}
        gptName={live.client.gpt.name}
        workspaceName={live.tenant.name}
        ways={this.waysOf(live, state)}
        formToken={live.formToken}
        notice={state.notice}
      />,
    );
  }

  private waysOf(live: LiveInteraction, state: ChoiceState): Ways {
    const texts = chooseMethodTexts[live.frame.language];
    const offered = (method: LoginMethod): boolean => live.client.gpt.loginMethods.includes(method);
    return {
      providers: [...(offered('google') ? this.google(live) : [])],
      passkey: null,
      email: offered('email_code')
        ? { action: live.paths.email, submit: texts.emailMeACode, value: state.email, error: state.error }
        : null,
      password: null,
    };
  }

  private google({ paths, frame }: LiveInteraction): RedirectingProvider[] {
    const { google } = this.config;
    if (google === null) return [];
    const texts = chooseMethodTexts[frame.language];
    const sandbox = google.sandbox ? texts.standsIn('Google') : null;
    return [{ id: 'google', label: texts.continueWith('Google'), href: paths.google, mark: <GoogleMark />, sandbox }];
  }

  async switchAccount(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enterByForm(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    const { id } = live.interaction;
    await this.database.inWorkspace(live.tenant.id, (tx) => interactionRepository.setSubscriber(tx, id, null));
    return redirect(live.paths.chooseMethod);
  }
}
