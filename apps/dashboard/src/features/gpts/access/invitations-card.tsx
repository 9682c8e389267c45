import { MailPlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useNow } from '../../../shared/lib/now';
import { Badge } from '../../../shared/ui/badge';
import { Button } from '../../../shared/ui/button';
import { Card, CardHeader } from '../../../shared/ui/card';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog';
import { RelativeTime } from '../../../shared/ui/relative-time';
import { EmptyState, ErrorState, SkeletonRows } from '../../../shared/ui/states';
import { useToast } from '../../../shared/ui/toast';
import { covers, useCurrentWorkspace } from '../../workspaces/current-workspace';
import { useInvitations, useWithdrawInvitation, type Invitation } from './access.queries';
import { InviteDialog } from './invite-dialog';

/** Addresses that may use the GPT under every policy. */
export function InvitationsCard({ gptId }: { gptId: string }) {
  const { role } = useCurrentWorkspace();
  const [inviting, setInviting] = useState(false);
  const invitations = useInvitations(gptId);
  const list = invitations.data?.pages.flatMap((page) => page.data);
  const mayChange = covers(role, 'admin');
  const invite = mayChange && (
    <Button onClick={() => setInviting(true)}>
      <MailPlus aria-hidden="true" />
      Invite people
    </Button>
  );
  return (
    <Card aria-labelledby="invitations">
      <CardHeader
        id="invitations"
        title="Invitations"
        description="Addresses that come in whatever you choose above."
        action={list && list.length > 0 && invite}
      />
      <div className="mt-4 border-t border-line">
        {invitations.isPending && <SkeletonRows rows={2} label="Loading invitations" />}
        {invitations.isError && !list && <ErrorState error={invitations.error} onRetry={() => void invitations.refetch()} />}
        {list?.length === 0 && (
          <EmptyState icon={MailPlus} title="Nobody is invited" action={invite} className="py-10">
            Invited people come in whatever you choose above.
          </EmptyState>
        )}
        {list && list.length > 0 && (
          <ul className="divide-y divide-line">
            {list.map((invitation) => (
              <InvitationRow key={invitation.id} gptId={gptId} invitation={invitation} mayChange={mayChange} />
            ))}
          </ul>
        )}
        {invitations.hasNextPage && (
          <div className="flex justify-center border-t border-line p-4">
            <Button pending={invitations.isFetchingNextPage} onClick={() => void invitations.fetchNextPage()}>
              Load more
            </Button>
          </div>
        )}
      </div>
      <InviteDialog gptId={gptId} open={inviting} onOpenChange={setInviting} />
    </Card>
  );
}

function InvitationRow({ gptId, invitation, mayChange }: { gptId: string; invitation: Invitation; mayChange: boolean }) {
  const [asking, setAsking] = useState(false);
  const withdraw = useWithdrawInvitation(gptId);
  const toast = useToast();
  const { email } = invitation;
  return (
    <li className="flex items-center gap-3 px-5 py-3.5 sm:px-6">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium" title={email}>
          {email}
        </p>
        <p className="text-sm text-ink-soft">
          Invited <RelativeTime at={invitation.created_at} />
          {invitation.mailed_at && (
            <>
              {' · '}mailed <RelativeTime at={invitation.mailed_at} />
            </>
          )}
        </p>
      </div>
      <InvitationState invitation={invitation} />
      {mayChange && (
        <Button tone="quiet" size="icon" aria-label={`Withdraw the invitation of ${email}`} onClick={() => setAsking(true)}>
          <Trash2 aria-hidden="true" />
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Withdraw this invitation?"
        description={
          <>
            If <strong className="font-medium break-all text-ink">{email}</strong> is in by it alone, their next call is refused.
          </>
        }
        confirmLabel="Withdraw"
        pending={withdraw.isPending}
        error={withdraw.error}
        onConfirm={() => withdraw.mutate(invitation.id, { onSuccess: () => toast.success('Invitation withdrawn.') })}
      />
    </li>
  );
}

function InvitationState({ invitation }: { invitation: Invitation }) {
  const now = useNow();
  if (invitation.accepted_at) return <Badge tone="accent">In</Badge>;
  if (invitation.expires_at && new Date(invitation.expires_at) <= now) return <Badge tone="warning">Expired</Badge>;
  return <Badge>Invited</Badge>;
}
