import { ArrowRight, ChevronRight } from 'lucide-react';
import { formatExact } from '../../shared/lib/format';
import { Avatar } from '../../shared/ui/avatar';
import { Badge } from '../../shared/ui/badge';
import { RelativeTime } from '../../shared/ui/relative-time';
import { sentenceOf, valueInWords } from './audit-words';
import type { AuditEvent } from './audit.queries';

/** One event as a sentence; what changed, and where it came from, when it is opened. */
export function AuditRow({ event }: { event: AuditEvent }) {
  const { who, what, target } = sentenceOf(event);
  return (
    <li>
      <details className="group">
        <summary className="flex cursor-pointer list-none items-start gap-3 px-5 py-3.5 transition-colors hover:bg-inset sm:px-6 [&::-webkit-details-marker]:hidden">
          <Avatar name={who} />
          <span className="min-w-0 flex-1">
            <span className="block break-words text-ink-soft">
              <span className="font-medium text-ink">{who}</span> {what}{' '}
              {target !== null && <span className="font-medium break-words text-ink">{target}</span>}
            </span>
            <span className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-soft">
              <RelativeTime at={event.at} />
              {event.actor.kind === 'token' && <Badge>by API token</Badge>}
            </span>
          </span>
          <ChevronRight
            aria-hidden="true"
            className="mt-1 size-4 shrink-0 text-ink-faint transition-transform group-open:rotate-90"
          />
        </summary>
        <Details event={event} />
      </details>
    </li>
  );
}

function Details({ event }: { event: AuditEvent }) {
  const facts: [string, string | null][] = [
    ['When', formatExact(event.at)],
    ['Who', event.actor.email],
    ['API token', event.actor.token_id],
    ['Action', event.action],
    ['Id', event.target?.id ?? null],
    ['Address', event.source_address],
    ['Program', event.user_agent],
  ];
  return (
    <div className="space-y-4 border-t border-line bg-inset px-5 py-4 text-sm sm:px-6">
      {Object.entries(event.changes).map(([field, { from, to }]) => (
        <p key={field} className="break-words">
          <span className="font-medium">{field.replaceAll('_', ' ')}</span>:{' '}
          <del className="text-ink-soft">{valueInWords(from)}</del>{' '}
          <ArrowRight aria-label="became" className="mx-0.5 inline size-3.5 text-ink-faint" />{' '}
          <ins className="no-underline">{valueInWords(to)}</ins>
        </p>
      ))}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5">
        {facts.map(
          ([label, value]) =>
            value !== null && (
              <div key={label} className="contents">
                <dt className="text-ink-soft">{label}</dt>
                <dd className="break-words">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </div>
  );
}
