import { formatMoney } from '../../shared/lib/money';
import type { BillingReport } from './revenue.queries';

export type Difference = BillingReport['differences'][number];

/** What Stripe and the records here do not agree on; the id of what it is about follows. */
export function wordsFor({ kind, expected, found, currency }: Difference): string {
  const [stripeSays, recordsSay] = [moneyIn(expected, currency), moneyIn(found, currency)];
  switch (kind) {
    case 'amount':
      return `Stripe was paid ${stripeSays}, the records here say ${recordsSay}, for the invoice`;
    case 'refund':
      if (expected === 'disputed')
        return 'A payment is disputed at Stripe, and what it was paid for could not be ended: the invoice';
      return `Stripe gave back ${stripeSays}, the records here say ${recordsSay}, of the invoice`;
    case 'payment_unknown':
      return `The records here have a payment of ${recordsSay} that Stripe does not call paid: the invoice`;
    case 'place':
      return 'Somebody is charged twice for the same GPT, and not yet for anything beyond a quota. End at Stripe, and give back, what they do not use: the subscription';
    case 'overage':
      if (expected === 'second_subscription')
        return `${found} units beyond a quota wait until somebody has one subscription instead of two, which would both charge them: the report`;
      return `Stripe has not taken ${found} units beyond a quota: the report`;
    default:
      return `Stripe says ${stripeSays}, the records here ${recordsSay}:`;
  }
}

/** `900 eur`, or `900` of that currency, as people read it; what is no amount stays as it is. */
function moneyIn(text: string, currency: string | null): string {
  const parts = /^(\d+)(?: ([a-z]{3}))?$/.exec(text);
  const unit = parts?.[2] ?? currency;
  return parts === null || unit === null ? text : formatMoney(Number(parts[1]), unit);
}
