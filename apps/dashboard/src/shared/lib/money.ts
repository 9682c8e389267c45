/**
 * How many digits of an amount in minor units stand behind the point, as Stripe counts (docs.stripe.com/currencies). What a browser knows of a currency is how many people write: of
 * forints none, where Stripe takes hundredths, and that would be a hundredth of the price.
 */
const WHOLE: ReadonlySet<string> = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '));
const IN_THOUSANDTHS: ReadonlySet<string> = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd']);

function digitsOf(currency: string): number {
  if (WHOLE.has(currency)) return 0;
  return IN_THOUSANDTHS.has(currency) ? 3 : 2;
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

/** An amount as it is typed: 900 `eur` is 9.00, 900 `jpy` is 900. */
export function amountText(amount: number, currency: string): string {
  return (amount / 10 ** digitsOf(currency)).toFixed(digitsOf(currency));
}

/** What was typed, in minor units; null when it is no amount of the currency. A comma is a point. */
export function parseAmount(text: string, currency: string): number | null {
  const parts = /^(\d{1,9})(?:[.,](\d+))?$/.exec(text.trim());
  const digits = digitsOf(currency);
  if (parts === null || (parts[2] ?? '').length > digits) return null;
  return Number(`${parts[1]}${(parts[2] ?? '').padEnd(digits, '0')}`);
}

/** The price of a unit as it is typed: 0.5 `eur` (minor units) is 0.005. Digits are moved, never reckoned with, so that none is lost. */
export function unitPriceText(unitAmount: string, currency: string): string {
  const [whole = '', decimals = ''] = unitAmount.split('.');
  const digits = digitsOf(currency);
  const padded = whole.padStart(digits + 1, '0');
  const cut = padded.length - digits;
  return trimmed(padded.slice(0, cut), padded.slice(cut) + decimals);
}

/** What was typed, in minor units with decimals as the API takes it; null when it is no price. */
export function parseUnitPrice(text: string, currency: string): string | null {
  const parts = /^(\d{1,8})(?:[.,](\d{1,12}))?$/.exec(text.trim());
  if (parts === null) return null;
  const digits = digitsOf(currency);
  const decimals = (parts[2] ?? '').padEnd(digits, '0');
  return trimmed(`${parts[1]}${decimals.slice(0, digits)}`, decimals.slice(digits));
}

function trimmed(whole: string, decimals: string): string {
  const [front, back] = [whole.replace(/^0+(?=\d)/, ''), decimals.replace(/0+$/, '')];
  return back === '' ? front : `${front}.${back}`;
}
