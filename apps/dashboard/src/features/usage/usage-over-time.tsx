import { Card, CardBody, CardHeader } from '../../shared/ui/card';
import { ErrorState, Skeleton } from '../../shared/ui/states';
import { CallsChart } from './calls-chart';
import type { useUsage } from './usage.queries';
import { bucketOf, buildSeries, type UsageRange } from './usage-window';

/** The card with the calls of each hour, or of each day where hours would be too many. @param label the span in words */
export function UsageOverTime({ time, range, label }: { time: ReturnType<typeof useUsage>; range: UsageRange; label: string }) {
  return (
    <Card aria-labelledby="calls-over-time">
      <CardHeader id="calls-over-time" title={`Calls per ${bucketOf(range)}`} />
      <CardBody>
        {time.isPending && <Skeleton className="h-64 w-full rounded-md" />}
        {time.isError && !time.data && <ErrorState error={time.error} onRetry={() => void time.refetch()} />}
        {time.data && (
          <CallsChart
            points={buildSeries(time.data.data, time.data.window)}
            bucket={time.data.window.bucket}
            range={`last ${label}`}
          />
        )}
      </CardBody>
    </Card>
  );
}
