import { useState } from 'react';
import { Button } from '../../shared/ui/button';
import { Callout } from '../../shared/ui/callout';
import { SelectField } from '../../shared/ui/select';
import { ErrorState, SkeletonRows } from '../../shared/ui/states';
import { SwitchField } from '../../shared/ui/switch';
import { useToast } from '../../shared/ui/toast';
import { type BillingSettings, useBillingSettings, useSetBillingSettings } from './payments.queries';

const TAX = [
  { value: 'unspecified', label: 'As your Stripe account says' },
  { value: 'inclusive', label: 'Prices include the tax' },
  { value: 'exclusive', label: 'Tax comes on top' },
] as const satisfies readonly { value: BillingSettings['tax_behavior']; label: string }[];

type Selling = Pick<BillingSettings, 'allow_promotion_codes' | 'automatic_tax' | 'tax_behavior'>;
const sellingOf = ({ allow_promotion_codes, automatic_tax, tax_behavior }: BillingSettings): Selling => ({
  allow_promotion_codes,
  automatic_tax,
  tax_behavior,
});

/** How the workspace sells: what Checkout offers. */
export function SellingForm({ mayEdit }: { mayEdit: boolean }) {
  const settings = useBillingSettings();
  if (settings.isPending) return <SkeletonRows rows={2} label="Loading how you sell" />;
  if (!settings.data) return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />;
  return <Lines key={JSON.stringify(sellingOf(settings.data))} saved={settings.data} mayEdit={mayEdit} />;
}

function Lines({ saved, mayEdit }: { saved: BillingSettings; mayEdit: boolean }) {
  const save = useSetBillingSettings();
  const toast = useToast();
  const [draft, setDraft] = useState<Selling>(() => sellingOf(saved));
  const change = (part: Partial<Selling>): void => setDraft((before) => ({ ...before, ...part }));
  const isSame = JSON.stringify(draft) === JSON.stringify(sellingOf(saved));
  return (
    <form
      noValidate
      aria-label="How you sell"
      className="space-y-5 border-t border-line pt-5"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ ...saved, ...draft }, { onSuccess: () => toast.success('Saved.') });
      }}
    >
      {save.error && <Callout tone="danger" title={save.error.message} />}
      <fieldset disabled={!mayEdit} className="min-w-0 space-y-5">
        <SwitchField
          label="Promotion codes"
          hint="People can enter codes that you make at Stripe when they pay."
          checked={draft.allow_promotion_codes}
          onChecked={(on) => change({ allow_promotion_codes: on })}
        />
        <SwitchField
          label="Automatic tax"
          hint="Stripe Tax works out what is due. Set it up in your Stripe account first."
          checked={draft.automatic_tax}
          onChecked={(on) => change({ automatic_tax: on })}
        />
        <SelectField
          label="Tax and prices"
          hint="For prices that you make from now on; Stripe lets nobody change it later."
          value={draft.tax_behavior}
          onValue={(value) => change({ tax_behavior: TAX.find((one) => one.value === value)?.value ?? 'unspecified' })}
          options={TAX}
          disabled={!mayEdit}
        />
      </fieldset>
      {mayEdit && (
        <Button type="submit" pending={save.isPending} disabled={isSame}>
          Save
        </Button>
      )}
    </form>
  );
}
