import { Database } from '@gatehouse/platform';
import { Injectable } from '@nestjs/common';
import { formTargetsOf } from '../../edge/hosted-pages/form-targets';
import { type HostedAnswer, page, redirect } from '../../edge/hosted-pages/hosted-answer';
import { readForm } from '../../edge/hosted-pages/read-form';
import { interactionTrouble } from '../sign-in/interaction-trouble';
import { type InteractionRequest, Interactions, type LiveInteraction } from '../sign-in/interactions.service';
import { SubscriberSignIn } from '../sign-in/subscriber-sign-in.service';
import { PasskeySignInPage } from './passkey-pages';
import { passkeyTexts } from './passkey.texts';
import { Passkeys } from './passkeys.service';
import { relyingPartyOf } from './relying-party';

/** Signing in with a passkey: `GET …/passkey` asks the device, `POST …/passkey` takes its answer. */
@Injectable()
export class PasskeySignInHandler {
  constructor(
    private readonly interactions: Interactions,
    private readonly database: Database,
    private readonly passkeys: Passkeys,
    private readonly signIn: SubscriberSignIn,
  ) {}

  async ask(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enter(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    if (live.interaction.subscriberId !== null) return redirect(live.paths.consent);
    return offersPasskeys(live) ? this.page(live, 200, null) : redirect(live.paths.chooseMethod);
  }

  async take(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enterByForm(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    if (live.interaction.subscriberId !== null) return redirect(live.paths.consent);
    if (!offersPasskeys(live)) return redirect(live.paths.chooseMethod);
    const answer = readForm(http, ['credential']).get('credential') ?? '';
    const outcome = await this.signIn.complete(live, http.headers, async (tx) => {
      const recognised = await this.passkeys.recognise(tx, relyingPartyOf(live.tenant), live.interaction.id, answer);
      if (recognised.kind !== 'right') return { kind: 'stopped', why: recognised.kind };
      return { kind: 'proved', proof: { method: 'passkey', subscriberId: recognised.subscriberId } };
    });
    switch (outcome.kind) {
      case 'signed_in':
        return redirect(live.paths.consent, outcome.cookies);
      case 'stopped':
        return this.page(live, 422, passkeyTexts[live.frame.language][outcome.why]);
      case 'finished':
      case 'refused':
        return interactionTrouble({ kind: 'finished', language: live.frame.language });
    }
  }

  private async page(live: LiveInteraction, status: number, error: string | null): Promise<HostedAnswer> {
    const { tenant, interaction, client, frame, paths, formToken } = live;
    const options = await this.database.inWorkspace(tenant.id, (tx) =>
      this.passkeys.signInOptions(tx, relyingPartyOf(tenant), interaction.id),
    );
    return page(
      status,
      <PasskeySignInPage
        frame={frame}
        gptName={client.gpt.name}
        action={paths.passkey}
        options={options}
        formToken={formToken}
        error={error}
        backHref={paths.chooseMethod}
      />,
      // With consent remembered, the form leads past the consent page straight to the client.
      formTargetsOf(interaction.request.redirectUri),
    );
  }
}

const offersPasskeys = ({ client }: LiveInteraction): boolean => client.gpt.loginMethods.includes('passkey');
