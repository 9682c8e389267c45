import { formatDay } from '../../shared/lib/format';
import { Callout } from '../../shared/ui/callout';
import type { PaymentsConnection } from './payments.queries';

/** Why the account does not do what it is for, the gravest reason first; nothing where all is well. */
export function ConnectionTrouble({ connection }: { connection: NonNullable<PaymentsConnection['connection']> }) {
  const { kind, livemode, other_mode, refused_since, ending_refused_since } = connection;
  if (other_mode)
    return (
      <Callout
        tone="danger"
        title={
          livemode
            ? 'This account was connected for real payments, and this installation now works with test data.'
            : 'This account was connected with test data, and this installation now takes real payments.'
        }
      >
        Nobody can buy, and nothing is heard of who pays: after a day they are served to the end of what they paid for.{' '}
        {livemode
          ? 'Stripe charges them on. If the change is a mistake, whoever runs this installation can set its former key again. Otherwise cancel the subscriptions in Stripe: a day after the change you can disconnect the account here.'
          : 'Disconnect the account here, and connect it again.'}
      </Callout>
    );
  if (refused_since !== null)
    return (
      <Callout tone="danger" title={`This account has refused us since ${formatDay(refused_since)}.`}>
        Its key was taken back, or lacks a permission. Subscribers are served to the end of what they paid for.{' '}
        {kind === 'restricted_key'
          ? 'Mend the key in Stripe, or replace it here.'
          : 'Mend the access in Stripe, or disconnect here and connect again.'}
      </Callout>
    );
  if (ending_refused_since !== null)
    return (
      <Callout tone="danger" title={`Stripe has not let us cancel what people pay for since ${formatDay(ending_refused_since)}.`}>
        The key has to write Subscriptions and Checkout Sessions. Let it do so in Stripe, or replace it here. Until then nobody
        who pays can be erased. A day after the first refusal they can be, but are charged on until you cancel it in Stripe.
      </Callout>
    );
  return null;
}
