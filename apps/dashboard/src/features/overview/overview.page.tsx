import { useState } from 'react';
import { Card, CardBody, CardHeader } from '../../shared/ui/card';
import { PageHeader } from '../../shared/ui/page-header';
import { Segmented } from '../../shared/ui/segmented';
import { ErrorState, Skeleton } from '../../shared/ui/states';
import { useGpts } from '../gpts/gpt.queries';
import { CallsChart } from '../usage/calls-chart';
import { LiveMark } from '../usage/live-mark';
import { useUsage } from '../usage/usage.queries';
import { buildSeries } from '../usage/usage-window';
import { useCurrentWorkspace } from '../workspaces/current-workspace';
import { KpiTiles } from './kpi-tiles';
import { Onboarding } from './onboarding';
import { RevenueRow } from './revenue-row';
import { TopSubscribers } from './top-subscribers';

const ranges = [
  { value: '24h', label: '24 hours' },
  { value: '7d', label: '7 days' },
] as const;

/** What happens in the workspace right now. One report of seven days by the hour serves the tiles and the chart. */
export function OverviewPage() {
  const { name } = useCurrentWorkspace();
  const hours = useUsage({ range: '7d', groupBy: 'hour' }, { live: true });
  const subscribers = useUsage(
    { range: '7d', groupBy: 'subscriber', version: hours.data?.total.calls ?? 0 },
    { enabled: !hours.isPending },
  );
  const active = useUsage({ range: '7d', groupBy: 'gpt', version: hours.data?.total.calls ?? 0 }, { enabled: !hours.isPending });
  const gpts = useGpts();

  return (
    <>
      <PageHeader title="Overview" description={name} actions={<LiveMark failing={hours.isError} />} />
      <div className="space-y-6">
        <Onboarding calls={hours.data?.total.calls} gpts={gpts.data?.data} />
        <KpiTiles hours={hours} subscribers={subscribers} active={active} gpts={gpts} />
        <RevenueRow />
        {/* Without a GPT there is nothing to draw: the first step stands out. */}
        {gpts.data?.data.length !== 0 && (
          <>
            <CallsCard hours={hours} />
            <TopSubscribers usage={subscribers} />
          </>
        )}
      </div>
    </>
  );
}

function CallsCard({ hours }: { hours: ReturnType<typeof useUsage> }) {
  const [range, setRange] = useState<(typeof ranges)[number]['value']>('24h');
  const points = hours.data ? buildSeries(hours.data.data, hours.data.window) : [];
  return (
    <Card aria-labelledby="calls-per-hour">
      <CardHeader
        id="calls-per-hour"
        title="Calls per hour"
        action={<Segmented label="Time" value={range} onValue={setRange} options={ranges} />}
      />
      <CardBody>
        {hours.isPending && <Skeleton className="h-64 w-full rounded-md" />}
        {hours.isError && !hours.data && <ErrorState error={hours.error} onRetry={() => void hours.refetch()} />}
        {hours.data && (
          <CallsChart
            points={range === '24h' ? points.slice(-24) : points}
            bucket="hour"
            range={range === '24h' ? 'last 24 hours' : 'last 7 days'}
          />
        )}
      </CardBody>
    </Card>
  );
}
