import { SearchX, Webhook } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import { BackLink } from '../../../shared/ui/back-link';
import { Button } from '../../../shared/ui/button';
import { Card } from '../../../shared/ui/card';
import { PageHeader } from '../../../shared/ui/page-header';
import { Segmented } from '../../../shared/ui/segmented';
import { EmptyState, ErrorState, SkeletonRows } from '../../../shared/ui/states';
import { useCurrentWorkspace } from '../../workspaces/current-workspace';
import { EventRow } from './event-row';
import { type EventFilter, useStripeEvents } from './events.queries';

const ALL = 'all';
/** Most of what Stripe tells changes nothing here: what did, or should have, comes first. */
const FIRST = 'not_ignored';
const options: readonly { value: EventFilter | typeof ALL; label: string }[] = [
  { value: FIRST, label: 'Applied and failed' },
  { value: 'failed', label: 'Failed' },
  { value: 'ignored', label: 'Ignored' },
  { value: ALL, label: 'All' },
];

/** What Stripe told of the account, and what became of it. The address holds the filter. */
export function EventsPage() {
  const { slug } = useCurrentWorkspace();
  const [params, setParams] = useSearchParams();
  const chosen = options.find(({ value }) => value === params.get('outcome'))?.value ?? FIRST;
  const choose = (value: EventFilter | typeof ALL) => setParams(value === FIRST ? {} : { outcome: value }, { replace: true });
  return (
    <>
      <BackLink to={`/w/${slug}/revenue`}>Revenue</BackLink>
      <PageHeader
        title="Stripe events"
        description="What Stripe told of your account, and what that changed here. Each event has its effect once, however often it comes."
      />
      <Card aria-label="Stripe events">
        <div className="border-b border-line p-4 sm:px-6">
          <Segmented label="Outcome" value={chosen} onValue={choose} options={options} />
        </div>
        <EventList outcome={chosen === ALL ? null : chosen} onClear={() => choose(ALL)} />
      </Card>
    </>
  );
}

function EventList({ outcome, onClear }: { outcome: EventFilter | null; onClear: () => void }) {
  const { slug } = useCurrentWorkspace();
  const list = useStripeEvents(outcome);
  if (list.isPending) return <SkeletonRows rows={8} label="Loading the events" />;
  if (list.isError && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const events = list.data.pages.flatMap((page) => page.data);
  if (events.length === 0) {
    return outcome === 'failed' || outcome === 'ignored' ? (
      <EmptyState
        icon={SearchX}
        title={outcome === 'failed' ? 'Nothing has failed' : 'No such events'}
        action={<Button onClick={onClear}>Show all events</Button>}
      >
        {outcome === 'failed' ? 'All that Stripe told was taken in.' : 'No event has ended this way yet.'}
      </EmptyState>
    ) : (
      <EmptyState icon={Webhook} title={outcome === null ? 'Nothing has been told yet' : 'Nothing has changed yet'}>
        Once your Stripe account is connected, in{' '}
        <Link className="underline" to={`/w/${slug}/settings`}>
          Settings
        </Link>
        , and somebody buys, {outcome === null ? 'what Stripe tells of it' : 'what that changed'} appears here.
      </EmptyState>
    );
  }
  return (
    <>
      <ol className="divide-y divide-line">
        {events.map((event) => (
          <EventRow key={event.id} event={event} />
        ))}
      </ol>
      {list.hasNextPage && (
        <div className="flex justify-center border-t border-line p-4">
          <Button pending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
    </>
  );
}
