import type { Clock } from '@gatehouse/core';
import { type Config, Database, type RetiredKind, usagePartitionRepository } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, CONFIG } from '../tokens';

/** This month and so many after it are there before anybody needs them. */
const MONTHS_AHEAD = 2;

export interface Kept {
  readonly retired: readonly string[];
  /** Months that should have gone, and why they stay. */
  readonly refused: readonly string[];
}

type Retention = Pick<Config, 'usageHoursKeptMonths' | 'usageBatchesKeptMonths'>;

/** Makes the months of usage ahead, and takes away those that are kept no longer. */
@Injectable()
export class KeepPartitions {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly retention: Retention,
  ) {}

  /** @throws when Postgres is away; what was done until then stays done. */
  async run(): Promise<Kept> {
    const now = this.clock.now();
    for (let ahead = 0; ahead <= MONTHS_AHEAD; ahead += 1) {
      await this.database.inDirectory((tx) => usagePartitionRepository.ensure(tx, monthFrom(now, ahead)));
    }
    const outcomes = [
      ...(await this.retire('batches', monthFrom(now, -this.retention.usageBatchesKeptMonths))),
      ...(await this.retire('hours', monthFrom(now, -this.retention.usageHoursKeptMonths))),
    ];
    return {
      retired: outcomes.filter(({ outcome }) => outcome === 'retired').map(({ name }) => name),
      refused: outcomes.filter(({ outcome }) => outcome !== 'retired').map(({ name, outcome }) => `${name}: ${outcome}`),
    };
  }

  /**
   * Month by month, a transaction each, because taking a table away holds up its readers. A month that has to stay keeps all after it: once those are gone, nothing could
   * be compared with it any more.
   */
  private async retire(kind: RetiredKind, before: Date): Promise<{ name: string; outcome: string }[]> {
    const months = await this.database.inDirectory((tx) => usagePartitionRepository.monthsBefore(tx, kind, before));
    const outcomes: { name: string; outcome: string }[] = [];
    for (const month of months) {
      const outcome = await this.tryToRetire(kind, month);
      if (outcome !== 'absent') outcomes.push({ name: `${kind} of ${month.slice(0, 7)}`, outcome });
      if (outcome !== 'absent' && outcome !== 'retired') break;
    }
    return outcomes;
  }

  /** A month that cannot even be compared has to stay, too, and the operator has to hear of it. */
  private async tryToRetire(kind: RetiredKind, month: string): Promise<string> {
    try {
      return await this.database.inDirectory(async (tx) =>
        (await usagePartitionRepository.tryLock(tx)) ? usagePartitionRepository.retire(tx, kind, month) : 'absent',
      );
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}

/** The first moment of the month that lies so many months after that of `time`. */
function monthFrom(time: Date, months: number): Date {
  return new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + months, 1));
}
