import { type Clock, monthOf, type Period } from '@gatehouse/core';
import {
  Database,
  usageCheckRepository,
  usagePartitionRepository,
  type UsageSum,
  usageSumsRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { CLOCK } from '../tokens';
import { Book, type Difference } from './book';
import type { Finding } from './finding';

const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 24 * MS_PER_HOUR;

/** What one statement reads at most, where the unit is not a day: a second's work, where a statement may take twenty. */
export interface SliceSizes {
  /** Of a table. A month that has more is read day by day. */
  readonly rows: number;
  /** Of batches, each of some thousand lines at most. */
  readonly parts: number;
}

const SLICE_SIZES: SliceSizes = { rows: 200_000, parts: 100 };

/**
 * Compares ledger, batches and rollups of a workspace by day and GPT, whatever its size: in one snapshot, which nobody who reads or writes waits for, and in statements none of which reads more than a
 * slice or a day (ADR 0045).
 */
@Injectable()
export class BooksCheck {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Optional() private readonly sizes: SliceSizes = SLICE_SIZES,
  ) {}

  async workspace(workspaceId: string): Promise<Finding[]> {
    return this.database.inWorkspaceSnapshot(workspaceId, async (tx) => {
      const rollups = await this.rollups(tx);
      const hours = await this.hours(tx);
      return [
        ...rollups.map((difference) => ({ kind: 'rollup' as const, workspaceId, ...difference })),
        ...hours.map((difference) => ({ kind: 'hours' as const, workspaceId, ...difference })),
      ];
    });
  }

  /** This month and the one before, as far as hours are kept, against hours; all there ever was, against months. */
  private async rollups(tx: WorkspaceTransaction): Promise<Difference[]> {
    const month = monthOf(this.clock.now());
    const before = monthOf(new Date(month.startsAt.getTime() - 1));
    const hoursSince = await usagePartitionRepository.hoursKeptSince(tx);
    const compared = [before, month].filter(({ startsAt }) => startsAt >= hoursSince);
    const books = new Books();
    for (const each of compared) {
      for (const span of (await usageSumsRepository.isLarge(tx, each, this.sizes.rows)) ? daysOf(each) : [each])
        books.add(await usageSumsRepository.ofDays(tx, span));
      books.add(await usageSumsRepository.ofMonthsOfGpts(tx, each));
    }
    const monthsCompared = new Set(compared.map(({ startsAt }) => monthAt(startsAt.toISOString())));
    const isCompared = (at: string): boolean => monthsCompared.has(monthAt(at));
    const waiting = await usageSumsRepository.waiting(tx);
    books.add(
      waiting.filter(({ at }) => isCompared(at)),
      -1n,
    );
    for (let after: string | null = ''; after !== null;) {
      const slice: { sums: UsageSum[]; next: string | null } = await usageSumsRepository.ofCallers(tx, {
        rows: this.sizes.rows,
        after,
      });
      books.add(slice.sums);
      after = slice.next;
    }
    const [hours, months] = [books.of('hours'), books.of('months')];
    return [
      ...['days', 'hours of GPTs', 'days of GPTs'].flatMap((what) => hours.differences(what, books.of(what))),
      ...hours.by(asItIs, true).differences('hours of all', books.of('hours of all')),
      ...hours.by(monthAt).differences('months', months.within(isCompared)),
      ...hours.by(monthAt).differences('months of GPTs', books.of('months of GPTs')),
      ...months.by(asItIs, true).differences('months of callers', books.of('months of callers')),
      ...months.by(yearAt, true).differences('years', books.of('years')),
      ...months.by(() => '').differences('totals', books.of('totals')),
    ];
  }

  /** The last hours against what batches brought into them, as far as all batches since an hour before are kept. */
  private async hours(tx: WorkspaceTransaction): Promise<Difference[]> {
    const hour = Math.floor(this.clock.now().getTime() / MS_PER_HOUR) * MS_PER_HOUR;
    const span = { startsAt: new Date(hour - 2 * MS_PER_HOUR), endsAt: new Date(hour + MS_PER_HOUR) };
    const writtenSince = new Date(span.startsAt.getTime() - MS_PER_HOUR);
    if ((await usageCheckRepository.batchesKeptSince(tx)) > writtenSince) return [];
    const books = new Books();
    books.add(await usageSumsRepository.ofHours(tx, span));
    for (let after: string | null = new Date(writtenSince.getTime() - 1).toISOString(); after !== null;) {
      const slice: { sums: UsageSum[]; next: string | null } = await usageSumsRepository.brought(tx, span, {
        rows: this.sizes.parts,
        after,
      });
      books.add(slice.sums);
      after = slice.next;
    }
    return books.of('batches').differences('hours', books.of('hours'));
  }
}

const asItIs = (at: string): string => at;
const monthAt = (at: string): string => `${at.slice(0, 7)}-01`;
const yearAt = (at: string): string => `${at.slice(0, 4)}-01-01`;

function daysOf({ startsAt, endsAt }: Period): { startsAt: Date; endsAt: Date }[] {
  const days = (endsAt.getTime() - startsAt.getTime()) / MS_PER_DAY;
  return Array.from({ length: days }, (_, day) => ({
    startsAt: new Date(startsAt.getTime() + day * MS_PER_DAY),
    endsAt: new Date(startsAt.getTime() + (day + 1) * MS_PER_DAY),
  }));
}

/** Books by the name of their table. */
class Books {
  private readonly books = new Map<string, Book>();

  of(name: string): Book {
    const book = this.books.get(name) ?? new Book();
    this.books.set(name, book);
    return book;
  }

  add(sums: readonly UsageSum[], sign = 1n): void {
    for (const sum of sums) this.of(sum.of).add(sum, sign);
  }
}
