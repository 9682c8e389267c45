import type { ReactNode } from 'react';
import { formatNumber } from '../../shared/lib/format';
import { Skeleton } from '../../shared/ui/states';

/** Figures side by side in one frame; on a narrow screen two in a row, and an odd last one takes the row that is left. */
export function StatRow({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line shadow-card max-lg:[&>:last-child:nth-child(odd)]:col-span-2 lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none">
      {children}
    </dl>
  );
}

/** One figure with its name; a dash when it could not be learned. */
export function StatTile({
  label,
  value,
  more = false,
  note,
  pending,
}: {
  label: string;
  value: number | undefined;
  /** Whether it is at least so many. */
  more?: boolean;
  note?: ReactNode;
  pending: boolean;
}) {
  return (
    <div className="bg-surface px-5 py-5 sm:px-6">
      <dt className="text-sm text-ink-soft">{label}</dt>
      <dd className="mt-2 text-2xl font-semibold tabular-nums sm:text-3xl">
        {pending ? (
          <Skeleton className="my-1 h-8 w-20" />
        ) : value === undefined ? (
          '–'
        ) : (
          `${formatNumber(value)}${more ? '+' : ''}`
        )}
      </dd>
      <dd className="mt-1 min-h-5 text-sm text-ink-faint">{pending ? null : note}</dd>
    </div>
  );
}
