import type { LoginMethod } from '@gatehouse/core';
import type { Config } from '@gatehouse/platform';
import { Database, interactionRepository } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../edge/tokens';
import { type HostedAnswer, page, redirect } from '../hosted-pages/hosted-answer';
import { ChooseMethodPage, type RedirectingProvider, type Ways } from './choose-method-page';
import { GoogleMark } from './google-mark';
import { interactionTrouble } from './interaction-trouble';
import { type InteractionRequest, Interactions, type LiveInteraction } from './interactions.service';

/** Why the person is back at the choice. A fixed set, so that nobody can put words of their own on our page by a link. */
const NOTICES: ReadonlyMap<string, string> = new Map([
  ['google-cancelled', 'You did not finish signing in with Google. Try again, or choose another way.'],
  ['google-failed', 'Google did not confirm who you are. Try again, or choose another way.'],
  ['google-unverified', 'Google has not verified the address of that account. Choose another account or another way.'],
  [
    'google-other-account',
    'Another Google account is linked to that address here. Sign in with that one, or choose another way.',
  ],
  ['no-code', 'Ask for a code first.'],
]);

export type ChoiceNotice = 'google-cancelled' | 'google-failed' | 'google-unverified' | 'google-other-account' | 'no-code';

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
    if (live.kind !== 'live') return interactionTrouble(live.kind);
    if (live.interaction.subscriberId !== null) return redirect(live.paths.consent);
    const { notice } = http.query as { notice?: unknown };
    return this.page(live, 200, {
      email: live.interaction.request.loginHint ?? '',
      error: null,
      notice: typeof notice === 'string' ? (NOTICES.get(notice) ?? null) : null,
    });
  }

  /** The page, also for an address that was not accepted. */
  page(live: LiveInteraction, status: number, state: ChoiceState): HostedAnswer {
    return page(
      status,
      <ChooseMethodPage
        gptName={live.client.gpt.name}
        workspaceName={live.tenant.name}
        ways={this.waysOf(live, state)}
        formToken={live.formToken}
        notice={state.notice}
      />,
    );
  }

  private waysOf(live: LiveInteraction, state: ChoiceState): Ways {
    const offered = (method: LoginMethod): boolean => live.client.gpt.loginMethods.includes(method);
    return {
      providers: [...(offered('google') ? this.google(live) : [])],
      passkey: null,
      email: offered('email_code')
        ? { action: live.paths.email, submit: 'Email me a code', value: state.email, error: state.error }
        : null,
      password: null,
    };
  }

  private google({ paths }: LiveInteraction): RedirectingProvider[] {
    const { google } = this.config;
    if (google === null) return [];
    const sandbox = google.sandbox ? 'A local account chooser stands in for Google.' : null;
    return [{ id: 'google', label: 'Continue with Google', href: paths.google, mark: <GoogleMark />, sandbox }];
  }

  async switchAccount(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enterByForm(http);
    if (live.kind !== 'live') return interactionTrouble(live.kind);
    const { id } = live.interaction;
    await this.database.inWorkspace(live.tenant.id, (tx) => interactionRepository.setSubscriber(tx, id, null));
    return redirect(live.paths.chooseMethod);
  }
}
