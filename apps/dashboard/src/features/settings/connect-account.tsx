import { useState } from 'react';
import { Button } from '../../shared/ui/button';
import { Callout } from '../../shared/ui/callout';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { useToast } from '../../shared/ui/toast';
import { useConnectionDeeds } from './payments.queries';
import { RestrictedKeyForm } from './restricted-key-form';

/** By signing in to Stripe, or with a key of one's own. */
export function ConnectAccount({ canConnect }: { canConnect: boolean }) {
  const { start } = useConnectionDeeds();
  return (
    <div className="space-y-5">
      {start.error && <Callout tone="danger" title={start.error.message} />}
      {canConnect && (
        <div className="space-y-2">
          <Button tone="primary" onClick={() => start.mutate()} pending={start.isPending}>
            Connect with Stripe
          </Button>
          <p className="text-sm text-ink-soft">Whoever has no account there yet can make one on the way.</p>
        </div>
      )}
      <RestrictedKeyForm
        deed="Use the key"
        done="The account is connected."
        {...(canConnect ? { lead: 'Or let Gatehouse use a key of your own account:' } : {})}
      />
    </div>
  );
}

export function DisconnectAccount() {
  const { end } = useConnectionDeeds();
  const toast = useToast();
  const [asks, setAsks] = useState(false);
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-5">
      <p className="text-sm text-ink-soft">People who have paid are served to the end of what they paid for.</p>
      <Button onClick={() => setAsks(true)}>Disconnect</Button>
      <ConfirmDialog
        open={asks}
        onOpenChange={setAsks}
        title="Disconnect the Stripe account?"
        description={
          <>
            <span className="block">
              Nobody can buy any more. People who have paid are served to the end of what they paid for.
            </span>
            <span className="mt-2 block">
              First cancel the subscriptions that renew, in Stripe, at once or at the end of their period: afterwards Gatehouse
              could not end them for anybody.
            </span>
          </>
        }
        confirmLabel="Disconnect"
        pending={end.isPending}
        error={end.error}
        onConfirm={() =>
          end.mutate(undefined, {
            onSuccess: () => {
              setAsks(false);
              toast.success('The account was disconnected.');
            },
          })
        }
      />
    </div>
  );
}
