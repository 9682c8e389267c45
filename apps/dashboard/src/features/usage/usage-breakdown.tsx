import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatNumber, formatShare } from '../../shared/lib/format';
import { Card, CardHeader } from '../../shared/ui/card';
import { EmptyState, ErrorState, SkeletonRows } from '../../shared/ui/states';
import { Cell, HeadCell, Row, Table } from '../../shared/ui/table';
import type { UsageRow, useUsage } from './usage.queries';

interface BreakdownProps {
  title: string;
  description: string;
  /** What a row is, as the column's head. */
  noun: string;
  usage: ReturnType<typeof useUsage>;
  /** At most so many rows, the largest first. */
  most?: number;
  icon: LucideIcon;
  emptyTitle: string;
  action?: ReactNode;
  labelOf?: (row: UsageRow) => ReactNode;
}

/** Calls split by subscriber or by action, the largest share first. */
export function UsageBreakdown({ title, description, noun, usage, most = 50, icon, emptyTitle, action, labelOf }: BreakdownProps) {
  const rows = usage.data?.data.toSorted((a, b) => b.calls - a.calls).slice(0, most) ?? [];
  const hidden = (usage.data?.data.length ?? 0) - rows.length;
  return (
    <Card aria-label={title} className="min-w-0">
      <CardHeader title={title} description={description} action={action} />
      <div className="pt-3">
        {usage.isPending && <SkeletonRows rows={3} label={`Loading ${title.toLowerCase()}`} />}
        {usage.isError && !usage.data && <ErrorState error={usage.error} onRetry={() => void usage.refetch()} />}
        {usage.data && rows.length === 0 && <EmptyState icon={icon} title={emptyTitle} className="py-10" />}
        {usage.data && rows.length > 0 && <BreakdownTable title={title} noun={noun} rows={rows} total={usage.data.total.calls} labelOf={labelOf} />}
        {hidden > 0 && <p className="border-t border-line px-5 py-3 text-sm text-ink-soft sm:px-6">and {formatNumber(hidden)} more</p>}
      </div>
    </Card>
  );
}

function BreakdownTable({
  title,
  noun,
  rows,
  total,
  labelOf,
}: {
  title: string;
  noun: string;
  rows: readonly UsageRow[];
  total: number;
  labelOf: BreakdownProps['labelOf'] | undefined;
}) {
  return (
    <Table label={title} className="table-fixed">
      <thead>
        <tr>
          <HeadCell>{noun}</HeadCell>
          <HeadCell numeric className="w-24">
            Calls
          </HeadCell>
          <HeadCell numeric className="w-28">
            Share
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.key}>
            <Cell className="truncate" title={row.label}>
              {labelOf?.(row) ?? row.label}
            </Cell>
            <Cell numeric>{formatNumber(row.calls)}</Cell>
            <Cell numeric>
              <Share part={row.calls} whole={total} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function Share({ part, whole }: { part: number; whole: number }) {
  return (
    <span className="flex flex-col items-end gap-1.5">
      <span className="text-sm text-ink-soft">{formatShare(part, whole)}</span>
      <span aria-hidden="true" className="h-1 w-full overflow-hidden rounded-full bg-hover">
        <span className="block h-full rounded-full bg-accent" style={{ width: `${whole > 0 ? (100 * part) / whole : 0}%` }} />
      </span>
    </span>
  );
}
