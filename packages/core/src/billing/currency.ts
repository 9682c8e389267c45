/** Currencies in which Stripe charges (docs.stripe.com/currencies, "Supported currencies"). Which of them an account may use depends on its country, and only Stripe says so. */
export const STRIPE_CURRENCIES: ReadonlySet<string> = new Set(
  (
    'aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp ' +
    'gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn ' +
    'myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd szl thb tjs tnd top try ttd twd tzs uah ugx usd ' +
    'uyu uzs vnd vuv wst xaf xcd xcg xof xpf yer zar zmw'
  ).split(' '),
);

/**
 * Currencies that Stripe counts without a smaller unit: 500 jpy is ¥500 (docs.stripe.com/currencies, "Zero-decimal currencies"). Icelandic króna and Ugandan
 * shilling are counted in hundredths there for compatibility, and charged whole.
 */
const ZERO_DECIMAL: ReadonlySet<string> = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '));
const THREE_DECIMAL: ReadonlySet<string> = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd']);
const CHARGED_WHOLE: ReadonlySet<string> = new Set(['isk', 'ugx']);

/** How many digits of an amount in minor units stand behind the point. @param currency ISO 4217, lower case */
export function minorDigits(currency: string): 0 | 2 | 3 {
  if (ZERO_DECIMAL.has(currency)) return 0;
  return THREE_DECIMAL.has(currency) ? 3 : 2;
}

/** Why Stripe would refuse the amount, in words; null when it would not. Amounts are integers in minor units. */
export function amountFault(amount: number, currency: string): string | null {
  if (!Number.isSafeInteger(amount) || amount < 0) return 'must be a whole number of minor units, at least 0';
  if (THREE_DECIMAL.has(currency) && amount % 10 !== 0) return 'must end in 0: this currency is charged in hundredths';
  if (CHARGED_WHOLE.has(currency) && amount % 100 !== 0) return 'must end in 00: this currency is charged whole';
  return null;
}

/** An amount as people of a language read it. @param language BCP 47 */
export function moneyText(amount: number, currency: string, language: string): string {
  const digits = minorDigits(currency);
  const whole = amount % 10 ** digits === 0;
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    minimumFractionDigits: whole ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
}
