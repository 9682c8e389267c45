import { ApiError } from '@gatehouse/api-client';
import { type FormEvent, useState } from 'react';
import { formatNumber } from '../../../shared/lib/format';
import { formatUnitPrice } from '../../../shared/lib/money';
import { Button } from '../../../shared/ui/button';
import { Callout } from '../../../shared/ui/callout';
import { Dialog, DialogActions } from '../../../shared/ui/dialog';
import { TextField } from '../../../shared/ui/field';
import { ErrorState, SkeletonRows } from '../../../shared/ui/states';
import { useToast } from '../../../shared/ui/toast';
import { type TierOverage, useSetTierOverage, useTierOverage } from './overage.queries';
import type { Tier } from './tier.queries';

interface OverageDialogProps {
  gptId: string;
  tier: Tier;
  onClose: () => void;
}

/** What a paid tier does beyond its quota: refuse, or go on and charge. */
export function OverageDialog({ gptId, tier, onClose }: OverageDialogProps) {
  const overage = useTierOverage(gptId, tier.id);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Beyond the quota of ${tier.name}`}
      description="A call beyond the monthly quota is refused, or admitted and charged by the unit with the next invoice."
    >
      {overage.isPending && <SkeletonRows rows={1} label="Loading" />}
      {overage.isError && !overage.data && <ErrorState error={overage.error} onRetry={() => void overage.refetch()} />}
      {overage.data && <OverageForm gptId={gptId} tier={tier} saved={overage.data} onClose={onClose} />}
    </Dialog>
  );
}

function OverageForm({ gptId, tier, saved, onClose }: OverageDialogProps & { saved: TierOverage }) {
  const save = useSetTierOverage(gptId, tier.id);
  const toast = useToast();
  const [text, setText] = useState(saved.unit_amount ?? '');
  const { currency, included } = saved;
  if (currency === null || included === null)
    return (
      <Callout>Give the tier a price and a monthly quota first: only who pays can be charged for more than is included.</Callout>
    );
  const fault = save.error instanceof ApiError ? save.error.fields['unit_amount'] : undefined;
  const amount = text.trim();
  const isNumber = /^\d+(\.\d+)?$/.test(amount);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(amount === '' ? null : amount, {
      onSuccess: () => {
        toast.success(amount === '' ? 'The quota is a wall now.' : 'Units beyond the quota are charged.');
        onClose();
      },
    });
  };
  return (
    <form onSubmit={submit} className="space-y-5">
      {save.error && fault === undefined && <Callout tone="danger" title={save.error.message} />}
      <TextField
        label={`Price of a unit, in the smallest unit of ${currency.toUpperCase()}`}
        hint={
          isNumber
            ? `${formatUnitPrice(amount, currency)} for each unit beyond ${formatNumber(included)} a month.`
            : 'With decimals, such as 0.5. Leave it empty to refuse calls beyond the quota.'
        }
        {...(fault === undefined ? {} : { error: fault })}
        value={text}
        onValue={setText}
        inputMode="decimal"
        autoFocus
      />
      <Callout>
        Who buys from now on is charged; who has paid already, from their next billing period on. While a payment is overdue, and
        in a trial, the quota is a wall.
      </Callout>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button tone="primary" type="submit" pending={save.isPending} disabled={amount === (saved.unit_amount ?? '')}>
          Save
        </Button>
      </DialogActions>
    </form>
  );
}
