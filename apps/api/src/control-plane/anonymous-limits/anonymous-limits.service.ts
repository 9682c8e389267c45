import { changesBetween, type Clock, DEFAULT_ANONYMOUS_LIMITS, type AnonymousLimits as Limits } from '@gatehouse/core';
import { Database, gptRepository, MeterFence } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { GptReader } from '../gpts/gpt-reader';
import type { AnonymousLimits } from './anonymous-limits.dto';

/** What a GPT allows to people who have not signed in. */
@Injectable()
export class AnonymousLimitsService {
  constructor(
    private readonly database: Database,
    private readonly gpts: GptReader,
    private readonly fence: MeterFence,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError `not_found` */
  get(workspace: WorkspaceAccess, gptId: string): Promise<AnonymousLimits> {
    return this.database.inWorkspace(workspace.id, async (tx) => view((await this.gpts.find(tx, gptId)).anonymousLimits));
  }

  /** Holds from the next call on, on every instance. @throws AppError `not_found` */
  set(workspace: WorkspaceAccess, gptId: string, input: AnonymousLimits): Promise<AnonymousLimits> {
    return this.fence.around((mark) =>
      this.database.inWorkspace(workspace.id, async (tx) => {
        const gpt = await this.gpts.findForUpdate(tx, gptId);
        const limits: Limits = {
          userRatePerMinute: input.user_rate_per_minute,
          userQuotaPerDay: input.user_quota_per_day,
          sourceRatePerMinute: input.source_rate_per_minute,
        };
        await mark.gpt(gpt.id);
        await gptRepository.update(tx, gpt.id, { anonymousLimits: limits });
        const changes = changesBetween({ anonymous_limits: view(gpt.anonymousLimits) }, { anonymous_limits: view(limits) });
        if (Object.keys(changes).length > 0) {
          const target = { kind: 'gpt', id: gpt.id, name: gpt.name };
          await recordChange(tx, workspace.caller, this.clock.now(), { action: 'gpt.updated', target, changes });
        }
        return view(limits);
      }),
    );
  }
}

function view(limits: Limits | null): AnonymousLimits {
  const { userRatePerMinute, userQuotaPerDay, sourceRatePerMinute } = limits ?? DEFAULT_ANONYMOUS_LIMITS;
  return {
    user_rate_per_minute: userRatePerMinute,
    user_quota_per_day: userQuotaPerDay,
    source_rate_per_minute: sourceRatePerMinute,
  };
}
