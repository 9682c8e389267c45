import { monthOf } from '@gatehouse/core';
import {
  type CallerSlice,
  Database,
  NO_CALLER,
  usageRebuildRepository,
  workspaceRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';

const MS_PER_DAY = 86_400_000;
const WORKSPACES_PER_PAGE = 500;
/** Of the finer table, in one transaction: about a second's work, so that roll-up, which waits for it, hardly notices. */
const ROWS_PER_SLICE = 20_000;

export interface HoursToRebuild {
  readonly from: Date;
  readonly to: Date;
}

export interface WhatToRebuild {
  /** Whose rows are to be made anew from batches first. */
  readonly hours?: HoursToRebuild | null;
  /** Months before this one (`2026-03`), and hours, are taken as done: to go on where another run was stopped. */
  readonly since?: string | null;
}

/** Makes days, months and totals anew from hours, and hours from batches when asked. Counting and rolling up go on meanwhile. */
export class Recompute {
  constructor(
    private readonly database: Database,
    private readonly rowsPerSlice = ROWS_PER_SLICE,
  ) {}

  /**
   * One workspace, a slice after the other, each in a transaction of its own: whoever stops in between leaves nothing half done, and may go on
   * at the month that was told last (`since`).
   * @returns after each slice, the month (`2026-03`) before which everything is done; null while hours are made anew
   * @throws RangeError when batches are not kept that far back; nothing was changed
   */
  async *workspace(workspaceId: string, { hours = null, since = null }: WhatToRebuild = {}): AsyncGenerator<string | null> {
    const inWorkspace: InWorkspace = (work) => this.database.inWorkspace(workspaceId, work);
    if (hours !== null && since === null) yield* hoursOf(inWorkspace, hours);
    const kept = await inWorkspace((tx) => usageRebuildRepository.kept(tx));
    let month = monthOf(since === null ? (kept?.first ?? new Date(0)) : new Date(`${since}-01T00:00:00Z`));
    for (; kept !== null && month.startsAt <= kept.last; month = monthOf(month.endsAt)) {
      const steps = this.month(inWorkspace, month);
      while (!(await steps.next()).done) yield month.key;
    }
    const steps = this.callers(inWorkspace, (tx, slice) => usageRebuildRepository.totals(tx, slice));
    while (!(await steps.next()).done) yield month.key;
  }

  /** The ids of workspaces, in their order, from that one on. */
  async *workspaces(from = ''): AsyncGenerator<string> {
    if (from !== '') yield from;
    for (let after = from; ;) {
      const page = { after, limit: WORKSPACES_PER_PAGE };
      const ids = await this.database.inDirectory((tx) => workspaceRepository.listIds(tx, page));
      yield* ids;
      if (ids.length < WORKSPACES_PER_PAGE) return;
      after = ids.at(-1) ?? '';
    }
  }

  private async *month(inWorkspace: InWorkspace, month: Span): AsyncGenerator<void> {
    yield* this.callers(inWorkspace, (tx, slice) => usageRebuildRepository.callersOfMonth(tx, month, slice));
    for (const day of daysOf(month.startsAt, month.endsAt)) {
      await inWorkspace((tx) => usageRebuildRepository.gptsOfDay(tx, day));
      yield;
    }
    await inWorkspace((tx) => usageRebuildRepository.gptsOfMonth(tx, month));
    yield;
  }

  private async *callers(
    inWorkspace: InWorkspace,
    work: (tx: WorkspaceTransaction, slice: CallerSlice) => Promise<string | null>,
  ): AsyncGenerator<void> {
    for (let after: string | null = NO_CALLER; after !== null;) {
      const slice: CallerSlice = { after, rows: this.rowsPerSlice };
      after = await inWorkspace((tx) => work(tx, slice));
      yield;
    }
  }
}

type InWorkspace = <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => Promise<T>;

interface Span {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

async function* hoursOf(inWorkspace: InWorkspace, { from, to }: HoursToRebuild): AsyncGenerator<null> {
  for (const span of daysOf(from, to)) {
    const done = await inWorkspace((tx) => usageRebuildRepository.hoursFromBatches(tx, span));
    if (!done) {
      throw new RangeError(
        `batches are not kept back to ${span.startsAt.toISOString()}: hours since then cannot be made anew from them`,
      );
    }
    yield null;
  }
}

/** The days (UTC) of a span; the first and the last may be parts of days. */
function daysOf(from: Date, to: Date): Span[] {
  const spans: Span[] = [];
  for (let startsAt = from; startsAt < to;) {
    const nextDay = new Date((Math.floor(startsAt.getTime() / MS_PER_DAY) + 1) * MS_PER_DAY);
    const endsAt = nextDay < to ? nextDay : to;
    spans.push({ startsAt, endsAt });
    startsAt = endsAt;
  }
  return spans;
}
