import { useState } from 'react';
import { ApiError } from '@gatehouse/api-client';
import { Button } from '../../shared/ui/button';
import { Callout } from '../../shared/ui/callout';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { TextField } from '../../shared/ui/field';
import { useToast } from '../../shared/ui/toast';
import { useConnectionDeeds } from './payments.queries';

/** By signing in to Stripe, or with a key of one's own. */
export function ConnectAccount({ canConnect }: { canConnect: boolean }) {
  const { start, giveKey } = useConnectionDeeds();
  const toast = useToast();
  const [key, setKey] = useState('');
  const wrongKey = giveKey.error instanceof ApiError ? giveKey.error.fields['key'] : undefined;
  const fault = start.error ?? (wrongKey === undefined ? giveKey.error : null);
  return (
    <div className="space-y-5">
      {fault && <Callout tone="danger" title={fault.message} />}
      {canConnect && (
        <div className="space-y-2">
          <Button tone="primary" onClick={() => start.mutate()} pending={start.isPending}>
            Connect with Stripe
          </Button>
          <p className="text-sm text-ink-soft">Whoever has no account there yet can make one on the way.</p>
        </div>
      )}
      <form
        noValidate
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          giveKey.mutate(key.trim(), { onSuccess: () => toast.success('The account is connected.') });
        }}
      >
        {canConnect && <p className="text-sm text-ink-soft">Or let Gatehouse use a key of your own account:</p>}
        <TextField
          label="Restricted key"
          hint="It begins with rk_. It may write products, prices, customers, Checkout, subscriptions, the portal, meters, refunds and webhook endpoints, and read the account, invoices, payment intents, charges and disputes. Kept encrypted, and never shown again."
          mono
          autoComplete="off"
          spellCheck={false}
          value={key}
          onValue={setKey}
          {...(wrongKey === undefined ? {} : { error: wrongKey })}
        />
        <Button type="submit" pending={giveKey.isPending} disabled={key.trim() === ''}>
          Use the key
        </Button>
      </form>
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
        description="Nobody can buy any more. Subscriptions that renew have to be cancelled in Stripe first, at once or at the end of their period: afterwards Gatehouse could not end them for anybody. People who have paid are served to the end of what they paid for."
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
