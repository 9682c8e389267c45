import { parseId } from '@gatehouse/core';
import { Database, gptRepository, privacyPolicyRepository } from '@gatehouse/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { findBrand, privacyPath } from '../../edge/hosted-pages/find-brand';
import { type HostedAnswer, page } from '../../edge/hosted-pages/hosted-answer';
import type { Language } from '../../edge/hosted-pages/language';
import { browserLanguage, linkLanguage } from '../../edge/hosted-pages/page-frame';
import { MessagePage } from '../../edge/hosted-pages/message-page';
import { plainFrame } from '../../edge/hosted-pages/page-frame';
import { accountPathsOf } from '../account/account-paths';
import { Tenants } from '../tenants/tenants.service';
import { privacyTexts } from './privacy.texts';
import { PrivacyPage, type PrivacyStatement } from './privacy-page';

export type PrivacyRequest = FastifyRequest<{ Params: { workspace: string; gpt: string } }>;

const NOTHING_SAID: PrivacyStatement = {
  responsible: null,
  contactEmail: null,
  collected: null,
  purposes: null,
  retention: null,
  recipients: null,
};

/** `GET /t/{workspace}/g/{gpt}/privacy`: there from the GPT's first day, since a public GPT with actions cannot do without one. */
@Injectable()
export class PrivacyHandler {
  constructor(
    private readonly tenants: Tenants,
    private readonly database: Database,
  ) {}

  async handle(http: PrivacyRequest): Promise<HostedAnswer> {
    const language = browserLanguage(http);
    const tenant = await this.tenants.resolve(http.params.workspace);
    const gptId = parseId('gpt', http.params.gpt);
    if (tenant === null || gptId === null) return missing(language);
    return this.database.inWorkspace(tenant.id, async (tx): Promise<HostedAnswer> => {
      const gpt = await gptRepository.find(tx, gptId);
      if (gpt === null) return missing(language);
      const policy = await privacyPolicyRepository.find(tx, gptId);
      const brand = await findBrand(tx, tenant.path, gptId);
      return page(
        200,
        <PrivacyPage
          frame={{ language, gptName: gpt.name, brand: { ...brand, privacyUrl: null } }}
          gptName={gpt.name}
          workspaceName={tenant.name}
          statement={policy ?? NOTHING_SAID}
          changedAt={policy?.updatedAt ?? gpt.createdAt}
          accountHref={accountPathsOf(tenant, linkLanguage(http)).home}
          selfHref={privacyPath(tenant.path, gptId)}
        />,
      );
    });
  }
}

function missing(language: Language): HostedAnswer {
  const { heading, text } = privacyTexts[language].missing;
  return page(404, <MessagePage frame={plainFrame(language)} heading={heading} paragraphs={[text]} />);
}
