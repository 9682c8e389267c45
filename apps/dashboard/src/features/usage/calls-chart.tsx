import { lazy, Suspense } from 'react';
import { formatCount } from '../../shared/lib/format';
import { Skeleton } from '../../shared/ui/states';
import { CallsTable } from './calls-table';
import type { UsagePoint, UsageScale } from './usage-window';

// The chart library is heavier than all pages together; it comes when a chart is to be drawn.
const CallsBars = lazy(async () => ({ default: (await import('./calls-bars')).CallsBars }));

/** Calls over time as bars, with the same figures as a table for those who cannot see them or point at them. */
export function CallsChart({ points, scale, range }: { points: readonly UsagePoint[]; scale: UsageScale; range: string }) {
  const total = points.reduce((sum, { calls }) => sum + calls, 0);
  const title = `Calls per ${scale.bucket}, ${range}: ${formatCount(total, 'call')} in all`;
  return (
    <figure aria-label={title} className="relative h-64">
      {/* The bars say nothing that the table does not, and their axes would be read out as loose figures. */}
      <div aria-hidden="true" className="h-full">
        <Suspense fallback={<Skeleton className="h-full w-full rounded-md" />}>
          <CallsBars points={points} scale={scale} />
        </Suspense>
      </div>
      <CallsTable points={points} scale={scale} title={title} />
      {total === 0 && (
        <figcaption className="pointer-events-none absolute inset-0 grid place-items-center pb-8 text-ink-soft">
          <span className="rounded-md bg-surface px-3 py-1.5">No calls in this time</span>
        </figcaption>
      )}
    </figure>
  );
}
