import { moneyText } from '@gatehouse/core';
import { Emphasis } from '../../edge/hosted-pages/emphasis';
import { consentTexts } from '../../edge/hosted-pages/consent.texts';
import type { Language } from '../../edge/hosted-pages/language';
import type { PageFrame } from '../../edge/hosted-pages/page-frame';
import { PageShell } from '../../edge/hosted-pages/page-shell';
import { type PaywallTexts, paywallTexts } from './paywall.texts';
import type { OfferedPrice, PlanOffer } from './plan-offers';
import { PLANS_STYLES } from './plans-styles';

export type PlansNotice = 'notPaid' | 'changed' | 'unavailable';

export interface PlansPageProps {
  readonly frame: PageFrame;
  readonly gptName: string;
  readonly workspaceName: string;
  readonly email: string;
  readonly offers: readonly PlanOffer[];
  /** The tier on which the person is served now; null: on none. */
  readonly currentName: string | null;
  readonly action: string;
  /** Where plans are changed and cancelled later. */
  readonly accountHref: string;
  readonly formToken: string;
  /** Whether the person may go on without choosing. */
  readonly later: boolean;
  readonly sandbox: boolean;
  readonly notice: PlansNotice | null;
}

/** Tiers side by side, by the month or by the year. */
export function PlansPage(props: PlansPageProps) {
  const { frame, gptName, workspaceName, email, offers, currentName, action, accountHref, formToken, later, sandbox, notice } =
    props;
  const texts = paywallTexts[frame.language];
  const intervals = new Set(offers.flatMap(({ prices }) => prices.map(({ interval }) => interval)));
  return (
    <PageShell frame={frame} title={texts.heading(gptName)} styles={PLANS_STYLES}>
      <h1>{texts.heading(gptName)}</h1>
      <p className="soft">{currentName === null ? texts.paidOnly(gptName) : texts.onPlan(currentName)}</p>
      {notice === null ? null : (
        <p className={notice === 'notPaid' ? 'notice' : 'notice bad'} role="status">
          {texts[notice]}
        </p>
      )}
      <form method="post" action={action} className="plans">
        <input type="hidden" name="csrf" value={formToken} />
        {intervals.size < 2 ? null : <IntervalChoice texts={texts} />}
        <ul className="tiers">
          {offers.map((offer) => (
            <Tier key={offer.tierId} offer={offer} language={frame.language} alone={intervals.size < 2} />
          ))}
        </ul>
        {later ? (
          <button className="button plain" type="submit" name="decision" value="later">
            {texts.later}
          </button>
        ) : null}
      </form>
      <p className="small soft">
        {sandbox ? <span className="sandbox">{texts.sandbox}</span> : null} {texts.paidTo(workspaceName)}{' '}
        <a href={accountHref}>{texts.account}</a> <Emphasis name={email} within={consentTexts[frame.language].signedInAs} />
      </p>
    </PageShell>
  );
}

/** Before the tiers, so that a rule of the sheet shows the prices that go with it. */
function IntervalChoice({ texts }: { readonly texts: PaywallTexts }) {
  return (
    <>
      <input
        type="radio"
        id="by-month"
        name="by"
        value="month"
        defaultChecked
        aria-label={`${texts.interval}: ${texts.monthly}`}
      />
      <input type="radio" id="by-year" name="by" value="year" aria-label={`${texts.interval}: ${texts.yearly}`} />
      <div className="by">
        <label htmlFor="by-month">{texts.monthly}</label>
        <label htmlFor="by-year">{texts.yearly}</label>
      </div>
    </>
  );
}

function Tier({ offer, language, alone }: { readonly offer: PlanOffer; readonly language: Language; readonly alone: boolean }) {
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
            <button className={isCurrent ? 'button plain' : 'button'} type="submit" name="price" value={price.id}>
              {trialDays === null ? texts.choose(name) : texts.startTrial(name)}
            </button>
          </div>
        ))}
      </div>
    </li>
  );
}

/** What nobody may learn of on their invoice only. */
function Overage({ offer: { overage, prices }, language }: { readonly offer: PlanOffer; readonly language: Language }) {
  const currency = prices[0]?.currency;
  if (overage === null || currency === undefined) return null;
  const price = moneyText(overage.amount, currency, language);
  const texts = paywallTexts[language];
  const { units } = overage;
  return <li>{units === 1 ? texts.overage(price) : texts.overagePer(price, new Intl.NumberFormat(language).format(units))}</li>;
}
