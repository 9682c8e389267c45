import { cn } from '../../../shared/lib/class-names';
import { formatExact } from '../../../shared/lib/format';
import { Badge } from '../../../shared/ui/badge';
import { Button } from '../../../shared/ui/button';
import { RelativeTime } from '../../../shared/ui/relative-time';
import { useToast } from '../../../shared/ui/toast';
import { CallerLink } from '../../subscribers/caller-link';
import { covers, useCurrentWorkspace } from '../../workspaces/current-workspace';
import { useReplayEvent, type Outcome, type StripeEvent } from './events.queries';

const outcomes: Readonly<Record<Outcome, { label: string; tone: 'neutral' | 'accent' | 'danger' }>> = {
  applied: { label: 'Applied', tone: 'accent' },
  ignored: { label: 'Ignored', tone: 'neutral' },
  failed: { label: 'Failed', tone: 'danger' },
};

/** One event: what it changed, for whom, what it was, and a button that works through it once more. */
export function EventRow({ event }: { event: StripeEvent }) {
  const { role } = useCurrentWorkspace();
  const replay = useReplayEvent();
  const toast = useToast();
  const { label, tone } = outcomes[event.outcome];
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-3 px-5 py-4 sm:px-6">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-mono text-sm break-all text-ink-soft">{event.type}</span>
          <Badge tone={tone}>{label}</Badge>
          {!event.livemode && <Badge>Test</Badge>}
        </p>
        {event.detail && (
          <p className={cn('mt-1 text-pretty break-words', event.outcome === 'ignored' ? 'text-ink-soft' : 'font-medium')}>
            {event.detail}
          </p>
        )}
        {event.subscriber && (
          <p className="mt-0.5 text-sm break-words">
            <CallerLink id={event.subscriber.id} name={event.subscriber.name ?? event.subscriber.email} />
            {event.subscriber.name !== null && <span className="text-ink-soft"> {event.subscriber.email}</span>}
          </p>
        )}
        <details className="mt-1 text-sm text-ink-soft">
          <summary className="w-fit cursor-pointer">
            Came <RelativeTime at={event.received_at} />
            {event.attempts > 1 && `, worked through ${event.attempts} times`}
          </summary>
          <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
            <dt>Event</dt>
            <dd className="font-mono break-all">{event.id}</dd>
            {event.object_id && <dt>About</dt>}
            {event.object_id && <dd className="font-mono break-all">{event.object_id}</dd>}
            <dt>Happened</dt>
            <dd>{formatExact(event.created_at)}</dd>
            <dt>Came</dt>
            <dd>{formatExact(event.received_at)}</dd>
          </dl>
        </details>
        {replay.error && (
          <p role="alert" className="mt-1 text-sm text-danger">
            {replay.error.message}
          </p>
        )}
      </div>
      {covers(role, 'admin') && (
        <Button
          size="sm"
          tone={event.outcome === 'ignored' ? 'quiet' : 'secondary'}
          pending={replay.isPending}
          aria-label={`Replay ${event.type}`}
          onClick={() =>
            replay.mutate(event.id, {
              onSuccess: ({ outcome }) => toast.success(`Worked through again: ${outcomes[outcome].label.toLowerCase()}.`),
            })
          }
        >
          Replay
        </Button>
      )}
    </li>
  );
}
