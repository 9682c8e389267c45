import { Link } from 'react-router';
import { formatCount } from '../../../shared/lib/format';
import { formatMoney, formatUnitPrice, parseAmount, parseUnitPrice } from '../../../shared/lib/money';
import { Badge } from '../../../shared/ui/badge';
import { Callout } from '../../../shared/ui/callout';
import { SelectField } from '../../../shared/ui/select';
import { usePaymentsConnection } from '../../settings/payments.queries';
import { covers, useCurrentWorkspace } from '../../workspaces/current-workspace';
import { CountField } from './count-field';
import type { PriceTexts } from './price-draft';
import type { TierPrices } from './price.queries';

const CURRENCIES =
  'usd eur gbp jpy inr idr brl cad aud chf sek nok dkk pln czk huf ron try mxn cop clp krw sgd hkd twd thb myr php nzd zar ils aed'.split(
    ' ',
  );
const currencyNames = new Intl.DisplayNames('en', { type: 'currency' });

interface FormLines {
  readonly values: PriceTexts;
  readonly set: (name: keyof PriceTexts, value: string) => void;
  readonly field: (name: keyof PriceTexts) => {
    name: string;
    value: string;
    error: string | undefined;
    onValue: (value: string) => void;
  };
}

/** What a tier costs. Nothing in it makes the tier free. @param saved null for a tier that is being made */
export function TierPriceFields({ form, saved }: { form: FormLines; saved: TierPrices | null }) {
  const { currency, month, year, overage } = form.values;
  const options = [...new Set([currency, ...CURRENCIES])].map((code) => ({
    value: code,
    label: `${code.toUpperCase()} · ${currencyNames.of(code.toUpperCase()) ?? code}`,
  }));
  const isPriced = month.trim() !== '' || year.trim() !== '';
  const unitPrice = overage.trim() === '' ? null : parseUnitPrice(overage, currency);
  return (
    <fieldset className="min-w-0">
      <legend className="text-sm font-medium">Price</legend>
      <p className="mt-0.5 mb-4 text-sm text-pretty text-ink-soft">Leave both prices empty for a tier that is free.</p>
      <div className="space-y-5">
        <SelectField label="Currency" value={currency} onValue={(code) => form.set('currency', code)} options={options} />
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <CountField decimal label="Each month" hint={toldAs(month, currency, 'a month')} {...form.field('month')} />
          <CountField decimal label="Each year" hint={toldAs(year, currency, 'a year')} {...form.field('year')} />
        </div>
        {isPriced && <StripeState saved={saved} />}
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <CountField
            label="Trial days"
            hint="Free at first, for people who never bought. Empty for none."
            {...form.field('trial_days')}
          />
          <CountField
            decimal
            label="Each unit beyond the quota"
            hint={
              unitPrice === null
                ? 'Empty to refuse calls beyond it.'
                : `${formatUnitPrice(unitPrice, currency)} a unit, told before they buy.`
            }
            {...form.field('overage')}
          />
        </div>
        {unitPrice !== null && (
          <p className="text-sm text-pretty text-ink-soft">
            People who have bought keep what they agreed to: the price of a unit, the quota and the action costs of then.
          </p>
        )}
      </div>
    </fieldset>
  );
}

function toldAs(text: string, currency: string, span: string): string {
  const amount = text.trim() === '' ? null : parseAmount(text, currency);
  return amount === null ? 'Empty for none.' : `${formatMoney(amount, currency)} ${span}.`;
}

/** Whether what is priced can be bought. */
function StripeState({ saved }: { saved: TierPrices | null }) {
  const { slug } = useCurrentWorkspace();
  const payments = usePaymentsConnection();
  if (payments.data === undefined) return null;
  if (!payments.data.available)
    return <Callout tone="warning">Payments are not set up on this installation. Prices are kept, and nobody can buy.</Callout>;
  if (payments.data.connection === null)
    return (
      <Callout tone="warning">
        Nobody can buy before you connect Stripe, in{' '}
        <Link className="underline" to={`/w/${slug}/settings`}>
          Settings
        </Link>
        . Prices are kept until then.
      </Callout>
    );
  const live = (saved?.data ?? [])
    .filter(({ retired_at: retired }) => retired === null)
    .sort((one, other) => one.interval.localeCompare(other.interval));
  if (live.length === 0) return null;
  return (
    <ul className="space-y-1.5 text-sm" aria-label="At Stripe">
      {live.map(({ id, amount, currency, interval, at_stripe: isThere }) => (
        <li key={id} className="flex flex-wrap items-center gap-2">
          <span>
            {formatMoney(amount, currency)} a {interval}
          </span>
          {isThere ? <Badge tone="accent">At Stripe</Badge> : <Badge tone="warning">Waits for Stripe</Badge>}
        </li>
      ))}
    </ul>
  );
}

/** How far the people are who were to move to what the tier costs now. */
export function PriceMovesNotice({ moves }: { moves: TierPrices['moves'] }) {
  const { role } = useCurrentWorkspace();
  const { waiting, moved, failed, failures } = moves;
  if (waiting === 0 && failed === 0) return null;
  const all = waiting + moved + failed;
  return (
    <Callout
      tone={failed > 0 ? 'warning' : 'info'}
      title={`${moved} of ${formatCount(all, 'person', 'people')} moved to the new price`}
    >
      {waiting > 0 && <p>The others follow by themselves, within minutes.</p>}
      {failed > 0 && (
        <>
          <p>
            Stripe refused {failed === 1 ? 'one' : failed}. They keep their price;{' '}
            {covers(role, 'admin') ? 'save with “move” to try again.' : 'an admin of the workspace can try again.'}
          </p>
          <ul className="mt-1 max-h-40 space-y-1 overflow-y-auto">
            {failures.map(({ subscriber_id: id, email, reason }) => (
              <li key={id} className="break-words">
                <span className="font-medium break-all">{email}</span>: {reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </Callout>
  );
}
