import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '../../../shared/ui/badge';
import { Button } from '../../../shared/ui/button';
import { Card, CardHeader } from '../../../shared/ui/card';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog';
import { RelativeTime } from '../../../shared/ui/relative-time';
import { ErrorState, SkeletonRows } from '../../../shared/ui/states';
import { useToast } from '../../../shared/ui/toast';
import { useIdentityProviders, useRemoveIdentityClient, type GptIdentityProvider } from './identity-provider.queries';
import { OwnClientDialog } from './own-client-dialog';
import { PROVIDER_WORDS } from './provider-words';

/** The creator's own clients at Google, GitHub and Microsoft: people then see the creator's name there, and not this service's. */
export function OwnClientsCard({ gptId, mayChange }: { gptId: string; mayChange: boolean }) {
  const providers = useIdentityProviders(gptId);
  return (
    <Card aria-labelledby="own-clients">
      <CardHeader
        id="own-clients"
        title="Your own clients"
        description="With a client of yours, people see your name at Google, GitHub or Microsoft when they sign in. Their accounts here stay the same."
      />
      <div className="mt-4 border-t border-line">
        {providers.isPending && <SkeletonRows rows={3} label="Loading your clients" />}
        {providers.isError && !providers.data && <ErrorState error={providers.error} onRetry={() => void providers.refetch()} />}
        {providers.data && (
          <ul className="divide-y divide-line">
            {providers.data.data.map((provider) => (
              <ProviderRow key={provider.provider} gptId={gptId} provider={provider} mayChange={mayChange} />
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

function ProviderRow({ gptId, provider, mayChange }: { gptId: string; provider: GptIdentityProvider; mayChange: boolean }) {
  const { client, sandbox } = provider;
  const { name } = PROVIDER_WORDS[provider.provider];
  const [asking, setAsking] = useState<'set' | 'remove' | null>(null);
  const remove = useRemoveIdentityClient(gptId, provider.provider);
  const toast = useToast();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3.5 sm:px-6">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex items-center gap-2 font-medium">
          {name}
          {sandbox && <Badge tone="warning">Sandbox</Badge>}
        </p>
        <p className="text-sm break-words text-ink-soft">
          {client ? (
            <>
              <code className="font-mono break-all">{client.client_id}</code>
              {' · secret '}
              <code className="font-mono">••••{client.secret_last4}</code>
              {' · entered '}
              <RelativeTime at={client.updated_at} />
            </>
          ) : (
            withoutOwn(provider)
          )}
        </p>
      </div>
      {mayChange && (
        <div className="flex gap-2">
          <Button onClick={() => setAsking('set')} aria-label={`${client ? 'Replace' : 'Use'} your own ${name} client`}>
            <KeyRound aria-hidden="true" />
            {client ? 'Replace' : 'Use your own'}
          </Button>
          {client && (
            <Button tone="quiet" onClick={() => setAsking('remove')} aria-label={`Remove your own ${name} client`}>
              Remove
            </Button>
          )}
        </div>
      )}
      <OwnClientDialog
        gptId={gptId}
        provider={provider}
        open={asking === 'set'}
        onOpenChange={(open) => setAsking(open ? 'set' : null)}
      />
      <ConfirmDialog
        open={asking === 'remove'}
        onOpenChange={(open) => setAsking(open ? 'remove' : null)}
        title={`Remove your ${name} client?`}
        description={
          provider.service_client
            ? `People sign in with this service’s ${name} client from then on. They stay the same people.`
            : `${name} is then no longer offered: this service has no client there.`
        }
        confirmLabel="Remove client"
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() =>
          remove.mutate(undefined, {
            onSuccess: () => {
              setAsking(null);
              toast.success(`Your ${name} client is removed.`);
            },
          })
        }
      />
    </li>
  );
}

function withoutOwn({ provider, service_client: serviceClient, sandbox }: GptIdentityProvider): string {
  const { name } = PROVIDER_WORDS[provider];
  if (sandbox) return `A local account chooser stands in for ${name}.`;
  return serviceClient
    ? `People sign in with this service’s ${name} client.`
    : `Not offered: neither you nor this service has a ${name} client.`;
}
