import { useState } from 'react';
import { Button } from '../../shared/ui/button';
import { Callout } from '../../shared/ui/callout';
import { Card, CardBody, CardHeader } from '../../shared/ui/card';
import { TextField } from '../../shared/ui/field';
import { ErrorState, SkeletonRows } from '../../shared/ui/states';
import { SwitchField } from '../../shared/ui/switch';
import { useToast } from '../../shared/ui/toast';
import { covers, useCurrentWorkspace } from '../workspaces/current-workspace';
import { type BillingSettings, useBillingSettings, usePaymentsConnection, useSetBillingSettings } from './payments.queries';

type Endings = Pick<BillingSettings, 'past_due_grace_days' | 'full_refund_ends_access' | 'dispute_ends_access'>;
const endingsOf = ({ past_due_grace_days, full_refund_ends_access, dispute_ends_access }: BillingSettings): Endings => ({
  past_due_grace_days,
  full_refund_ends_access,
  dispute_ends_access,
});

/** What becomes of access when a payment fails, is given back or is disputed. Nothing to decide before an account is connected that money could come to. */
export function LostPaymentsCard() {
  const { role } = useCurrentWorkspace();
  const { data: payments } = usePaymentsConnection();
  const settings = useBillingSettings();
  if (!payments?.connection) return null;
  return (
    <Card aria-labelledby="lost-payments">
      <CardHeader
        id="lost-payments"
        title="When money goes back or does not come"
        description="Who keeps access after a payment fails, is refunded or is disputed."
      />
      {settings.isPending && (
        <div className="mt-4 border-t border-line">
          <SkeletonRows rows={3} label="Loading what ends access" />
        </div>
      )}
      {settings.isError && !settings.data && <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.data && (
        <CardBody>
          <EndingsForm key={JSON.stringify(endingsOf(settings.data))} saved={settings.data} mayEdit={covers(role, 'admin')} />
        </CardBody>
      )}
    </Card>
  );
}

function EndingsForm({ saved, mayEdit }: { saved: BillingSettings; mayEdit: boolean }) {
  const save = useSetBillingSettings();
  const toast = useToast();
  const [refund, setRefund] = useState(saved.full_refund_ends_access);
  const [dispute, setDispute] = useState(saved.dispute_ends_access);
  const [days, setDays] = useState(String(saved.past_due_grace_days));
  const wrongDays = /^\d{1,2}$/.test(days.trim()) && Number(days) <= 60 ? undefined : 'Enter a whole number from 0 to 60.';
  const wanted = { past_due_grace_days: Number(days), full_refund_ends_access: refund, dispute_ends_access: dispute };
  const isSame = JSON.stringify(wanted) === JSON.stringify(endingsOf(saved));
  return (
    <form
      noValidate
      aria-label="What ends access"
      className="space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (wrongDays === undefined) save.mutate({ ...saved, ...wanted }, { onSuccess: () => toast.success('Saved.') });
      }}
    >
      {save.error && <Callout tone="danger" title={save.error.message} />}
      <fieldset disabled={!mayEdit} className="min-w-0 space-y-5">
        <TextField
          label="Days of grace"
          hint="How long somebody whose payment failed is still served, while Stripe tries their card again. With 0, access ends at once."
          inputMode="numeric"
          autoComplete="off"
          value={days}
          onValue={setDays}
          {...(wrongDays === undefined ? {} : { error: wrongDays })}
        />
        <SwitchField
          label="A full refund ends access"
          hint="When you give back all that was paid for the running period, in one refund or several, the plan ends at once and is not charged again. Else it goes on, and renews."
          checked={refund}
          onChecked={setRefund}
        />
        <SwitchField
          label="A dispute ends access"
          hint="When somebody has their bank take a payment back, the plan ends at once and is not charged again. Else it goes on while the bank decides."
          checked={dispute}
          onChecked={setDispute}
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
