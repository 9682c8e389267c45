import type { Config } from '@gatehouse/platform';
import { Database, interactionRepository } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../edge/tokens';
import { type HostedAnswer, page, redirect } from '../hosted-pages/hosted-answer';
import { ChooseMethodPage } from './choose-method-page';
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
  page(
    live: LiveInteraction,
    status: number,
    state: { email: string; error: string | null; notice: string | null },
  ): HostedAnswer {
    const { gpt } = live.client;
    const google = this.config.google !== null && gpt.loginMethods.includes('google');
    const email = gpt.loginMethods.includes('email_code');
    return page(
      status,
      <ChooseMethodPage
        gptName={gpt.name}
        workspaceName={live.tenant.name}
        google={google ? { href: live.paths.google, sandbox: this.config.google?.sandbox === true } : null}
        email={email ? { action: live.paths.email, value: state.email, error: state.error } : null}
        formToken={live.formToken}
        notice={state.notice}
      />,
    );
  }

  async switchAccount(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enterByForm(http);
    if (live.kind !== 'live') return interactionTrouble(live.kind);
    const { id } = live.interaction;
    await this.database.inWorkspace(live.tenant.id, (tx) => interactionRepository.setSubscriber(tx, id, null));
    return redirect(live.paths.chooseMethod);
  }
}
