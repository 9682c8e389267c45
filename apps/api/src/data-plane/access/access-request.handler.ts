import type { Clock } from '@gatehouse/core';
import {
  accessPolicyRepository,
  accessRequestRepository,
  type Config,
  Database,
  MailQueue,
  membershipRepository,
  newId,
  type SubscriberRow,
  subscriberRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type HostedAnswer, redirect } from '../../edge/hosted-pages/hosted-answer';
import { composeMail } from '../../edge/mails/compose-mail';
import { CLOCK, CONFIG } from '../../edge/tokens';
import { interactionTrouble } from '../sign-in/interaction-trouble';
import { type InteractionRequest, Interactions, type LiveInteraction } from '../sign-in/interactions.service';
import { AccessGate } from './access-gate.service';

/** Members hear at most this often that people wait for one GPT; who waits stands in the dashboard. */
const TELL_EVERY_MS = 3_600_000;

/** `POST …/access-request`: a person who may not use the GPT yet asks its creator. Asking again changes nothing. */
@Injectable()
export class AccessRequestHandler {
  constructor(
    private readonly interactions: Interactions,
    private readonly database: Database,
    private readonly gate: AccessGate,
    private readonly mail: MailQueue,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async take(http: InteractionRequest): Promise<HostedAnswer> {
    const live = await this.interactions.enterByForm(http);
    if (live.kind !== 'live') return interactionTrouble(live);
    const { subscriberId } = live.interaction;
    if (subscriberId === null) return redirect(live.paths.chooseMethod);
    // The page named somebody else: it is shown again, for whoever is signed in now.
    if (!this.interactions.named(http, live, subscriberId)) return redirect(live.paths.consent);
    await this.database.inWorkspace(live.tenant.id, async (tx) => {
      const subscriber = await subscriberRepository.find(tx, subscriberId);
      if (subscriber !== null && subscriber.blockedAt === null) await this.ask(tx, live, subscriber);
    });
    return redirect(live.paths.consent);
  }

  private async ask(tx: WorkspaceTransaction, live: LiveInteraction, subscriber: SubscriberRow): Promise<void> {
    const { id: gptId } = live.client.gpt;
    const decision = await this.gate.judge(tx, gptId, subscriber.id);
    if (decision.kind === 'admitted' || decision.why !== 'must_ask') return;
    const now = this.clock.now();
    const request = { id: newId('acr'), gptId, subscriberId: subscriber.id, language: live.frame.language, requestedAt: now };
    if (!(await accessRequestRepository.insertUnlessAsked(tx, request))) return;
    if (await accessPolicyRepository.tellWaiting(tx, gptId, now, new Date(now.getTime() - TELL_EVERY_MS)))
      await this.tellMembers(tx, live);
  }

  private async tellMembers(tx: WorkspaceTransaction, { tenant, client: { gpt } }: LiveInteraction): Promise<void> {
    const link = `${this.config.publicUrl}/w/${tenant.slug}/gpts/${gpt.id}/sign-in`;
    for (const to of await membershipRepository.listDeciders(tx)) {
      // Without the person's name and address, which they choose themselves: those stand in the dashboard.
      const parts = [
        `Somebody asks to use ${gpt.name}. Whether they may is yours to decide:`,
        { link },
        'You hear of it at most once an hour for each GPT.',
      ];
      await this.mail.send(composeMail({ to, language: 'en', subject: `Somebody asks to use ${gpt.name}`, parts }));
    }
  }
}
