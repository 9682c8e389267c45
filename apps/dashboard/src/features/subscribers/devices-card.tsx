import { MonitorSmartphone } from 'lucide-react';
import { useState } from 'react';
import { nameDevice } from '../../shared/lib/device-name';
import { Button } from '../../shared/ui/button';
import { Card, CardHeader } from '../../shared/ui/card';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { RelativeTime } from '../../shared/ui/relative-time';
import { EmptyState, ErrorState, SkeletonRows } from '../../shared/ui/states';
import { useToast } from '../../shared/ui/toast';
import { covers, useCurrentWorkspace } from '../workspaces/current-workspace';
import { nameSignInMethod } from './sign-in-method';
import { useEndSubscriberSession, useSubscriberSessions, type SubscriberSession } from './subscriber-access.queries';

/** The browsers in which a subscriber is signed in on the hosted pages. */
export function DevicesCard({ subscriberId }: { subscriberId: string }) {
  const sessions = useSubscriberSessions(subscriberId);
  const list = sessions.data?.data;
  return (
    <Card aria-labelledby="devices">
      <CardHeader
        id="devices"
        title="Devices"
        description="Browsers that need no second sign-in. Signing one out does not stop the GPT: that is in the grants."
      />
      <div className="mt-4 border-t border-line">
        {sessions.isPending && <SkeletonRows rows={2} label="Loading devices" />}
        {sessions.isError && !list && <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />}
        {list?.length === 0 && <EmptyState icon={MonitorSmartphone} title="Signed in nowhere" className="py-10" />}
        {list && list.length > 0 && (
          <ul className="divide-y divide-line">
            {list.map((session) => (
              <DeviceRow key={session.id} subscriberId={subscriberId} session={session} />
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

function DeviceRow({ subscriberId, session }: { subscriberId: string; session: SubscriberSession }) {
  const { role } = useCurrentWorkspace();
  const [asking, setAsking] = useState(false);
  const end = useEndSubscriberSession(subscriberId);
  const toast = useToast();
  const name = nameDevice(session.user_agent);
  return (
    <li className="flex items-center gap-3 px-5 py-3.5 sm:px-6">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium" title={session.user_agent ?? undefined}>
          {name}
        </p>
        <p className="text-sm text-ink-soft">
          {nameSignInMethod(session.method)}
          {' · '}seen <RelativeTime at={session.last_seen_at} />
        </p>
      </div>
      {covers(role, 'admin') && (
        <Button aria-label={`Sign out ${name}`} onClick={() => setAsking(true)}>
          Sign out
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Sign this device out?"
        description="They have to sign in again there before they can allow a GPT anything. What they allowed already goes on."
        confirmLabel="Sign out"
        pending={end.isPending}
        error={end.error}
        onConfirm={() => end.mutate(session.id, { onSuccess: () => toast.success('Device signed out.') })}
      />
    </li>
  );
}
