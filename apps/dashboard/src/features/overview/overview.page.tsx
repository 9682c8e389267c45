import { PageHeader } from '../../shared/ui/page-header';
import { useGpts } from '../gpts/gpt.queries';
import { countsOf, useActiveSubscribers, useUsage } from '../usage/usage.queries';
import { LiveMark } from '../usage/live-mark';
import { UsageOverTime } from '../usage/usage-over-time';
import { UsageToolbar } from '../usage/usage-toolbar';
import { useUsageSpan } from '../usage/use-usage-span';
import { useCurrentWorkspace } from '../workspaces/current-workspace';
import { KpiTiles } from './kpi-tiles';
import { Onboarding } from './onboarding';
import { RevenueRow } from './revenue-row';
import { TopSubscribers } from './top-subscribers';

/** What happens in the workspace right now. One report of seven days by the hour serves the tiles; the chart has a time of its own. */
export function OverviewPage() {
  const { name } = useCurrentWorkspace();
  const hours = useUsage({ span: '7d', groupBy: 'hour' }, { live: true });
  const subscribers = useUsage(
    { span: '7d', groupBy: 'subscriber', version: countsOf(hours.data?.total) },
    { enabled: !hours.isPending },
  );
  const active = useUsage({ span: '7d', groupBy: 'gpt', version: countsOf(hours.data?.total) }, { enabled: !hours.isPending });
  const people = useActiveSubscribers({ span: '7d', calls: hours.data?.total.calls }, { live: true });
  const gpts = useGpts();

  return (
    <>
      <PageHeader title="Overview" description={name} actions={<LiveMark failing={hours.isError} />} />
      <div className="space-y-6">
        <Onboarding calls={hours.data?.total.calls} gpts={gpts.data?.data} />
        <KpiTiles hours={hours} people={people} active={active} gpts={gpts} />
        <RevenueRow />
        {/* Without a GPT there is nothing to draw: the first step stands out. */}
        {gpts.data?.data.length !== 0 && (
          <>
            <CallsCard />
            <TopSubscribers usage={subscribers} />
          </>
        )}
      </div>
    </>
  );
}

/** The calls of all GPTs, over any time. */
function CallsCard() {
  const chosen = useUsageSpan();
  const time = useUsage({ span: chosen.span, groupBy: chosen.bucket }, { live: chosen.growing });
  return (
    <div className="space-y-4">
      <UsageToolbar chosen={chosen} />
      <UsageOverTime time={time} chosen={chosen} />
    </div>
  );
}
