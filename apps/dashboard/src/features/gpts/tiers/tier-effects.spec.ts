import { effectOfArchiving, effectOfDefault, effectOfPrices, effectOfReturn } from './tier-effects';
import type { Tier } from './tier.queries';

const price = { amount: 900, currency: 'eur', interval: 'month' as const };
const tier = (name: string, more: Partial<Tier> = {}): Tier => ({
  ...{ id: name, key: name, name, default: false, archived: false, price: null, prices: [], trial_days: null },
  ...{ quota_per_month: null, quota_months: 'calendar_month', rate_per_minute: null, burst: null, scopes: null },
  ...{ action_costs: {}, created_at: '2026-11-21T00:00:00Z' },
  ...more,
});
const free = tier('Free', { default: true });
const pro = tier('Pro', { prices: [price] });

describe('what a change of tiers means for people who come', () => {
  it('is said before a priced tier becomes the default: they must pay first, and who came before stays', () => {
    const { description, tone } = effectOfDefault(pro, free);
    expect(description).toMatch(/^It has a price, so nothing is free any more\. .*must choose a plan, and pay/);
    expect(description).toMatch(/Who is on Free stays there\.$/);
    expect(tone).toBe('danger');
  });

  it('is said before a free tier becomes the default, in the place of a priced one or of another free one', () => {
    expect(effectOfDefault(free, pro).description).toMatch(/is served at once, without paying/);
    const other = effectOfDefault(tier('Starter'), free).description;
    expect(other).toMatch(/begins on it, and has its limits/);
    expect(other).not.toMatch(/pay/);
    expect(effectOfDefault(tier('Max', { prices: [price] }), pro).description).toMatch(/begins on it/);
  });

  it('is said before a tier is put away or brought back', () => {
    expect(effectOfArchiving(pro).description).toMatch(/nobody can buy it.*pays what they agreed to/);
    expect(effectOfArchiving(free).description).not.toMatch(/buy|pay/);
    expect(effectOfReturn(pro).description).toMatch(/offered again.*€9 a month/);
    expect(effectOfReturn(free).description).not.toMatch(/offered/);
  });

  it('is said before the default tier begins to cost something, or ceases to, and not before another price', () => {
    expect(effectOfPrices(free, [], [price])?.description).toMatch(/must choose a plan.*stays on it without paying/);
    expect(effectOfPrices({ ...pro, default: true }, [price], [])?.description).toMatch(/without paying/);
    expect(effectOfPrices({ ...pro, default: true }, [price], [{ ...price, amount: 1_000 }])).toBeNull();
    expect(effectOfPrices(tier('Starter'), [], [price])).toBeNull();
    expect(effectOfPrices(free, [], [])).toBeNull();
  });
});
