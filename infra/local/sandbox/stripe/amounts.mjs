/** Currencies whose minor unit is the unit itself, and those with thousandths (docs.stripe.com/currencies). All others have hundredths, for Stripe also isk and ugx. */
const zeroDecimal = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '));
const threeDecimal = new Set('bhd jod kwd omr tnd'.split(' '));
const hundredths = `aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf cny cop crc cve czk dkk dop
  dzd egp etb eur fjd fkp gbp gel ghs gip gmd gtq gyd hkd hnl htg huf idr ils inr isk jmd kes kgs khr kyd kzt lak lbp lkr lrd lsl mad mdl mkd mmk
  mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln qar ron rsd rub sar sbd scr sek sgd shp sle sos srd std szl thb
  tjs top try ttd twd tzs uah ugx usd uyu uzs wst xcd xcg yer zar zmw`;

/** What Stripe takes money in. */
export const currencies = new Set([...zeroDecimal, ...threeDecimal, ...hundredths.split(/\s+/)]);

/** 500 eur → €5.00; 500 jpy → ¥500; 5000 kwd → KWD 5.000. */
export function moneyText(amount, currency) {
  const digits = zeroDecimal.has(currency) ? 0 : threeDecimal.has(currency) ? 3 : 2;
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
}

export const dayText = (seconds) =>
  new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(seconds * 1000));
