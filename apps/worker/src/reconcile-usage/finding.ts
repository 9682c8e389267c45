/**
 * `quota`: a counter in Redis is not what the ledger and what is on its way say. `hours`: the ledger is not what batches brought. `rollup`: days, months
 * or totals are not what the ledger says. `stuck`: something waits far longer than it should. `unchecked`: a workspace could not be compared at all.
 */
export const FINDING_KINDS = ['quota', 'hours', 'rollup', 'stuck', 'unchecked'] as const;

export interface Finding {
  readonly kind: (typeof FINDING_KINDS)[number];
  /** Null when it is everybody's. */
  readonly workspaceId: string | null;
  readonly what: string;
  /** Of sums that differ, the first place: day or hour, and GPT; and how many more there are. */
  readonly where?: string;
  /** Sums as calls/cost/denied, units, or a time. */
  readonly expected: string;
  readonly found: string;
}
