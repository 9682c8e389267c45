import { formatNumber } from '../../shared/lib/format';
import { Badge } from '../../shared/ui/badge';
import { RelativeTime } from '../../shared/ui/relative-time';
import { Cell, HeadCell, Row, Table } from '../../shared/ui/table';
import { mayEdit, useCurrentWorkspace } from '../workspaces/current-workspace';
import type { Subscriber } from './subscriber.queries';
import { SubscriberRowMenu } from './subscriber-row-menu';

/** How a sign-in method is called on screen; one that is unknown here is shown as the API names it. */
const methods: Record<string, string> = { google: 'Google', email_code: 'Emailed code' };

export function SubscribersTable({ subscribers }: { subscribers: readonly Subscriber[] }) {
  const { role } = useCurrentWorkspace();
  return (
    <Table label="Subscribers" className="min-w-3xl">
      <thead>
        <tr>
          <HeadCell>Email</HeadCell>
          <HeadCell>Name</HeadCell>
          <HeadCell>Sign-in</HeadCell>
          <HeadCell>First seen</HeadCell>
          <HeadCell>Last seen</HeadCell>
          <HeadCell numeric>Calls</HeadCell>
          <HeadCell className="w-14">
            <span className="sr-only">Actions</span>
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {subscribers.map((subscriber) => (
          <Row key={subscriber.id}>
            <Cell className="max-w-72">
              <span className="flex items-center gap-2">
                <span className="truncate font-medium" title={subscriber.email}>
                  {subscriber.email}
                </span>
                {subscriber.blocked && <Badge tone="danger">Blocked</Badge>}
              </span>
            </Cell>
            <Cell className="max-w-48 truncate text-ink-soft" title={subscriber.name ?? undefined}>
              {subscriber.name ?? '–'}
            </Cell>
            <Cell className="whitespace-nowrap text-ink-soft">{methods[subscriber.sign_in_method] ?? subscriber.sign_in_method}</Cell>
            <Cell className="whitespace-nowrap text-ink-soft">
              <RelativeTime at={subscriber.first_seen_at} />
            </Cell>
            <Cell className="whitespace-nowrap text-ink-soft">
              <RelativeTime at={subscriber.last_seen_at} />
            </Cell>
            <Cell numeric>{formatNumber(subscriber.calls)}</Cell>
            <Cell className="text-right">{mayEdit(role) && <SubscriberRowMenu subscriber={subscriber} />}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
