import { Ban, RotateCcw } from 'lucide-react';
import { formatNumber } from '../../shared/lib/format';
import { Avatar } from '../../shared/ui/avatar';
import { BackLink } from '../../shared/ui/back-link';
import { Badge } from '../../shared/ui/badge';
import { Button } from '../../shared/ui/button';
import { usePageTitle } from '../../shared/ui/page-header';
import { RelativeTime } from '../../shared/ui/relative-time';
import { covers, useCurrentWorkspace } from '../workspaces/current-workspace';
import { useBlocking } from './blocking';
import { nameSignInMethod } from './sign-in-method';
import type { Subscriber } from './subscriber.queries';

/** Who they are, and what may be done about them. */
export function SubscriberHeader({ subscriber }: { subscriber: Subscriber }) {
  const { slug, role } = useCurrentWorkspace();
  const { email, name, blocked } = subscriber;
  usePageTitle(email);
  return (
    <header className="mb-8 space-y-6">
      <div>
        <BackLink to={`/w/${slug}/subscribers`}>Subscribers</BackLink>
        <div className="mt-2 flex flex-wrap items-center justify-between gap-x-6 gap-y-4">
          <div className="flex min-w-0 items-center gap-4 max-sm:w-full">
            <Avatar name={name || email} className="size-12 text-base" />
            <div className="min-w-0">
              <h1 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-2xl font-semibold">
                {/* Whole, however long: on a phone nothing else tells the address. */}
                <span className="min-w-0 wrap-anywhere max-sm:text-xl">{name || email}</span>
                {blocked && <Badge tone="danger">Blocked</Badge>}
              </h1>
              {name && <p className="break-all text-ink-soft">{email}</p>}
            </div>
          </div>
          {covers(role, 'admin') && <BlockButton subscriber={subscriber} />}
        </div>
      </div>
      <SubscriberFacts subscriber={subscriber} />
    </header>
  );
}

function BlockButton({ subscriber }: { subscriber: Subscriber }) {
  const { dialog, pending, block, unblock } = useBlocking(subscriber);
  return (
    <>
      {subscriber.blocked ? (
        <Button pending={pending} onClick={unblock}>
          <RotateCcw aria-hidden="true" />
          Unblock
        </Button>
      ) : (
        <Button tone="dangerOutline" pending={pending} onClick={block}>
          <Ban aria-hidden="true" />
          Block
        </Button>
      )}
      {dialog}
    </>
  );
}

function SubscriberFacts({ subscriber }: { subscriber: Subscriber }) {
  const facts = [
    ['Signs in with', nameSignInMethod(subscriber.sign_in_method)],
    ['Address', subscriber.email_verified ? 'Verified' : 'Not verified'],
    ['News by email', subscriber.marketing_consent ? 'Agreed' : 'Not agreed'],
    ['First seen', <RelativeTime key="first" at={subscriber.first_seen_at} />],
    ['Last seen', <RelativeTime key="last" at={subscriber.last_seen_at} />],
    ['Calls in all', formatNumber(subscriber.calls)],
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 border-y border-line py-4 sm:grid-cols-3 lg:flex lg:gap-x-12">
      {facts.map(([label, value]) => (
        <div key={label} className="min-w-0">
          <dt className="text-sm text-ink-soft">{label}</dt>
          <dd className="mt-0.5 font-medium tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
