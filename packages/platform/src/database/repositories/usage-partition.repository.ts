import type { DirectoryTransaction } from '../transaction';

/** `hours`: a month of the ledger. `batches`: what a month's batches brought. */
export type RetiredKind = 'hours' | 'batches';

/** In the order of the ledger: a workspace's days, then the next one's. */
export interface WorkspaceDay {
  readonly workspace: string;
  readonly day: string;
}

export const BEFORE_ALL: WorkspaceDay = { workspace: '', day: '-infinity' };

/** What is said of a month that somebody wrote to between its comparison and its end. */
export const WRITTEN_SINCE = 'it was written to after it was compared';

const TABLES: Readonly<Record<RetiredKind, string>> = { hours: 'usage_hourly', batches: 'usage_batch_parts' };

/** Months of usage, as tables of their own: made ahead, and taken away whole. */
export const usagePartitionRepository = {
  /**
   * Makes the month exist, wherever usage is kept by month. That waits for all who read or write usage, and whoever comes later waits for it.
   * @param patienceMs for how long at most
   * @throws when somebody took longer; whoever needs the month asks again
   */
  async ensure(tx: DirectoryTransaction, month: Date, patienceMs: number): Promise<void> {
    await tx.manager.query(`SELECT set_config('lock_timeout', $1, true)`, [`${patienceMs}ms`]);
    await tx.manager.query('SELECT ensure_usage_partition($1::date)', [month.toISOString().slice(0, 10)]);
  },

  /** True for one transaction at a time; the others may come back another time. */
  async tryLock(tx: DirectoryTransaction): Promise<boolean> {
    const [row] = await tx.manager.query<{ locked: boolean }[]>('SELECT pg_try_advisory_xact_lock(7005) AS locked');
    return row?.locked === true;
  },

  /** The first days of the months that are there, before that time, oldest first. */
  async monthsBefore(tx: DirectoryTransaction, kind: RetiredKind, before: Date): Promise<string[]> {
    const rows = await tx.manager.query<{ month: string }[]>(
      `SELECT to_char(month, 'YYYY-MM-DD') AS month FROM (
         SELECT to_date(right(c.relname, 7), 'YYYY_MM') AS month FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
          WHERE i.inhparent = $1::regclass) m WHERE month < $2::date ORDER BY month`,
      [TABLES[kind], before.toISOString().slice(0, 10)],
    );
    return rows.map(({ month }) => month);
  },

  /** Has it noted who writes to the month. Commit before comparing it. */
  async watch(tx: DirectoryTransaction, month: string): Promise<void> {
    await tx.manager.query('SELECT watch_usage_month($1::date)', [month]);
  },

  /** @returns `begun`, `retired before` when there is nothing to compare, or why the month cannot be compared now */
  async beginComparison(tx: DirectoryTransaction, month: string): Promise<string> {
    const [row] = await tx.manager.query<{ outcome: string }[]>('SELECT begin_usage_comparison($1::date) AS outcome', [month]);
    return row?.outcome ?? 'absent';
  },

  /** The last workspace and day of about so many rows of a month after those; null when there are no more. */
  async nextSlice(tx: DirectoryTransaction, month: string, after: WorkspaceDay, rows: number): Promise<WorkspaceDay | null> {
    const [row] = await tx.manager.query<{ workspace: string | null; day: string | null }[]>(
      'SELECT workspace, day::text FROM next_usage_slice($1::date, $2, $3::date, $4)',
      [month, after.workspace, after.day, rows],
    );
    const { workspace = null, day = null } = row ?? {};
    return workspace === null || day === null ? null : { workspace, day };
  },

  /** Whether some hours of a month do not add up to their days: after the first, up to and with the second; null for the rest. */
  async sliceDiffers(tx: DirectoryTransaction, month: string, after: WorkspaceDay, until: WorkspaceDay | null): Promise<boolean> {
    const [row] = await tx.manager.query<{ differs: boolean }[]>(
      'SELECT usage_slice_differs($1::date, $2, $3::date, $4, $5::date) AS differs',
      [month, after.workspace, after.day, until?.workspace ?? null, until?.day ?? null],
    );
    return row?.differs !== false;
  },

  /** Whose days of the month were written to since the last comparison. */
  late(tx: DirectoryTransaction, month: string): Promise<(WorkspaceDay & { readonly before: string })[]> {
    return tx.manager.query('SELECT workspace, day::text, (day - 1)::text AS before FROM late_usage($1::date)', [month]);
  },

  /** Everything was compared in the snapshot of this transaction, or that of the comparison before and is the same since. */
  async endComparison(tx: DirectoryTransaction, month: string): Promise<void> {
    await tx.manager.query('SELECT end_usage_comparison($1::date)', [month]);
  },

  /** Takes a month away, unless rollups still need it. One of hours has to be compared before. @returns `retired`, or why not */
  async retire(tx: DirectoryTransaction, kind: RetiredKind, month: string): Promise<string> {
    const [row] = await tx.manager.query<{ outcome: string }[]>('SELECT retire_usage_partition($1, $2::date) AS outcome', [
      kind,
      month,
    ]);
    return row?.outcome ?? 'absent';
  },

  /** Since when hours are kept; of what is earlier, days are the finest. */
  async hoursKeptSince(tx: Pick<DirectoryTransaction, 'manager'>): Promise<Date> {
    const [row] = await tx.manager.query<{ since: Date }[]>('SELECT hours_kept_since AS since FROM usage_books');
    return row?.since ?? new Date(0);
  },
};
