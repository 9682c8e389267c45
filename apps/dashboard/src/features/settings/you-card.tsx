import { Avatar } from '../../shared/ui/avatar';
import { Badge } from '../../shared/ui/badge';
import { Card, CardHeader } from '../../shared/ui/card';
import { useMe } from '../session/session.queries';
import { useCurrentWorkspace } from '../workspaces/current-workspace';

/** The member who looks, and their role here. Whoever else is a member the API does not tell. */
export function YouCard() {
  const { role } = useCurrentWorkspace();
  const me = useMe().data;
  if (!me) return null;
  return (
    <Card aria-labelledby="you">
      <CardHeader id="you" title="You" description="The account you are signed in with, and your role in this workspace." />
      <ul className="mt-4 border-t border-line">
        <li className="flex items-center gap-3 px-5 py-3.5 sm:px-6">
          <Avatar name={me.name || me.email} />
          <div className="min-w-0 flex-1">
            <p className="flex items-center gap-2 font-medium">
              <span className="truncate" title={me.name}>
                {me.name}
              </span>
            </p>
            <p className="truncate text-sm text-ink-soft" title={me.email}>
              {me.email}
            </p>
          </div>
          <Badge className="capitalize">{role}</Badge>
        </li>
      </ul>
    </Card>
  );
}
