import { Bot } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { Badge } from '../../shared/ui/badge';
import { Button } from '../../shared/ui/button';
import { Card, CardHeader } from '../../shared/ui/card';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { RelativeTime } from '../../shared/ui/relative-time';
import { EmptyState, ErrorState, SkeletonRows } from '../../shared/ui/states';
import { useToast } from '../../shared/ui/toast';
import { covers, useCurrentWorkspace } from '../workspaces/current-workspace';
import { useGrants, useRevokeGrant, type Grant } from './subscriber-access.queries';

/** What a subscriber allowed which GPT to do for them. */
export function GrantsCard({ subscriberId }: { subscriberId: string }) {
  const grants = useGrants(subscriberId);
  const list = grants.data?.data;
  return (
    <Card aria-labelledby="grants">
      <CardHeader
        id="grants"
        title="GPTs and grants"
        description="What they allowed. Revoking it refuses the GPT’s next call for them, until they sign in and allow it again."
      />
      <div className="mt-4 border-t border-line">
        {grants.isPending && <SkeletonRows rows={2} label="Loading grants" />}
        {grants.isError && !list && <ErrorState error={grants.error} onRetry={() => void grants.refetch()} />}
        {list?.length === 0 && <EmptyState icon={Bot} title="Nothing is allowed at the moment" className="py-10" />}
        {list && list.length > 0 && (
          <ul className="divide-y divide-line">
            {list.map((grant) => (
              <GrantRow key={grant.id} subscriberId={subscriberId} grant={grant} />
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

const live = (count: number): string => (count === 1 ? '1 live token' : `${count} live tokens`);

function GrantRow({ subscriberId, grant }: { subscriberId: string; grant: Grant }) {
  const { slug, role } = useCurrentWorkspace();
  const [asking, setAsking] = useState(false);
  const revoke = useRevokeGrant(subscriberId);
  const toast = useToast();
  const { gpt, scopes } = grant;
  return (
    <li className="flex items-center gap-3 px-5 py-3.5 sm:px-6">
      <div className="min-w-0 flex-1 space-y-1">
        <p className="truncate font-medium" title={gpt.name}>
          <Link to={`/w/${slug}/gpts/${gpt.id}`} className="rounded-sm hover:text-accent-text hover:underline">
            {gpt.name}
          </Link>
        </p>
        {scopes.length > 0 && (
          <p className="flex flex-wrap gap-1.5">
            {scopes.map((scope) => (
              <Badge key={scope}>
                <span className="break-all">{scope}</span>
              </Badge>
            ))}
          </p>
        )}
        <p className="text-sm text-ink-soft">
          Since <RelativeTime at={grant.created_at} />
          {' · '}
          {live(grant.access_tokens + grant.refresh_tokens)}
        </p>
      </div>
      {covers(role, 'admin') && (
        <Button tone="dangerOutline" aria-label={`Revoke ${gpt.name}`} onClick={() => setAsking(true)}>
          Revoke
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Revoke this grant?"
        description={
          <>
            The next call of <strong className="font-medium break-words text-ink">{gpt.name}</strong> for this person is refused.
            ChatGPT asks them to sign in again, and they can allow it again: to keep them out, block them.
          </>
        }
        confirmLabel="Revoke grant"
        pending={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoke.mutate(grant.id, { onSuccess: () => toast.success('Grant revoked.') })}
      />
    </li>
  );
}
