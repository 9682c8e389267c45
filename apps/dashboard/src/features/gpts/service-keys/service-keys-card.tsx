import { KeyRound, Plus, RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { formatExact } from '../../../shared/lib/format';
import { Badge } from '../../../shared/ui/badge';
import { Button } from '../../../shared/ui/button';
import { Card, CardHeader } from '../../../shared/ui/card';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog';
import { RelativeTime } from '../../../shared/ui/relative-time';
import { EmptyState, ErrorState, SkeletonRows } from '../../../shared/ui/states';
import { useToast } from '../../../shared/ui/toast';
import { covers, useCurrentWorkspace } from '../../workspaces/current-workspace';
import { CreateServiceKeyDialog, RotateServiceKeyDialog } from './service-key-dialogs';
import { useRevokeServiceKey, useServiceKeys, type ServiceKey } from './service-key.queries';

/** The GPT editor's "API Key": for GPTs, or actions of a GPT, whose people do not sign in. */
export function ServiceKeysCard({ gptId }: { gptId: string }) {
  const { role } = useCurrentWorkspace();
  const [creating, setCreating] = useState(false);
  const keys = useServiceKeys(gptId);
  const list = keys.data?.data;
  const mayChange = covers(role, 'developer');
  const create = mayChange && (
    <Button onClick={() => setCreating(true)}>
      <Plus aria-hidden="true" />
      New key
    </Button>
  );
  return (
    <Card aria-labelledby="service-keys">
      <CardHeader
        id="service-keys"
        title="Service keys"
        description="Instead of OAuth, where nobody has to sign in: a key says which GPT is calling, and not who. Its calls are counted, and no tier limits them."
        action={list && list.length > 0 && create}
      />
      <div className="mt-4 border-t border-line">
        {keys.isPending && <SkeletonRows rows={2} label="Loading service keys" />}
        {keys.isError && !keys.data && <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />}
        {list?.length === 0 && (
          <EmptyState icon={KeyRound} title="No service keys" action={create} className="py-10">
            Make one to choose “API Key” instead of “OAuth” in the GPT editor.
          </EmptyState>
        )}
        {list && list.length > 0 && (
          <ul className="divide-y divide-line">
            {list.map((key) => (
              <KeyRow key={key.id} gptId={gptId} serviceKey={key} mayChange={mayChange} />
            ))}
          </ul>
        )}
      </div>
      <CreateServiceKeyDialog gptId={gptId} open={creating} onOpenChange={setCreating} />
    </Card>
  );
}

function KeyRow({ gptId, serviceKey, mayChange }: { gptId: string; serviceKey: ServiceKey; mayChange: boolean }) {
  const { name, last4, last_used_at: lastUsedAt, expires_at: expiresAt } = serviceKey;
  const [asking, setAsking] = useState<'rotate' | 'revoke' | null>(null);
  const revoke = useRevokeServiceKey(gptId);
  const toast = useToast();
  return (
    <li className="flex items-center gap-2 px-5 py-3.5 sm:px-6">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 font-medium">
          <span className="truncate" title={name}>
            {name}
          </span>
          {expiresAt && <Badge tone="warning">Being replaced</Badge>}
        </p>
        <p className="text-sm text-ink-soft">
          <code className="font-mono">••••{last4}</code>
          {' · '}
          {lastUsedAt ? (
            <>
              last used <RelativeTime at={lastUsedAt} />
            </>
          ) : (
            'never used'
          )}
          {expiresAt && (
            <>
              {' · '}works until <time dateTime={expiresAt}>{formatExact(expiresAt)}</time>
            </>
          )}
        </p>
      </div>
      {mayChange && (
        <>
          <Button tone="quiet" size="icon" aria-label={`Rotate ${name}`} onClick={() => setAsking('rotate')}>
            <RefreshCw aria-hidden="true" />
          </Button>
          <Button tone="quiet" size="icon" aria-label={`Revoke ${name}`} onClick={() => setAsking('revoke')}>
            <Trash2 aria-hidden="true" />
          </Button>
        </>
      )}
      <RotateServiceKeyDialog
        gptId={gptId}
        serviceKey={serviceKey}
        open={asking === 'rotate'}
        onOpenChange={(open) => setAsking(open ? 'rotate' : null)}
      />
      <ConfirmDialog
        open={asking === 'revoke'}
        onOpenChange={(open) => setAsking(open ? 'revoke' : null)}
        title="Revoke this key?"
        description={
          <>
            Calls with <strong className="font-medium break-words text-ink">{name}</strong> are refused from the next one on. This
            cannot be undone.
          </>
        }
        confirmLabel="Revoke key"
        pending={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoke.mutate(serviceKey.id, { onSuccess: () => toast.success('Key revoked.') })}
      />
    </li>
  );
}
