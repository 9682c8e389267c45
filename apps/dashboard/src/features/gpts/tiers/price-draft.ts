import { collectMessages } from '../../../shared/lib/form';
import { amountText, parseAmount, parseUnitPrice, unitPriceText } from '../../../shared/lib/money';
import type { Price, TierOverage, TierPrices } from './price.queries';
import { checkCount, countOf, textOf } from './tier-draft';
import type { Tier } from './tier.queries';

/** What a tier costs while it is edited: amounts as people write them, in the currency; an empty one is none. */
export type PriceTexts = Record<'currency' | 'month' | 'year' | 'trial_days' | 'overage', string>;

/** What a tier has at the API. */
export interface SavedPrices {
  readonly prices: TierPrices;
  readonly overage: TierOverage;
}

export const liveOf = (prices: TierPrices): Price[] => prices.data.filter(({ retired_at: retired }) => retired === null);

const MOST_TRIAL_DAYS = 730;
const MOST_AMOUNT = 99_999_999;

export function toPriceTexts(tier: Tier | null, saved: SavedPrices | null): PriceTexts {
  const live = saved === null ? [] : liveOf(saved.prices);
  const currency = live[0]?.currency ?? tier?.price?.currency ?? 'usd';
  const of = (interval: Price['interval']): string => {
    const price = live.find((one) => one.interval === interval);
    return price === undefined ? '' : amountText(price.amount, currency);
  };
  const unitAmount = saved?.overage.unit_amount ?? null;
  return {
    currency,
    month: of('month'),
    year: of('year'),
    trial_days: textOf(tier?.trial_days ?? null),
    overage: unitAmount === null ? '' : unitPriceText(unitAmount, currency),
  };
}

/** What is wrong with the lines, as far as it can be told without the API. */
export function checkPriceTexts(texts: PriceTexts & { quota_per_month: string }): Partial<PriceTexts> {
  const isPriced = texts.month.trim() !== '' || texts.year.trim() !== '';
  return collectMessages({
    month: checkAmount(texts.month, texts.currency),
    year: checkAmount(texts.year, texts.currency),
    trial_days: checkCount(texts.trial_days, 0, MOST_TRIAL_DAYS),
    overage: checkOverage(texts, isPriced),
  });
}

function checkAmount(text: string, currency: string): string | undefined {
  if (text.trim() === '') return undefined;
  const amount = parseAmount(text, currency);
  if (amount === null) return `Enter an amount such as ${amountText(900, currency)}, or nothing.`;
  if (amount === 0) return 'A price is more than 0. Leave it empty for none.';
  return amount > MOST_AMOUNT ? `Stripe takes at most ${amountText(MOST_AMOUNT, currency)} at once.` : undefined;
}

function checkOverage(
  { overage, currency, quota_per_month: quota }: PriceTexts & { quota_per_month: string },
  isPriced: boolean,
) {
  if (overage.trim() === '') return undefined;
  const price = parseUnitPrice(overage, currency);
  if (price === null || Number(price) === 0) return 'Enter an amount such as 0.005, or nothing.';
  if (!isPriced) return 'Only who pays can be charged for more: give the tier a price.';
  return quota.trim() === '' ? 'Without a quota nothing is beyond it.' : undefined;
}

/** The prices that checked lines say. */
export function toPrices({ currency, month, year }: PriceTexts): Price[] {
  return (
    [
      ['month', month],
      ['year', year],
    ] as const
  ).flatMap(([interval, text]) => {
    const amount = text.trim() === '' ? null : parseAmount(text, currency);
    return amount === null ? [] : [{ amount, currency, interval }];
  });
}

export const toUnitAmount = ({ overage, currency }: PriceTexts): string | null =>
  overage.trim() === '' ? null : parseUnitPrice(overage, currency);

export const toTrialDays = ({ trial_days: days }: PriceTexts): number | null => countOf(days) || null;

/** Whether these are other prices than the tier has. */
export function arePricesOther(wanted: readonly Price[], live: readonly Price[]): boolean {
  const isIn = (price: Price, list: readonly Price[]): boolean =>
    list.some((one) => one.amount === price.amount && one.currency === price.currency && one.interval === price.interval);
  return wanted.length !== live.length || wanted.some((price) => !isIn(price, live));
}

/** Whether somebody who bought before could pay one of these instead: the same interval and currency at another amount. */
export function canMove(wanted: readonly Price[], live: readonly Price[]): boolean {
  return wanted.some((price) =>
    live.some((one) => one.interval === price.interval && one.currency === price.currency && one.amount !== price.amount),
  );
}
