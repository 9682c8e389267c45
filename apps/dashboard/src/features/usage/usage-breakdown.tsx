import type { LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { formatNumber, formatShare } from '../../shared/lib/format';
import { Button } from '../../shared/ui/button';
import { Card, CardHeader } from '../../shared/ui/card';
import { EmptyState, ErrorState, SkeletonRows } from '../../shared/ui/states';
import { Cell, HeadCell, Row, Table } from '../../shared/ui/table';
import type { UsageRow, useUsage } from './usage.queries';

const MOST = 10;

interface BreakdownProps {
  title: string;
  description: string;
  /** What a row is, as the column's head. */
  noun: string;
  usage: ReturnType<typeof useUsage>;
  /** So many rows are shown at first, the largest first. */
  most?: number;
  /** Leads to all of them; without it the rest unfolds here. */
  allHref?: string;
  icon: LucideIcon;
  emptyTitle: string;
  labelOf?: (row: UsageRow) => ReactNode;
}

/** Calls split by subscriber or by action, the largest share first. */
export function UsageBreakdown({
  title,
  description,
  noun,
  usage,
  most = MOST,
  allHref,
  icon,
  emptyTitle,
  labelOf,
}: BreakdownProps) {
  const [unfolded, setUnfolded] = useState(false);
  const all = usage.data?.data.toSorted((a, b) => b.calls - a.calls || b.denied - a.denied) ?? [];
  const rows = unfolded ? all : all.slice(0, most);
  return (
    <Card aria-label={title} className="min-w-0">
      <CardHeader title={title} description={description} />
      <div className="pt-3">
        {usage.isPending && <SkeletonRows rows={3} label={`Loading ${title.toLowerCase()}`} />}
        {usage.isError && !usage.data && <ErrorState error={usage.error} onRetry={() => void usage.refetch()} />}
        {usage.data && rows.length === 0 && <EmptyState icon={icon} title={emptyTitle} className="py-10" />}
        {usage.data && rows.length > 0 && (
          <BreakdownTable title={title} noun={noun} rows={rows} total={usage.data.total.calls} labelOf={labelOf} />
        )}
        {unfolded && usage.data?.next_cursor && (
          <p className="border-t border-line px-5 py-3 text-sm text-ink-soft sm:px-6">
            More follow. An admin can take all of them as CSV.
          </p>
        )}
        {usage.data?.note && (
          <p className="border-t border-line px-5 py-3 text-sm text-pretty text-ink-soft sm:px-6">{usage.data.note}</p>
        )}
        {all.length > rows.length && (
          <div className="border-t border-line p-2">
            {allHref ? (
              <Button asChild tone="quiet" size="sm" className="w-full">
                <Link to={allHref}>All subscribers</Link>
              </Button>
            ) : (
              <Button tone="quiet" size="sm" className="w-full" onClick={() => setUnfolded(true)}>
                {usage.data?.next_cursor === null ? 'Show all' : 'Show the first'} {formatNumber(all.length)}
              </Button>
            )}
          </div>
        )}
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
  // A column of noughts says nothing.
  const refused = rows.some((row) => row.denied > 0);
  return (
    <Table label={title} className="table-fixed">
      <thead>
        <tr>
          <HeadCell>{noun}</HeadCell>
          <HeadCell numeric className="w-24 max-sm:pr-5">
            Calls
          </HeadCell>
          {refused && (
            <HeadCell numeric className="w-24 max-sm:hidden">
              Refused
            </HeadCell>
          )}
          <HeadCell numeric className="w-44 max-sm:hidden">
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
            <Cell numeric className="max-sm:py-2 max-sm:pr-5">
              {formatNumber(row.calls)}
              {row.denied > 0 && (
                <span className="block text-sm text-ink-faint sm:hidden">{formatNumber(row.denied)} refused</span>
              )}
            </Cell>
            {refused && (
              <Cell numeric className="text-ink-soft max-sm:hidden">
                {formatNumber(row.denied)}
              </Cell>
            )}
            <Cell numeric className="max-sm:hidden">
              <Share part={row.calls} whole={total} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

/** The share in figures and as a bar of the same length; what is there at all is never too short to see. */
function Share({ part, whole }: { part: number; whole: number }) {
  return (
    <span className="flex items-center justify-end gap-3">
      <span aria-hidden="true" className="h-1.5 flex-1 overflow-hidden rounded-full bg-hover">
        <span
          className={`block h-full rounded-full bg-accent ${part > 0 ? 'min-w-1' : ''}`}
          style={{ width: `${whole > 0 ? (100 * part) / whole : 0}%` }}
        />
      </span>
      <span className="w-13 text-ink-soft">{formatShare(part, whole)}</span>
    </span>
  );
}
