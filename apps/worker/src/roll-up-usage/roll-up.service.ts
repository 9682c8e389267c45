import type { Clock } from '@gatehouse/core';
import { Database, usageBatchRepository, usageRollUpRepository } from '@gatehouse/platform';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { CLOCK } from '../tokens';

type Waiting = Awaited<ReturnType<typeof usageBatchRepository.waiting>>[number];

/** Batches of one look: what all shards bring in a minute, about. */
const BATCHES_AT_ONCE = 8_000;

/**
 * Adds what batches brought into the ledger to days, months and totals, each exactly once (ADR 0023). One workspace's trouble is not the others':
 * each is tried. Where it may die, and what then:
 *
 *   1 look      which batches wait, and whose counts they hold.
 *   2 add       each workspace's waiting parts to its rollups, and mark them as added: one transaction.
 *               Dies in it: rolled back. Dies after it: those parts wait no more, and are passed over.
 *   3 mark      the batches as rolled up. Dies before: the next run finds nothing left of them, and marks them.
 */
@Injectable()
export class RollUp {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Optional() private readonly batchesAtOnce = BATCHES_AT_ONCE,
  ) {}

  /** @returns rows of the ledger that were added to its rollups. @throws when Postgres is away; nothing is half done. */
  async run(): Promise<number> {
    let lines = 0;
    const failures = new Map<string, unknown>();
    // Whose roll-up fails leaves its batches waiting, as many as there may be: those behind them have their turn all the same.
    for (let after: Waiting | null = null; ;) {
      const batches = await this.waitingAfter(after); // 1
      for (const workspaceId of new Set(batches.flatMap((batch) => batch.workspaces))) {
        if (failures.has(workspaceId)) continue;
        try {
          lines += await this.rollUp(workspaceId); // 2
        } catch (error) {
          failures.set(workspaceId, error);
        }
      }
      const done = batches.filter((batch) => !batch.workspaces.some((id) => failures.has(id)));
      const ids = done.map((batch) => batch.id);
      if (ids.length > 0) await this.database.inDirectory((tx) => usageBatchRepository.markRolledUp(tx, ids, this.clock.now())); // 3
      after = batches.at(-1) ?? null;
      if (after === null || batches.length < this.batchesAtOnce) break;
    }
    if (failures.size > 0) throw new Error([...failures].map(([id, error]) => `${id}: ${String(error)}`).join('; '));
    return lines;
  }

  private waitingAfter(after: Waiting | null): Promise<Waiting[]> {
    return this.database.inDirectory((tx) => usageBatchRepository.waiting(tx, { limit: this.batchesAtOnce, after }));
  }

  private async rollUp(workspaceId: string): Promise<number> {
    let lines = 0;
    for (;;) {
      const turn = await this.database.inWorkspace(workspaceId, (tx) => usageRollUpRepository.rollUp(tx));
      lines += turn.lines;
      if (!turn.more) return lines;
    }
  }
}
