import { formatNumber } from '../../shared/lib/format';
import { Badge } from '../../shared/ui/badge';
import { RelativeTime } from '../../shared/ui/relative-time';
import { Cell, HeadCell, Row, Table } from '../../shared/ui/table';
import { covers, useCurrentWorkspace } from '../workspaces/current-workspace';
import { CallerLink } from './caller-link';
import { nameSignInMethod } from './sign-in-method';
import { StandingBadge } from './standing-badge';
import type { Subscriber } from './subscriber.queries';
import { SubscriberRowMenu } from './subscriber-row-menu';

/** On phones the middle columns become a second line under the address. */
export function SubscribersTable({ subscribers }: { subscribers: readonly Subscriber[] }) {
  return (
    <Table label="Subscribers" className="max-md:table-fixed">
      <thead>
        <tr>
          <HeadCell>Email</HeadCell>
          <HeadCell className="max-md:hidden">Name</HeadCell>
          <HeadCell className="max-md:hidden">Sign-in</HeadCell>
          <HeadCell className="max-md:hidden">Payment</HeadCell>
          <HeadCell className="max-lg:hidden">First seen</HeadCell>
          <HeadCell className="max-md:hidden">Last seen</HeadCell>
          <HeadCell numeric className="max-md:w-18">
            Calls
          </HeadCell>
          <HeadCell className="w-14 max-md:w-16">
            <span className="sr-only">Actions</span>
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {subscribers.map((subscriber) => (
          <SubscriberRow key={subscriber.id} subscriber={subscriber} />
        ))}
      </tbody>
    </Table>
  );
}

function SubscriberRow({ subscriber }: { subscriber: Subscriber }) {
  const { role } = useCurrentWorkspace();
  const { id, email, name, blocked, standing } = subscriber;
  const method = nameSignInMethod(subscriber.sign_in_method);
  return (
    <Row>
      <Cell className="max-w-72 max-md:py-2.5">
        <span className="flex items-center gap-2">
          <span className="truncate" title={email}>
            <CallerLink id={id} name={email} />
          </span>
          {blocked && <Badge tone="danger">Blocked</Badge>}
          <StandingBadge standing={standing} className="md:hidden" />
        </span>
        <span className="block truncate text-sm text-ink-soft md:hidden">
          {method}, seen <RelativeTime at={subscriber.last_seen_at} />
        </span>
      </Cell>
      <Cell className="max-w-48 truncate text-ink-soft max-md:hidden" title={name ?? undefined}>
        {name ?? '–'}
      </Cell>
      <Cell className="whitespace-nowrap text-ink-soft max-md:hidden">{method}</Cell>
      <Cell className="whitespace-nowrap text-ink-soft max-md:hidden">
        {standing === null || standing === 'free' ? '–' : <StandingBadge standing={standing} />}
      </Cell>
      <Cell className="whitespace-nowrap text-ink-soft max-lg:hidden">
        <RelativeTime at={subscriber.first_seen_at} />
      </Cell>
      <Cell className="whitespace-nowrap text-ink-soft max-md:hidden">
        <RelativeTime at={subscriber.last_seen_at} />
      </Cell>
      <Cell numeric>{formatNumber(subscriber.calls)}</Cell>
      <Cell className="text-right">{covers(role, 'admin') && <SubscriberRowMenu subscriber={subscriber} />}</Cell>
    </Row>
  );
}
