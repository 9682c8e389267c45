import { arePricesOther, canMove, checkPriceTexts, toPrices, toPriceTexts, toTrialDays, toUnitAmount } from './price-draft';

const moves = { on_older_prices: 0, waiting: 0, moved: 0, left: 0, failed: 0, failures: [] };
const version = (amount: number, currency: string, interval: 'month' | 'year', retired: string | null = null) => ({
  id: `prc_${amount}`,
  amount,
  currency,
  interval,
  at_stripe: true,
  created_at: '2026-11-21T00:00:00Z',
  retired_at: retired,
});
const saved = {
  prices: { data: [version(900, 'jpy', 'month'), version(800, 'jpy', 'month', '2026-11-20T00:00:00Z')], moves },
  overage: { unit_amount: '0.5', currency: 'jpy', included: 100, since: null },
};
const empty = { currency: 'eur', month: '', year: '', trial_days: '', overage: '', quota_per_month: '' };

describe('what a tier costs while it is edited', () => {
  it('is written as people of the currency write it, and told as it came', () => {
    const texts = toPriceTexts(null, saved);
    expect(texts).toEqual({ currency: 'jpy', month: '900', year: '', trial_days: '', overage: '0.5' });
    expect([toPrices(texts), toUnitAmount(texts)]).toEqual([[{ amount: 900, currency: 'jpy', interval: 'month' }], '0.5']);
  });

  it('is told in whole minor units, whatever was typed', () => {
    const texts = { ...empty, month: '9', year: '89,90', overage: '0.0025', trial_days: '0' };
    expect(checkPriceTexts({ ...texts, quota_per_month: '10' })).toEqual({});
    expect(toPrices(texts).map(({ amount }) => amount)).toEqual([900, 8_990]);
    expect([toUnitAmount(texts), toTrialDays(texts)]).toEqual(['0.25', null]);
  });

  it.each([
    ['month', '9.999'],
    ['month', '0'],
    ['month', '-1'],
    ['year', 'nine'],
    ['year', '1000000'],
    ['trial_days', '731'],
    ['trial_days', '1.5'],
    ['overage', '0'],
    ['overage', 'x'],
  ])('points at %s when it is %j', (field, text) => {
    const texts = { ...empty, month: '9', quota_per_month: '10', [field]: text };
    expect(Object.keys(checkPriceTexts(texts))).toEqual([field]);
  });

  it('wants a price and a quota for something to be charged beyond', () => {
    expect(checkPriceTexts({ ...empty, overage: '1' }).overage).toMatch(/give the tier a price/);
    expect(checkPriceTexts({ ...empty, overage: '1', month: '9' }).overage).toMatch(/Without a quota/);
  });

  it('asks what becomes of who bought before only where they could pay the new price', () => {
    const live = [version(900, 'eur', 'month')];
    const price = { amount: 1_000, currency: 'eur', interval: 'month' as const };
    expect([arePricesOther([price], live), canMove([price], live)]).toEqual([true, true]);
    expect(canMove([{ ...price, currency: 'usd' }], live)).toBe(false);
    expect(canMove([{ ...price, interval: 'year' }], live)).toBe(false);
    expect([arePricesOther([{ ...price, amount: 900 }], live), canMove([{ ...price, amount: 900 }], live)]).toEqual([
      false,
      false,
    ]);
    expect(arePricesOther([], live)).toBe(true);
  });
});
