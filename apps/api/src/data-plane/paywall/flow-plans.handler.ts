import { Database, subscriberRepository } from '@gatehouse/platform';
import { Injectable } from '@nestjs/common';
import { formTargetsOf } from '../../edge/hosted-pages/form-targets';
import { type HostedAnswer, redirect } from '../../edge/hosted-pages/hosted-answer';
import { readForm } from '../../edge/hosted-pages/read-form';
import { accountPathsOf } from '../account/account-paths';
import { Authorizations } from '../authorize/authorizations.service';
import { conclusion } from '../sign-in/consent.handler';
import { interactionTrouble } from '../sign-in/interaction-trouble';
import {
  type EnteredInteraction,
  type InteractionRequest,
  Interactions,
  type LiveInteraction,
} from '../sign-in/interactions.service';
import { noticeOf, PlansDesk, type PlansVisit } from './plans-desk.service';

/** The plans on the way back to ChatGPT, after consent, of a GPT that has nothing free. Who has paid goes on where they were: consent has the last word. */
@Injectable()
export class FlowPlansHandler {
  constructor(
    private readonly interactions: Interactions,
    private readonly authorizations: Authorizations,
    private readonly database: Database,
    private readonly desk: PlansDesk,
  ) {}

  async ask(http: InteractionRequest): Promise<HostedAnswer> {
    const visit = await this.visitOf(await this.interactions.enter(http));
    return 'kind' in visit ? visit : this.desk.show(visit, noticeOf(http));
  }

  async take(http: InteractionRequest): Promise<HostedAnswer> {
    const entered = await this.interactions.enterByForm(http);
    if (entered.kind === 'live' && readForm(http, ['decision']).get('decision') === 'later') {
      const { tenant, interaction } = entered;
      return conclusion(await this.authorizations.refuse(tenant, interaction, 'access_denied', 'No plan was chosen.'), entered);
    }
    const visit = await this.visitOf(entered);
    if ('kind' in visit) return visit;
    return this.desk.choose(http, visit);
  }

  async comeBack(http: InteractionRequest): Promise<HostedAnswer> {
    const visit = await this.visitOf(await this.interactions.enter(http));
    return 'kind' in visit ? visit : this.desk.comeBack(http, visit);
  }

  private async visitOf(entered: EnteredInteraction): Promise<HostedAnswer | (PlansVisit & { onward: string })> {
    if (entered.kind !== 'live') return interactionTrouble(entered);
    const { tenant, interaction, paths, client, frame, formToken }: LiveInteraction = entered;
    const { subscriberId, purpose } = interaction;
    if (subscriberId === null || purpose !== 'authorize') return redirect(paths.chooseMethod);
    const subscriber = await this.database.inWorkspace(tenant.id, (tx) => subscriberRepository.find(tx, subscriberId));
    // Blocked, or gone: consent says so.
    if (subscriber === null || subscriber.blockedAt !== null) return redirect(paths.consent);
    return {
      buyer: { tenant, subscriber, gptId: client.gpt.id, language: frame.language },
      gptName: client.gpt.name,
      frame,
      formToken,
      path: paths.plans,
      onward: paths.consent,
      later: true,
      formTargets: formTargetsOf(interaction.request.redirectUri),
      account: accountPathsOf(tenant, interaction.request.uiLocales === null ? null : frame.language),
    };
  }
}
