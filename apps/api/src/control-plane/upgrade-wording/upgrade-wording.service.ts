import { changesBetween, type Clock } from '@gatehouse/core';
import { Database, gptRepository, MeterFence } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { GptReader } from '../gpts/gpt-reader';
import type { UpgradeWordingSetting } from './upgrade-wording.dto';

/** How a GPT's refusals speak of what is sold. */
@Injectable()
export class UpgradeWordingService {
  constructor(
    private readonly database: Database,
    private readonly gpts: GptReader,
    private readonly fence: MeterFence,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError `not_found` */
  get(workspace: WorkspaceAccess, gptId: string): Promise<UpgradeWordingSetting> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const { upgradeWording: wording } = await this.gpts.find(tx, gptId);
      return { wording };
    });
  }

  /** Holds from the next refusal on, on every instance. @throws AppError `not_found` */
  set(workspace: WorkspaceAccess, gptId: string, { wording }: UpgradeWordingSetting): Promise<UpgradeWordingSetting> {
    return this.fence.around((mark) =>
      this.database.inWorkspace(workspace.id, async (tx) => {
        const gpt = await this.gpts.findForUpdate(tx, gptId);
        const changes = changesBetween({ upgrade_wording: gpt.upgradeWording }, { upgrade_wording: wording });
        if (Object.keys(changes).length === 0) return { wording };
        await mark.gpt(gpt.id);
        await gptRepository.update(tx, gpt.id, { upgradeWording: wording });
        const target = { kind: 'gpt', id: gpt.id, name: gpt.name };
        await recordChange(tx, workspace.caller, this.clock.now(), { action: 'gpt.updated', target, changes });
        return { wording };
      }),
    );
  }
}
