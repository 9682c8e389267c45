import { issuerOf } from '@gatehouse/core';
import { accessPolicyRepository, type Config, Database } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type HostedAnswer, redirect } from '../../edge/hosted-pages/hosted-answer';
import { browserLanguage } from '../../edge/hosted-pages/page-frame';
import { CONFIG } from '../../edge/tokens';
import { interactionTrouble } from '../sign-in/interaction-trouble';
import { Tenants } from '../tenants/tenants.service';
import { CallbackLearning } from './callback-learning.service';
import { staleLinkPage } from './callback-learning.pages';

/** Where ChatGPT lists a person's own GPTs. */
const OWN_GPTS = 'https://chatgpt.com/gpts/mine';

export type TestSignInRequest = FastifyRequest<{ Params: { workspace: string } }>;

/** `GET /t/{workspace}/test-sign-in?ticket=`: marks the browser of a member, and sends them to ChatGPT to begin the sign-in there. */
@Injectable()
export class TestSignInHandler {
  constructor(
    private readonly tenants: Tenants,
    private readonly learning: CallbackLearning,
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async begin(http: TestSignInRequest): Promise<HostedAnswer> {
    const language = browserLanguage(http);
    const tenant = await this.tenants.resolve(http.params.workspace);
    if (tenant === null) return interactionTrouble({ kind: 'no_workspace', language });
    const { ticket } = http.query as { ticket?: unknown };
    const marked = this.learning.markBrowser(tenant, typeof ticket === 'string' ? ticket : null);
    if (marked === null) return staleLinkPage(language, tenant.name);
    // The issuer has two hosts where a workspace has a domain, and ChatGPT may come to either: the browser is marked on both.
    if (tenant.path === '')
      return redirect(
        `${issuerOf(this.config.publicUrl, tenant.slug)}/test-sign-in?ticket=${encodeURIComponent(String(ticket))}`,
        [marked.cookie],
      );
    const policy = await this.database.inWorkspace(tenant.id, (tx) => accessPolicyRepository.find(tx, marked.mark.gptId));
    const chatGpt = this.config.sandboxUrl === null ? OWN_GPTS : `${this.config.publicUrl}/dev/chatgpt`;
    return redirect(policy?.gptUrl ?? chatGpt, [marked.cookie]);
  }
}
