import type { Clock } from '@gatehouse/core';
import {
  BEFORE_ALL,
  type Config,
  Database,
  type DirectoryTransaction,
  type RetiredKind,
  usagePartitionRepository,
  type WorkspaceDay,
  WRITTEN_SINCE,
} from '@gatehouse/platform';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { CLOCK, CONFIG } from '../tokens';

/** This month and so many after it are there before anybody needs them. */
const MONTHS_AHEAD = 2;
/** For how long everybody else may have to wait for a month that is made. It is not urgent, so it gives way to whoever reads for longer. */
const PATIENCE_MS = 200;
/** About so many rows of the ledger, and never less than a workspace's day, are compared in one statement: a fraction of a second. */
const ROWS_PER_SLICE = 200_000;
/** The first reads all of a month, the others what was written to meanwhile. */
const COMPARISONS = 4;

export interface Kept {
  /** Months that could not be made now, and why: the next run tries again, and who needs one before makes it. */
  readonly postponed: readonly string[];
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
    @Optional() private readonly rowsPerSlice = ROWS_PER_SLICE,
  ) {}

  /** @throws when Postgres is away; what was done until then stays done. */
  async run(): Promise<Kept> {
    const now = this.clock.now();
    const postponed: string[] = [];
    for (let ahead = 0; ahead <= MONTHS_AHEAD; ahead += 1) {
      const month = monthFrom(now, ahead);
      try {
        await this.database.inDirectory((tx) => usagePartitionRepository.ensure(tx, month, PATIENCE_MS));
      } catch (error) {
        postponed.push(`${month.toISOString().slice(0, 7)}: ${messageOf(error)}`);
      }
    }
    const outcomes = [
      ...(await this.retire('batches', monthFrom(now, -this.retention.usageBatchesKeptMonths))),
      ...(await this.retire('hours', monthFrom(now, -this.retention.usageHoursKeptMonths))),
    ];
    return {
      postponed,
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
      if (kind === 'batches') return await this.retireNow(kind, month);
      for (let comparison = 1; ; comparison += 1) {
        const hindrance = await this.compare(month, comparison > 1);
        if (hindrance !== null) return hindrance;
        const outcome = await this.retireNow(kind, month);
        if (outcome !== WRITTEN_SINCE || comparison === COMPARISONS) return outcome;
      }
    } catch (error) {
      return messageOf(error);
    }
  }

  private retireNow(kind: RetiredKind, month: string): Promise<string> {
    return this.database.inDirectory(async (tx) =>
      (await usagePartitionRepository.tryLock(tx)) ? usagePartitionRepository.retire(tx, kind, month) : 'absent',
    );
  }

  /**
   * Compares a month's hours with its days, in one snapshot, and a slice after the other, so that no month is too large for it (ADR 0045).
   * @param again only what was written to since the last time
   * @returns why the month has to stay; null when it adds up, or nothing of it has to be compared
   */
  private async compare(month: string, again: boolean): Promise<string | null> {
    await this.database.inDirectory((tx) => usagePartitionRepository.watch(tx, month));
    return this.database.inDirectorySnapshot(async (tx) => {
      if (!(await usagePartitionRepository.tryLock(tx))) return 'absent';
      const begun = await usagePartitionRepository.beginComparison(tx, month);
      if (begun !== 'begun') return begun === 'retired before' ? null : begun;
      const addsUp = again ? await this.lateAddsUp(tx, month) : await this.allAddsUp(tx, month);
      if (!addsUp) return 'its days do not add up to its hours';
      await usagePartitionRepository.endComparison(tx, month);
      return null;
    });
  }

  private async allAddsUp(tx: DirectoryTransaction, month: string): Promise<boolean> {
    for (let after: WorkspaceDay | null = BEFORE_ALL; after !== null;) {
      const until: WorkspaceDay | null = await usagePartitionRepository.nextSlice(tx, month, after, this.rowsPerSlice);
      if (await usagePartitionRepository.sliceDiffers(tx, month, after, until)) return false;
      after = until;
    }
    return true;
  }

  private async lateAddsUp(tx: DirectoryTransaction, month: string): Promise<boolean> {
    for (const { workspace, day, before } of await usagePartitionRepository.late(tx, month)) {
      if (await usagePartitionRepository.sliceDiffers(tx, month, { workspace, day: before }, { workspace, day })) return false;
    }
    return true;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The first moment of the month that lies so many months after that of `time`. */
function monthFrom(time: Date, months: number): Date {
  return new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + months, 1));
}
