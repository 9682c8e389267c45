import { ERASED_CALLER } from '@gatehouse/core';
import type { WorkspaceTransaction } from '../transaction';

export type UsageGrouping = 'gpt' | 'subscriber' | 'action' | 'tier' | 'hour' | 'day';

export interface UsageQuestion {
  /** From the beginning of this hour. */
  readonly from: Date;
  /** Until the beginning of this hour. */
  readonly to: Date;
  readonly groupBy: UsageGrouping;
  readonly gptId: string | null;
  readonly subscriberId: string | null;
  /** Rows at most, the largest first. Not for hours and days, which come all, in their order. */
  readonly limit: number;
}

export interface UsageReportRow {
  /** An id, a name, or the beginning of the hour or day (RFC 3339, UTC). */
  readonly key: string;
  readonly label: string;
  readonly calls: number;
  readonly cost: number;
}

export interface UsageReport {
  /** Of all rows, also of those beyond the limit. */
  readonly total: { readonly calls: number; readonly cost: number };
  readonly rows: readonly UsageReportRow[];
}

const asTime = (expression: string): string => `to_char(${expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

interface Shape {
  /** What is grouped by. */
  readonly key: string;
  readonly label: string;
  readonly join: string;
  readonly order: string;
  readonly limited: boolean;
}

const largestFirst = { order: 'c.calls DESC, c.key', limited: true };
const inOrder = { label: asTime('c.key'), join: '', order: 'c.key', limited: false };

const SHAPES: Readonly<Record<UsageGrouping, Shape>> = {
  gpt: {
    key: 'gpt_id',
    label: 'g.name',
    join: 'LEFT JOIN gpts g ON g.workspace_id = $1 AND g.id = c.key',
    ...largestFirst,
  },
  subscriber: {
    key: 'subscriber_id',
    // Who called: a person, a key that stands for none, or all who were erased.
    label: `coalesce(s.email, k.name, CASE WHEN c.key = '${ERASED_CALLER}' THEN 'Erased subscribers' END)`,
    join: `LEFT JOIN subscribers s ON s.workspace_id = $1 AND s.id = c.key
           LEFT JOIN service_keys k ON k.workspace_id = $1 AND k.id = c.key`,
    ...largestFirst,
  },
  action: { key: 'action', label: 'c.key', join: '', ...largestFirst },
  tier: { key: 'tier', label: 'c.key', join: '', ...largestFirst },
  hour: { key: 'hour', ...inOrder },
  // Whole days of UTC, whatever time zone the connection is set to.
  day: { key: `date_trunc('day', hour, 'UTC')`, ...inOrder },
};

/** The ledger as the creator reads it. */
export const usageReportRepository = {
  /** Accepted calls and their cost, as far as they have reached the ledger. Groups without an accepted call have no row. */
  async report(tx: WorkspaceTransaction, question: UsageQuestion): Promise<UsageReport> {
    const shape = SHAPES[question.groupBy];
    const key = shape.limited ? 'c.key' : asTime('c.key');
    const rows = await tx.manager.query<Record<'key' | 'label' | 'calls' | 'cost' | 'all_calls' | 'all_cost', string>[]>(
      `WITH c AS (
         SELECT ${shape.key} AS key, sum(calls) AS calls, sum(cost) AS cost,
                sum(sum(calls)) OVER () AS all_calls, sum(sum(cost)) OVER () AS all_cost
           FROM usage_hourly
          WHERE workspace_id = $1 AND hour >= $2 AND hour < $3
            AND ($4::text IS NULL OR gpt_id = $4) AND ($5::text IS NULL OR subscriber_id = $5)
          GROUP BY 1 HAVING sum(calls) > 0)
       SELECT ${key} AS key, coalesce(${shape.label}, ${key}) AS label, c.calls, c.cost, c.all_calls, c.all_cost
         FROM c ${shape.join} ORDER BY ${shape.order} LIMIT $6`,
      [tx.workspaceId, question.from, question.to, question.gptId, question.subscriberId, shape.limited ? question.limit : null],
    );
    const [first] = rows;
    return {
      total: { calls: exactly(first?.all_calls ?? '0'), cost: exactly(first?.all_cost ?? '0') },
      rows: rows.map((row) => ({ key: row.key, label: row.label, calls: exactly(row.calls), cost: exactly(row.cost) })),
    };
  },
};

/** @throws RangeError past 2^53: a count is refused rather than rounded. */
function exactly(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count)) throw new RangeError('a count exceeds 2^53');
  return count;
}
