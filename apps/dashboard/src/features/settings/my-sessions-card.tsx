import { nameDevice } from '../../shared/lib/device-name';
import { Badge } from '../../shared/ui/badge';
import { Button } from '../../shared/ui/button';
import { Card, CardHeader } from '../../shared/ui/card';
import { RelativeTime } from '../../shared/ui/relative-time';
import { ErrorState, SkeletonRows } from '../../shared/ui/states';
import { useToast } from '../../shared/ui/toast';
import { useEndMySession, useMySessions, type MySession } from './my-session.queries';

/** The member's own browsers, in all workspaces. */
export function MySessionsCard() {
  const sessions = useMySessions();
  return (
    <Card aria-labelledby="my-sessions">
      <CardHeader
        id="my-sessions"
        title="Where you are signed in"
        description="Your own browsers. Sign out whatever you do not know."
      />
      <div className="mt-4 border-t border-line">
        {sessions.isPending && <SkeletonRows rows={2} label="Loading where you are signed in" />}
        {sessions.isError && !sessions.data && <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />}
        {sessions.data && (
          <ul className="divide-y divide-line">
            {sessions.data.data.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

function SessionRow({ session }: { session: MySession }) {
  const end = useEndMySession();
  const toast = useToast();
  const name = nameDevice(session.user_agent);
  return (
    <li className="flex items-center gap-3 px-5 py-3.5 sm:px-6">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium" title={session.user_agent ?? undefined}>
          {name}
        </p>
        <p className="text-sm text-ink-soft">
          Signed in <RelativeTime at={session.signed_in_at} />
          {' · '}seen <RelativeTime at={session.last_seen_at} />
        </p>
      </div>
      {session.current ? (
        <Badge>This device</Badge>
      ) : (
        <Button
          aria-label={`Sign out ${name}`}
          pending={end.isPending}
          onClick={() =>
            end.mutate(session.id, {
              onSuccess: () => toast.success('Signed out there.'),
              onError: (error) => toast.error(error.message),
            })
          }
        >
          Sign out
        </Button>
      )}
    </li>
  );
}
