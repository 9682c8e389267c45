import type { BillingLine, BillingMoney } from './revenue.queries';

const NOTHING = {
  ...{ mrr_start: 0, gained: 0, expansion: 0, contraction: 0, churned: 0, moved_in: 0, moved_out: 0, mrr_end: 0 },
  ...{ revenue: 0, refunds: 0, payments: 0 },
};

/** The currencies in which anything was earned, that with the most payments first: amounts cannot be compared across them. */
export function currenciesOf({ money }: BillingLine): string[] {
  return money
    .toSorted((one, other) => other.payments - one.payments || one.currency.localeCompare(other.currency))
    .map(({ currency }) => currency);
}

/** What a line says of a currency; all noughts where it says nothing. */
export function moneyIn({ money }: BillingLine, currency: string): BillingMoney {
  return money.find((one) => one.currency === currency) ?? { currency, ...NOTHING };
}
