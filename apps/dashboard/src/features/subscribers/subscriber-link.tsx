import { Link } from 'react-router';
import type { UsageRow } from '../usage/usage.queries';
import { useCurrentWorkspace } from '../workspaces/current-workspace';

const className = 'rounded-sm font-medium hover:text-accent-text hover:underline';

/** Somebody's address, which leads to what they did. */
export function SubscriberLink({ id, email }: { id: string; email: string }) {
  const { slug } = useCurrentWorkspace();
  return (
    <Link to={`/w/${slug}/subscribers/${id}`} className={className}>
      {email}
    </Link>
  );
}

/** A caller in a report of usage: a person leads to their page; a program with a service key is only named. */
export function callerLabel({ key, label }: UsageRow) {
  return key.startsWith('usr_') ? <SubscriberLink id={key} email={label} /> : label;
}
