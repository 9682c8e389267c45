import { monthOf } from '@gatehouse/core';
import { Database, usageRebuildRepository, workspaceRepository } from '@gatehouse/platform';
import { Injectable } from '@nestjs/common';

const WORKSPACES_PER_PAGE = 500;

export interface HoursToRebuild {
  readonly from: Date;
  readonly to: Date;
}

/** Makes days, months and totals anew from hours, and hours from batches when asked. Counting and rolling up go on meanwhile. */
@Injectable()
export class Recompute {
  constructor(private readonly database: Database) {}

  /**
   * One workspace, in a transaction for each month.
   * @param hours whose rows are to be made anew from batches first
   * @returns how many months were made anew
   * @throws RangeError when batches are not kept that far back; nothing was changed
   */
  async workspace(workspaceId: string, hours: HoursToRebuild | null = null): Promise<number> {
    if (hours !== null) await this.hours(workspaceId, hours);
    const months = await this.database.inWorkspace(workspaceId, (tx) => usageRebuildRepository.months(tx));
    for (const { startsAt, hoursAreKept } of months) {
      await this.database.inWorkspace(workspaceId, (tx) => usageRebuildRepository.month(tx, monthOf(startsAt), hoursAreKept));
    }
    await this.database.inWorkspace(workspaceId, (tx) => usageRebuildRepository.totals(tx));
    return months.length;
  }

  /** Every workspace's id. */
  async *workspaces(): AsyncGenerator<string> {
    for (let after = ''; ;) {
      const page = { after, limit: WORKSPACES_PER_PAGE };
      const ids = await this.database.inDirectory((tx) => workspaceRepository.listIds(tx, page));
      yield* ids;
      if (ids.length < WORKSPACES_PER_PAGE) return;
      after = ids.at(-1) ?? '';
    }
  }

  private async hours(workspaceId: string, { from, to }: HoursToRebuild): Promise<void> {
    const done = await this.database.inWorkspace(workspaceId, (tx) => usageRebuildRepository.hoursFromBatches(tx, from, to));
    if (!done)
      throw new RangeError(`batches are not kept back to ${from.toISOString()}: these hours cannot be made anew from them`);
  }
}
