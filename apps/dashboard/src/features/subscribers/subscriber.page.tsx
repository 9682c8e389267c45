import { ApiError } from '@gatehouse/api-client';
import { Activity, Bot, UserX } from 'lucide-react';
import { Link, useParams } from 'react-router';
import { Button } from '../../shared/ui/button';
import { usePageTitle } from '../../shared/ui/page-header';
import { Segmented } from '../../shared/ui/segmented';
import { EmptyState, ErrorState, Skeleton } from '../../shared/ui/states';
import { actionLabel } from '../usage/action-label';
import { LiveMark } from '../usage/live-mark';
import { UsageBreakdown } from '../usage/usage-breakdown';
import { UsageCsvMenu } from '../usage/usage-csv-menu';
import { UsageOverTime } from '../usage/usage-over-time';
import { bucketOf } from '../usage/usage-window';
import { useUsage } from '../usage/usage.queries';
import { usageRanges, useUsageRange } from '../usage/use-usage-range';
import { useCurrentWorkspace } from '../workspaces/current-workspace';
import { DevicesCard } from './devices-card';
import { GrantsCard } from './grants-card';
import { SubscriberDataCard } from './subscriber-data-card';
import { SubscriberHeader } from './subscriber-header';
import { useSubscriber } from './subscriber.queries';
import { SubscriptionsCard } from './subscriptions-card';

/** One person: who they are, and what they called when. */
export function SubscriberPage() {
  const { subscriberId = '' } = useParams();
  const subscriber = useSubscriber(subscriberId);
  if (subscriber.isPending) return <Loading />;
  if (subscriber.isError && subscriber.error instanceof ApiError && subscriber.error.status === 404) return <Missing />;
  if (!subscriber.data) return <ErrorState error={subscriber.error} onRetry={() => void subscriber.refetch()} />;
  return (
    <>
      <SubscriberHeader subscriber={subscriber.data} />
      <div className="mb-6">
        <SubscriptionsCard subscriberId={subscriberId} />
      </div>
      <SubscriberUsage key={subscriberId} subscriberId={subscriberId} />
      <div className="mt-6 grid items-start gap-6 min-[85rem]:grid-cols-2">
        <GrantsCard subscriberId={subscriberId} />
        <DevicesCard subscriberId={subscriberId} />
      </div>
      <SubscriberDataCard subscriber={subscriber.data} />
    </>
  );
}

const MOST = 10;

function SubscriberUsage({ subscriberId }: { subscriberId: string }) {
  const { range, label, setRange } = useUsageRange();
  const question = { range, subscriber: subscriberId };
  const time = useUsage({ ...question, groupBy: bucketOf(range) }, { live: true });
  const version = time.data?.total.calls ?? 0;
  const actions = useUsage({ ...question, groupBy: 'action', version }, { enabled: !time.isPending });
  const gpts = useUsage({ ...question, groupBy: 'gpt', version }, { enabled: !time.isPending });
  return (
    <div className="space-y-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Segmented label="Time" value={range} onValue={setRange} options={usageRanges} />
        <div className="flex items-center gap-4">
          <LiveMark failing={time.isError} />
          <UsageCsvMenu range={range} subscriber={subscriberId} />
        </div>
      </div>
      <UsageOverTime time={time} range={range} label={label} />
      <div className="grid items-start gap-6 min-[85rem]:grid-cols-2">
        <UsageBreakdown
          title="By action"
          description="What they called."
          noun="Action"
          usage={actions}
          most={MOST}
          icon={Activity}
          emptyTitle="No calls in this time"
          labelOf={actionLabel}
        />
        <UsageBreakdown
          title="By GPT"
          description="Where they called from."
          noun="GPT"
          usage={gpts}
          most={MOST}
          icon={Bot}
          emptyTitle="No calls in this time"
        />
      </div>
    </div>
  );
}

function Missing() {
  const { slug } = useCurrentWorkspace();
  usePageTitle('No such subscriber');
  return (
    <EmptyState
      page
      icon={UserX}
      title="No such subscriber"
      action={
        <Button asChild>
          <Link to={`/w/${slug}/subscribers`}>All subscribers</Link>
        </Button>
      }
    >
      They were deleted, or they signed in to another workspace.
    </EmptyState>
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Loading the subscriber" className="space-y-6">
      <Skeleton className="w-24" />
      <Skeleton className="h-12 w-80 max-w-full" />
      <Skeleton className="h-16 w-full rounded-lg" />
      <Skeleton className="h-80 w-full rounded-lg" />
    </div>
  );
}
