/** Currencies that Stripe counts in hundredths although nobody has them any more (docs.stripe.com/currencies, "Special cases"). */
const IN_HUNDREDTHS: ReadonlySet<string> = new Set(['isk', 'ugx']);

function digitsOf(currency: string): number {
  if (IN_HUNDREDTHS.has(currency)) return 2;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** An amount in minor units as people read it: 500 `jpy` is ¥500, 500 `eur` is €5. @param currency ISO 4217, lower case */
export function formatMoney(amount: number, currency: string, { compact = false } = {}): string {
  const digits = digitsOf(currency);
  const fraction = amount % 10 ** digits === 0 ? 0 : digits;
  return new Intl.NumberFormat(undefined, {
    style: 'currency',
    currency,
    // Shorter is only what has thousands: €25.50 is as short as it gets.
    ...(compact && Math.abs(amount) >= 1000 * 10 ** digits
      ? { notation: 'compact', maximumFractionDigits: 1 }
      : { minimumFractionDigits: fraction, maximumFractionDigits: fraction }),
  }).format(amount / 10 ** digits);
}

/** A price of a unit, which may be a fraction of a minor unit: `0.5` in `eur` is €0.005. */
export function formatUnitPrice(unitAmount: string, currency: string): string {
  const digits = digitsOf(currency);
  const value = Number(unitAmount) / 10 ** digits;
  return new Intl.NumberFormat(undefined, {
    style: 'currency',
    currency,
    minimumFractionDigits: 0,
    maximumFractionDigits: Math.min(14, digits + (unitAmount.split('.')[1]?.length ?? 0)),
  }).format(value);
}
