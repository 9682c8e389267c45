import { Hand } from 'lucide-react';
import { Badge } from '../../../shared/ui/badge';
import { Button } from '../../../shared/ui/button';
import { Card, CardHeader } from '../../../shared/ui/card';
import { RelativeTime } from '../../../shared/ui/relative-time';
import { EmptyState, ErrorState, SkeletonRows } from '../../../shared/ui/states';
import { useToast } from '../../../shared/ui/toast';
import { CallerLink } from '../../subscribers/caller-link';
import { covers, useCurrentWorkspace } from '../../workspaces/current-workspace';
import { useAccessPolicy, useAccessRequests, useDecide, type AccessRequest } from './access.queries';

/** People who asked to use the GPT. Shown where they can ask, or ever did. */
export function AccessRequestsCard({ gptId }: { gptId: string }) {
  const policy = useAccessPolicy(gptId);
  const requests = useAccessRequests(gptId);
  const list = requests.data?.pages.flatMap((page) => page.data);
  const never = list?.length === 0;
  if (policy.data?.policy !== 'approval' && (never || !list)) return null;
  const waiting = policy.data?.waiting ?? 0;
  return (
    <Card aria-labelledby="access-requests">
      <CardHeader
        id="access-requests"
        title="Requests"
        description="They get a mail with your answer. You can change it: a refusal ends access from the next call on."
        action={waiting > 0 && <Badge tone="warning">{waiting} waiting</Badge>}
      />
      <div className="mt-4 border-t border-line">
        {requests.isPending && <SkeletonRows rows={2} label="Loading requests" />}
        {requests.isError && !list && <ErrorState error={requests.error} onRetry={() => void requests.refetch()} />}
        {never && (
          <EmptyState icon={Hand} title="Nobody has asked" className="py-10">
            Whoever signs in and asks for access appears here. Owners and admins get a mail.
          </EmptyState>
        )}
        {list && list.length > 0 && (
          <ul className="divide-y divide-line">
            {list.map((request) => (
              <RequestRow key={request.id} gptId={gptId} request={request} />
            ))}
          </ul>
        )}
        {requests.hasNextPage && (
          <div className="flex justify-center border-t border-line p-4">
            <Button pending={requests.isFetchingNextPage} onClick={() => void requests.fetchNextPage()}>
              Load more
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}

function RequestRow({ gptId, request }: { gptId: string; request: AccessRequest }) {
  const { role } = useCurrentWorkspace();
  const decide = useDecide(gptId);
  const toast = useToast();
  const { email, name, status } = request;

  function answer(decision: 'approve' | 'refuse'): void {
    decide.mutate(
      { request: request.id, decision },
      {
        onSuccess: () => toast.success(decision === 'approve' ? `${email} may use the GPT.` : `${email} was refused.`),
        onError: (error) => toast.error(error.message),
      },
    );
  }

  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2.5 px-5 py-3.5 sm:px-6">
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate" title={email}>
          <CallerLink id={request.subscriber} name={email} />
        </p>
        <p className="truncate text-sm text-ink-soft">
          {name && <>{name} · </>}
          asked <RelativeTime at={request.requested_at} />
        </p>
      </div>
      {status === 'approved' && <Badge tone="accent">Approved</Badge>}
      {status === 'refused' && <Badge tone="danger">Refused</Badge>}
      {covers(role, 'admin') && (
        <div className="flex gap-2">
          {status !== 'refused' && (
            <Button aria-label={`Refuse ${email}`} pending={decide.isPending} onClick={() => answer('refuse')}>
              Refuse
            </Button>
          )}
          {status !== 'approved' && (
            <Button tone="primary" aria-label={`Approve ${email}`} pending={decide.isPending} onClick={() => answer('approve')}>
              Approve
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
