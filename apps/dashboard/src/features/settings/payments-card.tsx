import { unwrap } from '@gatehouse/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../../shared/lib/api';
import { Button } from '../../shared/ui/button';
import { Callout } from '../../shared/ui/callout';
import { Card, CardBody, CardHeader } from '../../shared/ui/card';
import { TextField } from '../../shared/ui/field';
import { ErrorState, Skeleton } from '../../shared/ui/states';
import { useToast } from '../../shared/ui/toast';
import { covers, useCurrentWorkspace } from '../workspaces/current-workspace';

/** What the way through Stripe ended with. */
const endings: Record<string, { tone: 'info' | 'danger'; title: string }> = {
  connected: { tone: 'info', title: 'Your Stripe account is connected.' },
  denied: { tone: 'danger', title: 'Stripe was told not to connect. Nothing has changed.' },
  failed: { tone: 'danger', title: 'Stripe did not answer as expected. Try again.' },
  connected_already: { tone: 'danger', title: 'An account is connected already. Disconnect it first.' },
  other_member: { tone: 'danger', title: 'Connect the account in the browser in which you are signed in here.' },
};

/** How the workspace is paid. */
export function PaymentsCard() {
  const { slug, role } = useCurrentWorkspace();
  const [search] = useSearchParams();
  const path = { params: { path: { slug } } };
  const state = useQuery({
    queryKey: ['payments-connection', slug],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/workspaces/{slug}/billing/connection', { ...path, signal })),
  });
  const ending = endings[search.get('stripe') ?? ''];
  const connection = state.data?.connection;
  return (
    <Card aria-labelledby="payments">
      <CardHeader
        id="payments"
        title={state.data?.sandbox ? 'Payments (Sandbox)' : 'Payments'}
        description="People pay you, through your own Stripe account."
      />
      <CardBody>
        {state.isPending && <Skeleton className="h-9 w-64" />}
        {state.isError && <ErrorState error={state.error} onRetry={() => void state.refetch()} />}
        {state.data && (
          <div className="space-y-4">
            {ending && <Callout tone={ending.tone} title={ending.title} />}
            {state.data.sandbox && (
              <p className="text-sm text-ink-soft">A sandbox on this machine stands in for Stripe. Nobody is charged.</p>
            )}
            {!state.data.available && <p>Payments are not set up on this installation.</p>}
            {connection && (
              <p className="break-words">
                <span className="font-medium">{connection.display_name ?? connection.account_id}</span>{' '}
                <code>{connection.account_id}</code>
                {connection.key_last4 && ` by a restricted key that ends in ${connection.key_last4}`}
                {!connection.livemode && ' · test data'}
              </p>
            )}
            {state.data.available && covers(role, 'admin') && (
              <ConnectionDeeds connected={Boolean(connection)} canConnect={state.data.connect_available} />
            )}
          </div>
        )}
      </CardBody>
    </Card>
  );
}

function ConnectionDeeds({ connected, canConnect }: { connected: boolean; canConnect: boolean }) {
  const { slug } = useCurrentWorkspace();
  const toast = useToast();
  const queryClient = useQueryClient();
  const [key, setKey] = useState('');
  const path = { params: { path: { slug } } };
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['payments-connection', slug] });
  const start = useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/workspaces/{slug}/billing/connection/authorize', path)),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  const giveKey = useMutation({
    mutationFn: () => unwrap(api.PUT('/api/v1/workspaces/{slug}/billing/connection/key', { ...path, body: { key: key.trim() } })),
    onSuccess: () => {
      setKey('');
      toast.success('The account is connected.');
      return refresh();
    },
  });
  const end = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/workspaces/{slug}/billing/connection', path)),
    onSuccess: () => {
      toast.success('The account was disconnected.');
      return refresh();
    },
  });
  const fault = start.error ?? giveKey.error ?? end.error;
  return (
    <div className="space-y-4">
      {connected && (
        <div className="space-y-2">
          <Button onClick={() => end.mutate()} pending={end.isPending}>
            Disconnect
          </Button>
          <p className="text-sm text-ink-soft">Who has paid is served to the end of what they paid for.</p>
        </div>
      )}
      {!connected && canConnect && (
        <Button tone="primary" onClick={() => start.mutate()} pending={start.isPending}>
          Connect with Stripe
        </Button>
      )}
      {!connected && (
        <form
          noValidate
          className="space-y-3"
          onSubmit={(event) => {
            event.preventDefault();
            giveKey.mutate();
          }}
        >
          <TextField
            label="Or a restricted key of your own"
            hint="It begins with rk_. Kept encrypted, and never shown again."
            mono
            autoComplete="off"
            spellCheck={false}
            value={key}
            onValue={setKey}
          />
          <Button type="submit" pending={giveKey.isPending}>
            Use the key
          </Button>
        </form>
      )}
      {fault && (
        <p role="alert" className="text-sm text-danger">
          {fault.message}
        </p>
      )}
    </div>
  );
}
