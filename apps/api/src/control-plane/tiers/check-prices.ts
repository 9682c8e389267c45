import { amountFault, AppError } from '@gatehouse/core';
import type { WantedPrice } from './set-tier-prices';

/** @throws AppError `validation_failed` for what Stripe would refuse */
export function checkPrices(prices: readonly WantedPrice[]): void {
  const currencies = new Set(prices.map(({ currency }) => currency.toLowerCase()));
  const fields = prices.flatMap((price, index) => faultOf(price, `prices.${index}.amount`));
  if (currencies.size > 1) fields.push({ field: 'prices', message: 'must be in one currency' });
  if (fields.length > 0) throw new AppError('validation_failed', { fields });
}

/** The same for the one price that a tier may be made with. @throws AppError `validation_failed` */
export function checkPrice(price: WantedPrice | null | undefined): void {
  const fields = price === null || price === undefined ? [] : faultOf(price, 'price.amount');
  if (fields.length > 0) throw new AppError('validation_failed', { fields });
}

function faultOf({ amount, currency }: WantedPrice, field: string): { field: string; message: string }[] {
  const message = amount === 0 ? 'must be more than 0: a free tier has no price' : amountFault(amount, currency.toLowerCase());
  return message === null ? [] : [{ field, message }];
}
