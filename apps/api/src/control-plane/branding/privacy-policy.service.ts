import { changesBetween, type Clock } from '@gatehouse/core';
import {
  type Config,
  Database,
  type GptRow,
  privacyPolicyRepository,
  type PrivacyPolicyRow,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { issuerOfWorkspace } from '../../edge/custom-domains/issuer-of-workspace';
import { privacyPath } from '../../edge/hosted-pages/find-brand';
import { CLOCK, CONFIG } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { GptReader } from '../gpts/gpt-reader';
import type { PrivacyPolicy, SetPrivacyPolicy } from './branding.dto';

/** What a creator says in the privacy policy that we host for a GPT. */
@Injectable()
export class PrivacyPolicyService {
  constructor(
    private readonly database: Database,
    private readonly gpts: GptReader,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws AppError `not_found` */
  get(workspace: WorkspaceAccess, gptId: string): Promise<PrivacyPolicy> {
    return this.database.inWorkspace(workspace.id, async (tx) => this.show(tx, workspace, await this.gpts.find(tx, gptId)));
  }

  /** @throws AppError `not_found` */
  set(workspace: WorkspaceAccess, gptId: string, input: SetPrivacyPolicy): Promise<PrivacyPolicy> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.gpts.findForUpdate(tx, gptId);
      const { updated_at: _before, ...before } = await this.show(tx, workspace, gpt);
      await privacyPolicyRepository.save(tx, { gptId: gpt.id, ...statementFrom(input), updatedAt: this.clock.now() });
      const shown = await this.show(tx, workspace, gpt);
      const { updated_at: _after, ...after } = shown;
      await recordChange(tx, workspace.caller, this.clock.now(), {
        action: 'privacy_policy.changed',
        target: { kind: 'gpt', id: gpt.id, name: gpt.name },
        changes: changesBetween(before, after),
      });
      return shown;
    });
  }

  private async show(tx: WorkspaceTransaction, workspace: WorkspaceAccess, gpt: GptRow): Promise<PrivacyPolicy> {
    const policy = await privacyPolicyRepository.find(tx, gpt.id);
    return {
      url: privacyPath(await issuerOfWorkspace(tx, this.config.publicUrl, workspace), gpt.id),
      responsible: policy?.responsible ?? null,
      contact_email: policy?.contactEmail ?? null,
      collected: policy?.collected ?? null,
      purposes: policy?.purposes ?? null,
      retention: policy?.retention ?? null,
      recipients: policy?.recipients ?? null,
      updated_at: policy?.updatedAt.toISOString() ?? null,
    };
  }
}

function statementFrom(input: SetPrivacyPolicy): Omit<PrivacyPolicyRow, 'workspaceId' | 'gptId' | 'updatedAt'> {
  return {
    responsible: input.responsible ?? null,
    contactEmail: input.contact_email ?? null,
    collected: input.collected ?? null,
    purposes: input.purposes ?? null,
    retention: input.retention ?? null,
    recipients: input.recipients ?? null,
  };
}
