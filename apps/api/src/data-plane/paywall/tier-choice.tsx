import { moneyText } from '@gatehouse/core';
import type { Language } from '../../edge/hosted-pages/language';
import { type PaywallTexts, paywallTexts } from './paywall.texts';
import type { OfferedPrice, PlanOffer } from './plan-offers';

export interface TierChoiceProps {
  readonly offers: readonly PlanOffer[];
  readonly language: Language;
  /** The price that the person pays already, and cannot choose. */
  readonly own?: Pick<OfferedPrice, 'id' | 'interval'> | null;
}

/** Tiers side by side, by the month or by the year, each with a button that sends its price. */
export function TierChoice({ offers, language, own = null }: TierChoiceProps) {
  const intervals = new Set(offers.flatMap(({ prices }) => prices.map(({ interval }) => interval)));
  return (
    <>
      {intervals.size < 2 ? null : <IntervalChoice texts={paywallTexts[language]} first={own?.interval ?? 'month'} />}
      <ul className="tiers">
        {offers.map((offer) => (
          <Tier key={offer.tierId} offer={offer} language={language} alone={intervals.size < 2} own={own} />
        ))}
      </ul>
      {offers.some(({ quotaPerMonth }) => quotaPerMonth !== null) ? (
        <p className="small soft">{paywallTexts[language].unit}</p>
      ) : null}
    </>
  );
}

/** Before the tiers, so that a rule of the sheet shows the prices that go with it. */
function IntervalChoice({ texts, first }: { readonly texts: PaywallTexts; readonly first: 'month' | 'year' }) {
  return (
    <>
      <input
        type="radio"
        id="by-month"
        name="by"
        value="month"
        defaultChecked={first === 'month'}
        aria-label={`${texts.interval}: ${texts.monthly}`}
      />
      <input
        type="radio"
        id="by-year"
        name="by"
        value="year"
        defaultChecked={first === 'year'}
        aria-label={`${texts.interval}: ${texts.yearly}`}
      />
      <div className="by">
        <label htmlFor="by-month">{texts.monthly}</label>
        <label htmlFor="by-year">{texts.yearly}</label>
      </div>
    </>
  );
}

interface TierProps {
  readonly offer: PlanOffer;
  readonly language: Language;
  readonly alone: boolean;
  readonly own: Pick<OfferedPrice, 'id'> | null;
}

function Tier({ offer, language, alone, own }: TierProps) {
  const texts = paywallTexts[language];
  const { name, prices, isCurrent, trialDays, quotaPerMonth, sentences } = offer;
  // A tier that is sold by one interval only stands under both.
  const when = ({ interval }: OfferedPrice): string => (alone || prices.length < 2 ? '' : interval);
  return (
    <li className={isCurrent ? 'tier here' : 'tier'}>
      {isCurrent ? <span className="tag">{texts.current}</span> : null}
      <h2>{name}</h2>
      {prices.length === 0 ? (
        <p className="price">
          <strong>{texts.free}</strong>
        </p>
      ) : null}
      {prices.map((price) => (
        <p key={price.id} className={`price ${when(price)}`.trim()}>
          <strong>{moneyText(price.amount, price.currency, language)}</strong>{' '}
          <span className="soft">{price.interval === 'month' ? texts.perMonth : texts.perYear}</span>
        </p>
      ))}
      <ul>
        <li>{quotaPerMonth === null ? texts.unlimited : texts.quota(new Intl.NumberFormat(language).format(quotaPerMonth))}</li>
        <Overage offer={offer} language={language} />
        {trialDays === null || prices.length === 0 ? null : <li>{texts.trial(String(trialDays))}</li>}
        {sentences.map((sentence, index) => (
          <li key={index}>{sentence}</li>
        ))}
      </ul>
      <div className="act">
        {prices.map((price) => (
          <div key={price.id} className={when(price)}>
            {price.id === own?.id ? null : (
              <button className={isCurrent ? 'button plain' : 'button'} type="submit" name="price" value={price.id}>
                {trialDays === null ? texts.choose(name) : texts.startTrial(name)}
              </button>
            )}
          </div>
        ))}
      </div>
    </li>
  );
}

function Overage({ offer: { overage, prices }, language }: { readonly offer: PlanOffer; readonly language: Language }) {
  const currency = prices[0]?.currency;
  return overage === null || currency === undefined ? null : <li>{overageIn(language, overage, currency)}</li>;
}

/** What units beyond the quota cost: nobody may learn of it on their invoice only. */
export function overageIn(language: Language, overage: NonNullable<PlanOffer['overage']>, currency: string): string {
  const price = moneyText(overage.amount, currency, language);
  const texts = paywallTexts[language];
  const { units } = overage;
  return units === 1 ? texts.overage(price) : texts.overagePer(price, new Intl.NumberFormat(language).format(units));
}
