import { Bot, UserX } from 'lucide-react';
import { useParams } from 'react-router';
import { isMissing } from '../../shared/lib/is-missing';
import { MissingState } from '../../shared/ui/missing';
import { ErrorState, Skeleton } from '../../shared/ui/states';
import { ActionsBreakdown } from '../usage/actions-breakdown';
import { UsageBreakdown } from '../usage/usage-breakdown';
import { UsageOverTime } from '../usage/usage-over-time';
import { UsageToolbar } from '../usage/usage-toolbar';
import { countsOf, useUsage } from '../usage/usage.queries';
import { useUsageSpan } from '../usage/use-usage-span';
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
  if (isMissing(subscriber)) return <Missing />;
  if (!subscriber.data) return <ErrorState error={subscriber.error} onRetry={() => void subscriber.refetch()} />;
  return (
    <>
      <SubscriberHeader subscriber={subscriber.data} />
      <div className="mb-6">
        <SubscriptionsCard subscriberId={subscriberId} />
      </div>
      <SubscriberUsage key={subscriberId} subscriberId={subscriberId} />
      <div className="mt-6 grid grid-cols-1 items-start gap-6 min-[85rem]:grid-cols-2">
        <GrantsCard subscriberId={subscriberId} />
        <DevicesCard subscriberId={subscriberId} />
      </div>
      <SubscriberDataCard subscriber={subscriber.data} />
    </>
  );
}

function SubscriberUsage({ subscriberId }: { subscriberId: string }) {
  const chosen = useUsageSpan();
  const question = { span: chosen.span, subscriber: subscriberId };
  const time = useUsage({ ...question, groupBy: chosen.bucket }, { live: chosen.growing });
  const version = countsOf(time.data?.total);
  const actions = useUsage({ ...question, groupBy: 'action', version }, { enabled: !time.isPending });
  const gpts = useUsage({ ...question, groupBy: 'gpt', version }, { enabled: !time.isPending });
  return (
    <div className="space-y-6">
      <UsageToolbar chosen={chosen} failing={time.isError} subscriber={subscriberId} />
      <UsageOverTime time={time} chosen={chosen} />
      <div className="grid grid-cols-1 items-start gap-6 min-[85rem]:grid-cols-2">
        <ActionsBreakdown usage={actions} description="What they called." />
        <UsageBreakdown
          title="By GPT"
          description="Where they called from."
          noun="GPT"
          usage={gpts}
          icon={Bot}
          emptyTitle="No calls in this time"
        />
      </div>
    </div>
  );
}

function Missing() {
  const { slug } = useCurrentWorkspace();
  return (
    <MissingState icon={UserX} title="No such subscriber" back={{ to: `/w/${slug}/subscribers`, label: 'All subscribers' }}>
      They were deleted, or they signed in to another workspace.
    </MissingState>
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
