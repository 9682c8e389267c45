import { KeyRound, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '../../shared/ui/badge';
import { Button } from '../../shared/ui/button';
import { Card, CardHeader } from '../../shared/ui/card';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { RelativeTime } from '../../shared/ui/relative-time';
import { EmptyState, ErrorState, SkeletonRows } from '../../shared/ui/states';
import { useToast } from '../../shared/ui/toast';
import { useCurrentWorkspace } from '../workspaces/current-workspace';
import { CreateTokenDialog } from './create-token-dialog';
import { useRevokeToken, useTokens, type ApiToken } from './token.queries';

/** Personal tokens for the API, of this workspace. */
export function TokensCard() {
  const { slug } = useCurrentWorkspace();
  const [creating, setCreating] = useState(false);
  const tokens = useTokens();
  const own = tokens.data?.data.filter((token) => token.workspace === slug);
  const create = (
    <Button onClick={() => setCreating(true)}>
      <Plus aria-hidden="true" />
      New token
    </Button>
  );

  return (
    <Card aria-labelledby="api-tokens">
      <CardHeader
        id="api-tokens"
        title="API tokens"
        description="For scripts and servers of yours that call the Gatehouse API. A token can do what its role allows, in this workspace only."
        action={own && own.length > 0 && create}
      />
      <div className="mt-4 border-t border-line">
        {tokens.isPending && <SkeletonRows rows={2} label="Loading API tokens" />}
        {tokens.isError && !tokens.data && <ErrorState error={tokens.error} onRetry={() => void tokens.refetch()} />}
        {own?.length === 0 && (
          <EmptyState icon={KeyRound} title="No API tokens" action={create} className="py-10">
            Make one when a program of yours needs the API.
          </EmptyState>
        )}
        {own && own.length > 0 && (
          <ul className="divide-y divide-line">
            {own.map((token) => (
              <TokenRow key={token.id} token={token} />
            ))}
          </ul>
        )}
      </div>
      <CreateTokenDialog open={creating} onOpenChange={setCreating} />
    </Card>
  );
}

function TokenRow({ token }: { token: ApiToken }) {
  const [asking, setAsking] = useState(false);
  const revoke = useRevokeToken();
  const toast = useToast();
  return (
    <li className="flex items-center gap-3 px-5 py-3.5 sm:px-6">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium" title={token.name}>
          {token.name}
        </p>
        <p className="text-sm text-ink-soft">
          Created <RelativeTime at={token.created_at} />
          {' · '}
          {token.last_used_at ? (
            <>
              last used <RelativeTime at={token.last_used_at} />
            </>
          ) : (
            'never used'
          )}
        </p>
      </div>
      <Badge className="capitalize">{token.role}</Badge>
      <Button tone="quiet" size="icon" aria-label={`Revoke ${token.name}`} onClick={() => setAsking(true)}>
        <Trash2 aria-hidden="true" />
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Revoke this token?"
        description={
          <>
            Programs that use <strong className="font-medium break-words text-ink">{token.name}</strong> are refused from now on.
            This cannot be undone.
          </>
        }
        confirmLabel="Revoke token"
        pending={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoke.mutate(token.id, { onSuccess: () => toast.success('Token revoked.') })}
      />
    </li>
  );
}
