import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { Callout } from '../../shared/ui/callout';
import { Card, CardBody, CardHeader } from '../../shared/ui/card';
import { ErrorState, Skeleton } from '../../shared/ui/states';
import { covers, useCurrentWorkspace } from '../workspaces/current-workspace';
import { ConnectAccount, DisconnectAccount } from './connect-account';
import { OwnWebhookState } from './own-webhook-state';
import { ReplaceKey } from './restricted-key-form';
import { ConnectionTrouble } from './connection-trouble';
import { usePaymentsConnection, type PaymentsConnection } from './payments.queries';
import { SellingForm } from './selling-form';

/** What the way through Stripe ended with. */
const endings: Record<string, { tone: 'info' | 'danger'; title: string }> = {
  connected: { tone: 'info', title: 'Your Stripe account is connected.' },
  denied: { tone: 'danger', title: 'Stripe was told not to connect. Nothing has changed.' },
  failed: { tone: 'danger', title: 'Stripe did not answer as expected. Try again.' },
  connected_already: { tone: 'danger', title: 'An account is connected already. Disconnect it first.' },
  other_member: { tone: 'danger', title: 'Connect the account in the browser in which you are signed in here.' },
};

const NOT_SET_UP = 'Payments are not set up on this installation. Whoever runs it has to give it a key at Stripe first.';

/** How the workspace is paid. */
export function PaymentsCard() {
  const [search] = useSearchParams();
  const state = usePaymentsConnection();
  const ending = endings[search.get('stripe') ?? ''];
  const told = useRef<HTMLDivElement>(null);
  const isTold = ending !== undefined && state.data !== undefined;
  // Whoever comes back from Stripe begins at the top of a long page.
  useEffect(() => {
    if (isTold) told.current?.scrollIntoView({ block: 'center' });
  }, [isTold]);
  return (
    <Card aria-labelledby="payments">
      <CardHeader
        id="payments"
        title={state.data?.sandbox ? 'Payments (Sandbox)' : 'Payments'}
        description="People pay you by card through Stripe, a payment service, straight into your own account there."
      />
      <CardBody>
        {state.isPending && <Skeleton className="h-9 w-64" />}
        {state.isError && !state.data && <ErrorState error={state.error} onRetry={() => void state.refetch()} />}
        {state.data && (
          <div ref={told} className="space-y-5">
            {ending && <Callout tone={ending.tone} title={ending.title} />}
            <Connection state={state.data} />
          </div>
        )}
      </CardBody>
    </Card>
  );
}

function Connection({ state }: { state: PaymentsConnection }) {
  const { role } = useCurrentWorkspace();
  const { available, connection, sandbox } = state;
  const mayEdit = covers(role, 'admin');
  if (!available) return <Callout tone="warning">{NOT_SET_UP}</Callout>;
  return (
    <>
      {sandbox && <p className="text-sm text-ink-soft">A sandbox on this machine stands in for Stripe. Nobody is charged.</p>}
      {connection === null ? (
        <p className="text-sm text-pretty text-ink-soft">
          No account is connected: nobody can buy a tier yet. Once one is, you also choose what becomes of access when money goes
          back or does not come.
        </p>
      ) : (
        <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-2">
          <Fact name="Account">
            {connection.display_name ?? 'Without a name'}
            <code className="block font-mono text-ink-soft">{connection.account_id}</code>
          </Fact>
          <Fact name="Connected by">
            {connection.kind === 'connect'
              ? 'Signing in to Stripe'
              : `A restricted key that ends in ${connection.key_last4 ?? ''}`}
            {!connection.livemode && <span className="block text-ink-soft">Test data: nobody is charged.</span>}
          </Fact>
        </dl>
      )}
      {connection !== null && <ConnectionTrouble connection={connection} />}
      {connection?.kind === 'restricted_key' && mayEdit && <ReplaceKey />}
      {connection?.webhook && <OwnWebhookState webhook={connection.webhook} mayEdit={mayEdit} />}
      {connection === null && mayEdit && <ConnectAccount canConnect={state.connect_available} />}
      {connection === null ? <SellingBeforehand mayEdit={mayEdit} /> : <SellingForm mayEdit={mayEdit} />}
      {connection !== null && mayEdit && <DisconnectAccount />}
    </>
  );
}

/** Folded: of use only to those whose prices wait already, and who charge tax. */
function SellingBeforehand({ mayEdit }: { mayEdit: boolean }) {
  return (
    <details className="rounded-md border border-line px-3.5 py-3">
      <summary className="cursor-pointer text-sm font-medium">Set tax and promotion codes before you connect</summary>
      <p className="mt-3 mb-5 text-sm text-pretty text-ink-soft">
        Prices that your tiers have already go to Stripe within minutes of connecting, with the tax setting below.
      </p>
      <SellingForm mayEdit={mayEdit} />
    </details>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="mt-0.5 break-words">{children}</dd>
    </div>
  );
}
