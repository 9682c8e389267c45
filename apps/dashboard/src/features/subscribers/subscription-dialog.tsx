import { useState } from 'react';
import { useForm } from '../../shared/lib/form';
import { Button } from '../../shared/ui/button';
import { Callout } from '../../shared/ui/callout';
import { Dialog, DialogActions } from '../../shared/ui/dialog';
import { TextField } from '../../shared/ui/field';
import { SelectField } from '../../shared/ui/select';
import { useToast } from '../../shared/ui/toast';
import { useTiers } from '../gpts/tiers/tier.queries';
import { checkOverrides, toOverrides, toOverrideTexts } from './override-draft';
import { useChangeSubscription, type Subscription } from './subscription.queries';

/** Moves somebody to another tier, or gives them limits of their own. */
export function SubscriptionDialog({
  subscriberId,
  subscription,
  onClose,
}: {
  subscriberId: string;
  subscription: Subscription;
  onClose: () => void;
}) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Tier at ${subscription.gpt.name}`}
      description="A change holds from their next call on. Limits of their own stay when the tier is edited, or changed for another; if they buy one that gives more, theirs end."
    >
      <SubscriptionForm subscriberId={subscriberId} subscription={subscription} onClose={onClose} />
    </Dialog>
  );
}

function SubscriptionForm({
  subscriberId,
  subscription,
  onClose,
}: {
  subscriberId: string;
  subscription: Subscription;
  onClose: () => void;
}) {
  const { gpt, overrides } = subscription;
  const tiers = useTiers(gpt.id);
  const save = useChangeSubscription(subscriberId, gpt.id);
  const toast = useToast();
  const [tier, setTier] = useState(subscription.tier.id);
  const form = useForm({
    initial: toOverrideTexts(overrides),
    check: checkOverrides,
    error: save.error,
    pending: save.isPending,
    onSubmit: (texts) =>
      save.mutate(
        {
          ...(tier === subscription.tier.id ? {} : { tier }),
          overrides: { ...toOverrides(texts), ...(overrides.scopes === undefined ? {} : { scopes: overrides.scopes }) },
        },
        {
          onSuccess: () => {
            toast.success('Changed. It holds from their next call on.');
            onClose();
          },
        },
      ),
  });
  const offered = (tiers.data?.data ?? []).filter(({ id, archived }) => !archived || id === subscription.tier.id);
  return (
    <form noValidate onSubmit={form.submit} className="space-y-6">
      {form.message && <Callout tone="danger" title={form.message} />}
      <SelectField
        label="Tier"
        value={tier}
        onValue={setTier}
        options={
          offered.length === 0
            ? [{ value: subscription.tier.id, label: subscription.tier.name }]
            : offered.map(({ id, name }) => ({ value: id, label: name }))
        }
      />
      <fieldset className="space-y-5">
        <legend className="text-sm font-medium">Limits of their own</legend>
        <p className="mt-1 text-sm text-pretty text-ink-soft">
          Empty: as the tier says. <code className="font-mono">none</code>: no limit.
        </p>
        <TextField label="Quota per month" autoComplete="off" {...form.field('quota_per_month')} />
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <TextField label="Rate per minute" autoComplete="off" {...form.field('rate_per_minute')} />
          <TextField label="Burst" autoComplete="off" {...form.field('burst')} />
        </div>
      </fieldset>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" pending={save.isPending}>
          Save
        </Button>
      </DialogActions>
    </form>
  );
}
