import { Card, CardBody, CardHeader } from '../../shared/ui/card';
import { ErrorState, Skeleton } from '../../shared/ui/states';
import { CallsChart } from './calls-chart';
import type { useUsage } from './usage.queries';
import { buildSeries } from './usage-window';
import type { ChosenSpan } from './use-usage-span';

/** The card with the calls of each hour, or of each day where hours would be too many. */
export function UsageOverTime({ time, chosen }: { time: ReturnType<typeof useUsage>; chosen: ChosenSpan }) {
  return (
    <Card aria-labelledby="calls-over-time">
      <CardHeader id="calls-over-time" title={`Calls per ${chosen.bucket}`} />
      <CardBody>
        {time.isPending && <Skeleton className="h-64 w-full rounded-md" />}
        {time.isError && !time.data && <ErrorState error={time.error} onRetry={() => void time.refetch()} />}
        {time.data && (
          <CallsChart points={buildSeries(time.data.data, time.data.window)} scale={time.data.window} range={chosen.words} />
        )}
      </CardBody>
    </Card>
  );
}
