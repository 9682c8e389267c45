import { ALL_SHARDS, type Clock } from '@gatehouse/core';
import type { Logger } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Job } from '../job';
import { CLOCK, LOGGER } from '../tokens';
import { drainDuration, drainedEntries, drainFailures, lastDrain, parkedEntries } from './drain.metrics';
import { Drain } from './drain.service';
import type { Drained } from './ledger-writer';

/** Shards of one wake-up, which share a transaction. Workers share the groups between them. */
const GROUP_SIZE = 8;
/** A count is in the ledger this long after its call, give or take the writing. */
const EVERY_MS = 500;

interface ShardGroup {
  readonly shards: readonly number[];
}

const GROUPS = Array.from({ length: ALL_SHARDS.length / GROUP_SIZE }, (_, group) => ({
  id: `shards-${group * GROUP_SIZE}`,
  everyMs: EVERY_MS,
  data: { shards: ALL_SHARDS.slice(group * GROUP_SIZE, (group + 1) * GROUP_SIZE) },
}));

/** Wakes the drain of every shard twice a second. */
@Injectable()
export class DrainUsage implements Job<ShardGroup> {
  readonly queue = 'drain-usage';
  readonly concurrency = GROUPS.length;
  readonly schedules = GROUPS;
  /** Short: taking over from a live worker is harmless, and waiting for a dead one is lag. */
  readonly lockMs = 10_000;

  constructor(
    private readonly drain: Drain,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** One shard's trouble is not the others'. @throws when any failed, naming each; their counts wait in Redis. */
  async run({ shards }: ShardGroup): Promise<void> {
    const stop = drainDuration.startTimer();
    const outcomes = await this.drain.drainShards(shards);
    stop();
    const failures: string[] = [];
    for (const [shard, outcome] of outcomes) {
      if (outcome.status === 'fulfilled') this.note(shard, outcome.value);
      else failures.push(`shard ${shard}: ${String(outcome.reason)}`);
    }
    drainFailures.inc(failures.length);
    if (failures.length > 0) throw new Error(failures.join('; '));
  }

  private note(shard: number, { entries, parked }: Drained): void {
    drainedEntries.inc(entries);
    lastDrain.labels(String(shard)).set(this.clock.now().getTime() / 1000);
    if (parked === 0) return;
    parkedEntries.inc(parked);
    this.logger.error({ shard, entries, parked }, 'counts without a place in the ledger were put into usage_orphans');
  }
}
