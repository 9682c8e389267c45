import type { Clock } from '@gatehouse/core';
import { Database, usageBatchRepository, usageRollUpRepository } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../tokens';

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
  ) {}

  /** @returns rows of the ledger that were added to its rollups. @throws when Postgres is away; nothing is half done. */
  async run(): Promise<number> {
    const batches = await this.database.inDirectory((tx) => usageBatchRepository.waiting(tx, BATCHES_AT_ONCE)); // 1
    if (batches.length === 0) return 0;
    let lines = 0;
    const failures = new Map<string, unknown>();
    for (const workspaceId of new Set(batches.flatMap((batch) => batch.workspaces))) {
      try {
        lines += await this.rollUp(workspaceId); // 2
      } catch (error) {
        failures.set(workspaceId, error);
      }
    }
    const done = batches.filter((batch) => !batch.workspaces.some((id) => failures.has(id)));
    const ids = done.map((batch) => batch.id);
    await this.database.inDirectory((tx) => usageBatchRepository.markRolledUp(tx, ids, this.clock.now())); // 3
    if (failures.size > 0) throw new Error([...failures].map(([id, error]) => `${id}: ${String(error)}`).join('; '));
    return lines;
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
