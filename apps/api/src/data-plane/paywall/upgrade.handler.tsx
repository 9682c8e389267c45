import { gptRepository, Database, Vault } from '@gatehouse/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { findBrand } from '../../edge/hosted-pages/find-brand';
import { type HostedAnswer, page, redirect } from '../../edge/hosted-pages/hosted-answer';
import { MessagePage } from '../../edge/hosted-pages/message-page';
import { browserLanguage, linkLanguage, type PageFrame, plainFrame } from '../../edge/hosted-pages/page-frame';
import { readForm } from '../../edge/hosted-pages/read-form';
import { Throttle } from '../../edge/throttle/throttle.service';
import { accountRequest } from '../account/account-client';
import { accountPathsOf } from '../account/account-paths';
import { blockedTexts } from '../sign-in/blocked.texts';
import { pathsOf } from '../sign-in/interaction-paths';
import { interactionTrouble } from '../sign-in/interaction-trouble';
import { Interactions } from '../sign-in/interactions.service';
import { SubscriberSessions } from '../sign-in/subscriber-sessions.service';
import { type Tenant, Tenants } from '../tenants/tenants.service';
import { UpgradeLinks } from '../upgrade-link/upgrade-links.service';
import { payingTexts } from './paying.texts';
import { noticeOf, PlansDesk, type PlansVisit } from './plans-desk.service';

const FORM_TOKEN_PURPOSE = 'upgrade-form';
/** As with the account: each arrival without a session writes a row. */
const BEGIN = { name: 'account', points: 300, seconds: 60 };

export type UpgradeRequest = FastifyRequest<{ Params: { workspace: string; ticket: string } }>;

type Arrival = HostedAnswer | PlansVisit;

/**
 * `/upgrade/{ticket}`: the link that a refused call carried. The ticket names person and GPT, and opens nothing by itself: only a session of that very person does.
 */
@Injectable()
export class UpgradeHandler {
  constructor(
    private readonly tenants: Tenants,
    private readonly links: UpgradeLinks,
    private readonly sessions: SubscriberSessions,
    private readonly interactions: Interactions,
    private readonly throttle: Throttle,
    private readonly database: Database,
    private readonly desk: PlansDesk,
    private readonly vault: Vault,
  ) {}

  async show(http: UpgradeRequest): Promise<HostedAnswer> {
    const visit = await this.arrive(http);
    return 'kind' in visit ? visit : this.desk.show(visit, noticeOf(http));
  }

  async choose(http: UpgradeRequest): Promise<HostedAnswer> {
    const visit = await this.arrive(http);
    if ('kind' in visit) return visit;
    const token = Buffer.from(readForm(http, ['csrf']).get('csrf') ?? '', 'base64url');
    const genuine = Buffer.from(visit.formToken, 'base64url').equals(token);
    return genuine ? this.desk.choose(http, visit) : interactionTrouble({ kind: 'forged_form', language: visit.frame.language });
  }

  /** Paying may take longer than the link lives: whoever comes back is that person, and that is enough. */
  async comeBack(http: UpgradeRequest): Promise<HostedAnswer> {
    const visit = await this.arrive(http, { late: true });
    return 'kind' in visit ? visit : this.desk.comeBack(http, visit);
  }

  private async arrive(http: UpgradeRequest, { late = false } = {}): Promise<Arrival> {
    const language = browserLanguage(http);
    const tenant = await this.tenants.resolve(http.params.workspace);
    if (tenant === null) return interactionTrouble({ kind: 'no_workspace', language });
    const plain = plainFrame(language, tenant.name);
    const account = accountPathsOf(tenant, linkLanguage(http));
    const texts = payingTexts[language];
    const { ticket } = http.params;
    const read = this.links.read(tenant.id, ticket);
    if (read.kind === 'invalid') return said(404, plain, texts.invalid.heading, [texts.invalid.paragraph]);
    if (read.kind === 'expired' && !late) return said(410, plain, texts.tooOld.heading, [texts.tooOld.paragraph]);
    const { gptId, subscriberId } = read;
    const found = await this.database.inWorkspace(tenant.id, async (tx) => {
      const gpt = await gptRepository.find(tx, gptId);
      const session = await this.sessions.find(tx, tenant, http.headers);
      return gpt === null ? null : { gpt, session, brand: await findBrand(tx, tenant.path, gptId) };
    });
    if (found === null) return said(404, plain, texts.invalid.heading, [texts.invalid.paragraph]);
    const { gpt, session, brand } = found;
    if (session === null) return this.toSignIn(http, tenant, gpt, ticket);
    const frame: PageFrame = { language, gptName: gpt.name, brand };
    const { subscriber, sessionId } = session;
    if (subscriber.id !== subscriberId) {
      const { heading, paragraph, advice } = texts.somebodyElse;
      const action = { label: texts.done.account, href: account.home };
      return said(403, frame, heading, [paragraph(subscriber.email), advice], action);
    }
    if (subscriber.blockedAt !== null) {
      const { heading, ended, mistake } = blockedTexts[language];
      return said(403, frame, heading(gpt.name), [ended(tenant.name), mistake]);
    }
    return {
      buyer: { tenant, subscriber, gptId, language },
      gptName: gpt.name,
      frame,
      formToken: this.vault.mac(FORM_TOKEN_PURPOSE, `${sessionId} ${gptId}`).toString('base64url'),
      path: `${tenant.path}/upgrade/${ticket}`,
      onward: null,
      later: false,
      formTargets: [],
      account,
    };
  }

  private async toSignIn(
    http: UpgradeRequest,
    tenant: Tenant,
    gpt: Parameters<typeof accountRequest>[1],
    ticket: string,
  ): Promise<HostedAnswer> {
    await this.throttle.spend([{ allowance: BEGIN, of: this.throttle.source(http) }]);
    const { id, cookies } = await this.database.inWorkspace(tenant.id, (tx) =>
      this.interactions.begin(tx, tenant, {
        gptId: gpt.id,
        purpose: 'account',
        request: accountRequest(tenant, gpt, `/upgrade/${ticket}`, linkLanguage(http)),
        signedIn: null,
        cookieHeader: http.headers.cookie,
      }),
    );
    return redirect(pathsOf(tenant, id).chooseMethod, cookies);
  }
}

function said(
  status: number,
  frame: PageFrame,
  heading: string,
  paragraphs: readonly string[],
  action?: { label: string; href: string },
): HostedAnswer {
  const more = action === undefined ? {} : { action };
  return page(status, <MessagePage frame={frame} heading={heading} paragraphs={paragraphs} {...more} />);
}
