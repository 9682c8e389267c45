import type { DirectoryTransaction } from '../transaction';

/** `hours`: a month of the ledger. `batches`: what a month's batches brought. */
export type RetiredKind = 'hours' | 'batches';

const TABLES: Readonly<Record<RetiredKind, string>> = { hours: 'usage_hourly', batches: 'usage_batch_parts' };

/** Months of usage, as tables of their own: made ahead, and taken away whole. */
export const usagePartitionRepository = {
  /** Makes the month exist, wherever usage is kept by month. */
  async ensure(tx: DirectoryTransaction, month: Date): Promise<void> {
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

  /** Takes a month away, unless rollups still need it. @returns `retired`, or why not. @throws when it cannot be compared within a statement's time */
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
