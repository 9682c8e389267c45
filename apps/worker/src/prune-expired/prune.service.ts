import type { Clock } from '@gatehouse/core';
import { Database, expiredRowsRepository, usageBatchRepository, workspaceRepository } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../tokens';

const MS_PER_HOUR = 3_600_000;
/** What has ended stays for a day, for whoever looks into a complaint. */
const KEEP_ENDED_MS = 24 * MS_PER_HOUR;
/** Batch ids are many; how they guard against a second delivery does not depend on how long they stay (`Drain`, step 3). */
const KEEP_BATCHES_MS = MS_PER_HOUR;
const WORKSPACES_PER_PAGE = 500;

/** Sweeps out what is over. */
@Injectable()
export class Prune {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns how many rows went */
  async run(): Promise<number> {
    const now = this.clock.now().getTime();
    const endedBefore = new Date(now - KEEP_ENDED_MS);
    let pruned = await this.database.inDirectory((tx) => usageBatchRepository.forgetBefore(tx, new Date(now - KEEP_BATCHES_MS)));
    pruned += await untilNone(() => this.database.inDirectory((tx) => expiredRowsRepository.pruneDirectory(tx, endedBefore)));
    for await (const workspaceId of this.workspaces()) {
      pruned += await untilNone(() =>
        this.database.inWorkspace(workspaceId, (tx) => expiredRowsRepository.prune(tx, endedBefore)),
      );
    }
    return pruned;
  }

  private async *workspaces(): AsyncGenerator<string> {
    let after = '';
    for (;;) {
      const page = { after, limit: WORKSPACES_PER_PAGE };
      const ids = await this.database.inDirectory((tx) => workspaceRepository.listIds(tx, page));
      yield* ids;
      if (ids.length < WORKSPACES_PER_PAGE) return;
      after = ids.at(-1) ?? '';
    }
  }
}

async function untilNone(prune: () => Promise<number>): Promise<number> {
  let all = 0;
  for (let some = await prune(); some > 0; some = await prune()) all += some;
  return all;
}
