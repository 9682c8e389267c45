import { Link } from 'react-router';
import type { UsageRow } from '../usage/usage.queries';
import { useCurrentWorkspace } from '../workspaces/current-workspace';
import { buildCallerPath, noteOf } from './caller-path';

/** The name of whoever called, which leads to what they did if there is a page of it. @param id of a subscriber or a service key */
export function CallerLink({ id, name }: { id: string; name: string }) {
  const { slug } = useCurrentWorkspace();
  const path = buildCallerPath(slug, id);
  const note = noteOf(id);
  if (path === null)
    return (
      <>
        {name}
        {note !== null && <span className="text-sm text-ink-faint"> {note}</span>}
      </>
    );
  return (
    <Link to={path} className="rounded-sm font-medium hover:text-accent-text hover:underline">
      {name}
    </Link>
  );
}

/** A caller as a row of a report shows it. */
export function callerLabel({ key, label }: UsageRow) {
  return <CallerLink id={key} name={label} />;
}
