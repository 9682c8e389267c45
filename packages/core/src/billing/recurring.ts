export type PriceInterval = 'month' | 'year';

/** What a price brings in a month, in whole minor units: a year's is divided by twelve and rounded, place by place, so that tiers add up to the whole. */
export function monthlyAmount(amount: number, interval: PriceInterval): number {
  return interval === 'month' ? amount : Math.round(amount / 12);
}
