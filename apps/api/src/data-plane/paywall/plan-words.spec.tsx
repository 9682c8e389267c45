import { renderToStaticMarkup } from 'react-dom/server';
import { LANGUAGES, type Language } from '../../edge/hosted-pages/language';
import { paywallTexts } from './paywall.texts';
import type { PlanOffer } from './plan-offers';
import { TierChoice } from './tier-choice';

/** What people call a unit of the quota, by the word that each language's plans use. */
const UNIT: Record<Language, RegExp> = {
  en: /unit/,
  es: /unidad/,
  pt: /unidade/,
  hi: /यूनिट/,
  id: /unit/,
  ja: /ユニット/,
  de: /Einheit/,
  fr: /unité/,
};

const CALL = /\bcalls?\b|llamada|chamada|कॉल|panggilan|呼び出し|回|Aufruf|appel/i;

const offer = (part: Partial<PlanOffer>): PlanOffer => ({
  ...{ tierId: 'tir_1', name: 'Pro', quotaPerMonth: 1_000, quotaMonths: 'calendar_month', sentences: [] },
  ...{ trialDays: null, overage: null, isCurrent: false },
  prices: [{ id: 'prc_1', amount: 900, currency: 'eur', interval: 'month' }],
  ...part,
});

describe('a plan, as people are offered it', () => {
  it.each(LANGUAGES)(
    'tells its quota and what goes beyond in units, not in calls, of which each may take several (%s)',
    (language) => {
      const { quota, overage, overagePer, unit } = paywallTexts[language];
      for (const sentence of [quota('1'), quota('5,000'), overage('€1'), overagePer('€1', '100')]) {
        expect(sentence).toMatch(UNIT[language]);
        expect(sentence).not.toMatch(CALL);
      }
      expect(unit).toMatch(UNIT[language]);
      expect(unit).toMatch(CALL);
    },
  );

  it('says what a unit is where a quota is told in them, and only there', () => {
    const shown = (quotaPerMonth: number | null) =>
      renderToStaticMarkup(<TierChoice offers={[offer({ quotaPerMonth })]} language="en" />);
    expect(shown(1_000)).toContain('1,000 units a month');
    expect(shown(1_000)).toContain('A call usually takes one unit.');
    expect(shown(null)).toContain('No limit on use');
    expect(shown(null)).not.toContain('unit');
  });
});
