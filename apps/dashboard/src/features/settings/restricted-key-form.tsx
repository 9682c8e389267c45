import { ApiError } from '@gatehouse/api-client';
import { useState } from 'react';
import { Button } from '../../shared/ui/button';
import { Callout } from '../../shared/ui/callout';
import { TextField } from '../../shared/ui/field';
import { useToast } from '../../shared/ui/toast';
import { useConnectionDeeds } from './payments.queries';

interface RestrictedKeyFormProps {
  /** What the button says. */
  readonly deed: string;
  /** What is told once Stripe took the key. */
  readonly done: string;
  readonly lead?: string;
}

/** Takes a key of the creator's own, which is never shown again. */
export function RestrictedKeyForm({ deed, done, lead }: RestrictedKeyFormProps) {
  const { giveKey } = useConnectionDeeds();
  const toast = useToast();
  const [key, setKey] = useState('');
  const wrongKey = giveKey.error instanceof ApiError ? giveKey.error.fields['key'] : undefined;
  return (
    <form
      noValidate
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        giveKey.mutate(key.trim(), {
          onSuccess: () => {
            setKey('');
            toast.success(done);
          },
        });
      }}
    >
      {giveKey.error && wrongKey === undefined && <Callout tone="danger" title={giveKey.error.message} />}
      {lead && <p className="text-sm text-pretty text-ink-soft">{lead}</p>}
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
        {deed}
      </Button>
    </form>
  );
}

/** Folded: for a key that leaked, or is rolled. Nobody has to stop paying for it. */
export function ReplaceKey() {
  return (
    <details className="text-sm">
      <summary className="cursor-pointer font-medium">Replace the key</summary>
      <div className="mt-4">
        <RestrictedKeyForm
          deed="Replace the key"
          done="The new key is in use."
          lead="When the key leaked, or is to be rolled: make another one for the same account at Stripe, save it here, then delete the old one there. Subscriptions and the endpoint stay as they are."
        />
      </div>
    </details>
  );
}
