import { changesBetween, type Clock } from '@gatehouse/core';
import { Database, workspaceRepository, type WorkspaceTransaction } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import type { MeteringSetting } from './metering.dto';

/** How a workspace's calls are metered when not all is well (ADR 0024). Read anew by each such call, so it needs no fence. */
@Injectable()
export class MeteringService {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  get(workspace: WorkspaceAccess): Promise<MeteringSetting> {
    return this.database.inWorkspace(workspace.id, (tx) => this.read(tx));
  }

  set(workspace: WorkspaceAccess, { when_counters_are_down }: MeteringSetting): Promise<MeteringSetting> {
    const { id, name, caller } = workspace;
    return this.database.inWorkspace(id, async (tx) => {
      const before = await this.read(tx);
      if (before.when_counters_are_down === when_counters_are_down) return before;
      await workspaceRepository.setWhenCountersAreDown(tx, when_counters_are_down);
      await recordChange(tx, caller, this.clock.now(), {
        action: 'workspace.metering_changed',
        target: { kind: 'workspace', id, name },
        changes: changesBetween({ ...before }, { when_counters_are_down }),
      });
      return { when_counters_are_down };
    });
  }

  private async read(tx: WorkspaceTransaction): Promise<MeteringSetting> {
    const workspace = await workspaceRepository.find(tx, tx.workspaceId);
    return { when_counters_are_down: workspace?.whenCountersAreDown ?? 'serve' };
  }
}
