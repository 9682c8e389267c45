import { AppError, changesBetween, type Clock, type FieldProblem, parseDomain } from '@gatehouse/core';
import {
  accessPolicyRepository,
  type AccessPolicyRow,
  accessRequestRepository,
  Database,
  grantListRepository,
  MeterFence,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { GptReader } from '../gpts/gpt-reader';
import type { AccessPolicy, ChangedAccessPolicy, PutAccessPolicy } from './access-policy.dto';
import { endAccessOfNotAdmitted } from './end-access';

/** Where ChatGPT shows a GPT. Nothing else may stand in mails that we send for a creator. */
const GPT_URL = /^https:\/\/(?:chatgpt\.com|chat\.openai\.com)\/g\/[A-Za-z0-9_-]{1,200}\/?$/;

type Settings = Pick<AccessPolicyRow, 'policy' | 'allowedDomains' | 'gptUrl'>;

const OPEN: Settings = { policy: 'open', allowedDomains: [], gptUrl: null };

/** Who may use a GPT. */
@Injectable()
export class AccessPolicyService {
  constructor(
    private readonly database: Database,
    private readonly gpts: GptReader,
    private readonly fence: MeterFence,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError `not_found` */
  get(workspace: WorkspaceAccess, gptId: string): Promise<AccessPolicy> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const gpt = await this.gpts.find(tx, gptId);
      return this.show(tx, gpt.id, (await accessPolicyRepository.find(tx, gpt.id)) ?? OPEN);
    });
  }

  /**
   * Makes it exactly this. Whoever is in stays in until they have to sign in again, unless the change is to hold for them too; then it holds on
   * their next call.
   * @throws AppError `not_found`, `validation_failed`
   */
  put(workspace: WorkspaceAccess, gptId: string, input: PutAccessPolicy): Promise<ChangedAccessPolicy> {
    const settings = settingsFrom(input);
    return this.fence.around((mark) =>
      this.database.inWorkspace(workspace.id, async (tx) => {
        const gpt = await this.gpts.findForUpdate(tx, gptId);
        const before = (await accessPolicyRepository.find(tx, gpt.id)) ?? OPEN;
        const now = this.clock.now();
        await accessPolicyRepository.put(tx, { gptId: gpt.id, ...settings, updatedAt: now });
        const ended = input.also_those_in ? await endAccessOfNotAdmitted(tx, { gptId: gpt.id, rules: settings, now, mark }) : 0;
        const changes = {
          ...changesBetween(viewOf(before), viewOf(settings)),
          ...(ended === 0 ? {} : { access_ended: { from: null, to: ended } }),
        };
        const target = { kind: 'gpt', id: gpt.id, name: gpt.name };
        if (Object.keys(changes).length > 0)
          await recordChange(tx, workspace.caller, now, { action: 'access_policy.changed', target, changes });
        return { ...(await this.show(tx, gpt.id, settings)), ended };
      }),
    );
  }

  private async show(tx: WorkspaceTransaction, gptId: string, settings: Settings): Promise<AccessPolicy> {
    const waiting = await accessRequestRepository.countWaiting(tx, gptId);
    return { ...viewOf(settings), waiting, inside: await grantListRepository.countLiveOfGpt(tx, gptId) };
  }
}

function viewOf({ policy, allowedDomains, gptUrl }: Settings): Pick<AccessPolicy, 'policy' | 'allowed_domains' | 'gpt_url'> {
  return { policy, allowed_domains: allowedDomains, gpt_url: gptUrl };
}

/** @throws AppError `validation_failed` */
function settingsFrom({ policy, allowed_domains: typed, gpt_url: gptUrl }: PutAccessPolicy): Settings {
  const domains = typed.map(parseDomain);
  const fields = domains.flatMap((domain, index): FieldProblem[] =>
    domain === null
      ? [{ field: `allowed_domains.${index}`, message: 'must be a domain like example.com, without wildcards' }]
      : [],
  );
  if (policy === 'domains' && typed.length === 0)
    fields.push({ field: 'allowed_domains', message: 'must have at least one entry, or nobody could sign in' });
  if (gptUrl !== null && !GPT_URL.test(gptUrl))
    fields.push({ field: 'gpt_url', message: 'must be the address of a GPT, https://chatgpt.com/g/…' });
  if (fields.length > 0) throw new AppError('validation_failed', { fields });
  return { policy, allowedDomains: [...new Set(domains.filter((domain) => domain !== null))], gptUrl };
}
