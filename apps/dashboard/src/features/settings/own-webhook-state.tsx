import { ApiError } from '@gatehouse/api-client';
import { useState } from 'react';
import { Button } from '../../shared/ui/button';
import { Callout } from '../../shared/ui/callout';
import { CopyField } from '../../shared/ui/copy-field';
import { TextField } from '../../shared/ui/field';
import { useToast } from '../../shared/ui/toast';
import { type OwnWebhook, useConnectionDeeds } from './payments.queries';

/** Whether Stripe tells of an account that only a key opens, and what to do where it does not. */
export function OwnWebhookState({ webhook, mayEdit }: { webhook: OwnWebhook; mayEdit: boolean }) {
  const { listening, made_by_hand: byHand } = webhook;
  if (listening)
    return (
      <div className="space-y-3">
        <p className="text-sm text-pretty text-ink-soft">
          Stripe tells of who pays and who stops at an endpoint {byHand ? 'that you made' : 'that was made with your key'}.
        </p>
        {mayEdit && (
          <details className="text-sm">
            <summary className="cursor-pointer font-medium">Replace the endpoint or its secret</summary>
            <div className="mt-4 space-y-4">
              <p className="text-pretty text-ink-soft">
                When the secret was rolled at Stripe, or the endpoint deleted there, events are refused until Gatehouse knows the
                new one.
              </p>
              <MakeEndpoint webhook={webhook} />
            </div>
          </details>
        )}
      </div>
    );
  return (
    <div className="space-y-4">
      <Callout tone="warning" title="Stripe does not report what happens at this account">
        <p>
          {webhook.fault === 'permission'
            ? 'The key may not make webhook endpoints. Give it that permission at Stripe and try again, or make the endpoint yourself.'
            : 'Stripe did not take the address of the endpoint, which it must be able to reach by https. Try again, or make the endpoint yourself.'}
        </p>
        <p>Until then, people who pay are served when they come back from Checkout; all else is found within ten minutes.</p>
      </Callout>
      {mayEdit && <MakeEndpoint webhook={webhook} />}
    </div>
  );
}

function MakeEndpoint({ webhook }: { webhook: OwnWebhook }) {
  const { makeWebhook, giveSecret } = useConnectionDeeds();
  const toast = useToast();
  const [secret, setSecret] = useState('');
  const wrong = giveSecret.error instanceof ApiError ? giveSecret.error.fields['secret'] : undefined;
  const fault = makeWebhook.error ?? (wrong === undefined ? giveSecret.error : null);
  return (
    <div className="space-y-4">
      {fault && <Callout tone="danger" title={fault.message} />}
      <Button
        pending={makeWebhook.isPending}
        onClick={() =>
          makeWebhook.mutate(undefined, {
            onSuccess: ({ connection }) =>
              connection?.webhook?.listening === true
                ? toast.success('Stripe tells of the account now.')
                : toast.error('Stripe refused again.'),
          })
        }
      >
        {webhook.listening ? 'Make it anew with the key' : 'Try again'}
      </Button>
      <details className="rounded-md border border-line px-3.5 py-3 text-sm">
        <summary className="cursor-pointer font-medium">Make the endpoint yourself</summary>
        <form
          noValidate
          className="mt-4 space-y-4"
          onSubmit={(event) => {
            event.preventDefault();
            giveSecret.mutate(secret.trim(), { onSuccess: () => toast.success('Events that Stripe signs with it count now.') });
          }}
        >
          <p className="text-pretty text-ink-soft">
            At Stripe, under Developers › Webhooks, add an endpoint with this address and these events, then paste its signing
            secret.
          </p>
          <CopyField long label="Endpoint URL" value={webhook.url} />
          <CopyField long label="Events" value={webhook.events.join(', ')} className="break-normal wrap-anywhere" />
          <TextField
            label="Signing secret"
            hint="It begins with whsec_. Kept encrypted, and never shown again."
            mono
            autoComplete="off"
            spellCheck={false}
            value={secret}
            onValue={setSecret}
            {...(wrong === undefined ? {} : { error: wrong })}
          />
          <Button type="submit" pending={giveSecret.isPending} disabled={secret.trim() === ''}>
            Save the secret
          </Button>
        </form>
      </details>
    </div>
  );
}
