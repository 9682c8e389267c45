import type { Clock } from '@gatehouse/core';
import { Database, type SubscriberRow, subscriberRepository } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { formTargetsOf } from '../../edge/hosted-pages/form-targets';
import { type HostedAnswer, page, redirect } from '../../edge/hosted-pages/hosted-answer';
import { readForm } from '../../edge/hosted-pages/read-form';
import { CLOCK } from '../../edge/tokens';
import { interactionTrouble } from '../sign-in/interaction-trouble';
import { type InteractionRequest, Interactions, type LiveInteraction } from '../sign-in/interactions.service';
import { AddPasskeyPage } from './passkey-pages';
import { passkeyTexts } from './passkey.texts';
import { Passkeys, type Registrant } from './passkeys.service';
import { relyingPartyOf } from './relying-party';

/** Whether the person is to be asked, on the way to consent, if they want a passkey: once, where the GPT offers them. */
export function isPasskeyDue({ client }: Pick<LiveInteraction, 'client'>, subscriber: SubscriberRow): boolean {
  return client.gpt.loginMethods.includes('passkey') && (subscriber.passkeyOfferedAt ?? null) === null;
}

/** `GET …/passkey/add` offers a passkey, `POST …/passkey/add` takes the device's answer, `POST …/passkey/skip` goes on without. */
@Injectable()
export class AddPasskeyHandler {
  constructor(
    private readonly interactions: Interactions,
    private readonly database: Database,
    private readonly passkeys: Passkeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async offer(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enter(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    const subscriber = await this.subscriberOf(live);
    if (subscriber === null) return redirect(live.paths.chooseMethod);
    return isPasskeyDue(live, subscriber) ? this.page(live, subscriber, null) : redirect(live.paths.consent);
  }

  async take(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enterByForm(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    const subscriber = await this.subscriberOf(live);
    if (subscriber === null) return redirect(live.paths.chooseMethod);
    // Blocked, or already answered in another tab: consent has the next word.
    if (subscriber.blockedAt !== null || !isPasskeyDue(live, subscriber)) return redirect(live.paths.consent);
    const answer = readForm(http, ['credential']).get('credential') ?? '';
    const outcome = await this.database.inWorkspace(live.tenant.id, (tx) =>
      this.passkeys.register(tx, relyingPartyOf(live.tenant), registrantOf(live, subscriber), answer),
    );
    if (outcome === 'registered') return redirect(live.paths.consent);
    const texts = passkeyTexts[live.frame.language];
    return this.page(live, subscriber, outcome === 'too_many' ? texts.tooMany : texts.refused);
  }

  async skip(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enterByForm(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    const { subscriberId } = live.interaction;
    if (subscriberId === null) return redirect(live.paths.chooseMethod);
    const passkeyOfferedAt = this.clock.now();
    await this.database.inWorkspace(live.tenant.id, (tx) => subscriberRepository.update(tx, subscriberId, { passkeyOfferedAt }));
    return redirect(live.paths.consent);
  }

  private subscriberOf({ tenant, interaction }: LiveInteraction): Promise<SubscriberRow | null> {
    const { subscriberId } = interaction;
    if (subscriberId === null) return Promise.resolve(null);
    return this.database.inWorkspace(tenant.id, (tx) => subscriberRepository.find(tx, subscriberId));
  }

  private async page(live: LiveInteraction, subscriber: SubscriberRow, error: string | null): Promise<HostedAnswer> {
    const { tenant, client, frame, paths, formToken, interaction } = live;
    const options = await this.database.inWorkspace(tenant.id, (tx) =>
      this.passkeys.registrationOptions(tx, relyingPartyOf(tenant), registrantOf(live, subscriber)),
    );
    return page(
      error === null ? 200 : 422,
      <AddPasskeyPage
        frame={frame}
        gptName={client.gpt.name}
        email={subscriber.email}
        action={paths.passkeyAdd}
        skipAction={paths.passkeySkip}
        options={options}
        formToken={formToken}
        error={error}
      />,
      formTargetsOf(interaction.request.redirectUri),
    );
  }
}

const registrantOf = ({ interaction }: LiveInteraction, subscriber: SubscriberRow): Registrant => ({
  subscriber,
  boundTo: interaction.id,
});
