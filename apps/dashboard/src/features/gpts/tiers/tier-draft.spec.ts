import { checkCosts, checkTexts, toChange, toCostDrafts, toTexts } from './tier-draft';

const pro = {
  id: 'tir_1',
  key: 'pro',
  name: 'Pro',
  default: false,
  quota_per_month: 1_000,
  quota_months: 'calendar_month' as const,
  archived: false,
  rate_per_minute: 60,
  burst: null,
  scopes: ['foods.read'],
  action_costs: { search: 5, '*': 1 },
  price: null,
  prices: [],
  trial_days: null,
  created_at: '2026-11-21T00:00:00Z',
};

describe('a tier while it is edited', () => {
  it('is told to the API as it came when nothing was changed', () => {
    const { name, quota_per_month, quota_months, rate_per_minute, burst, scopes, action_costs } = pro;
    const told = { name, quota_per_month, quota_months, rate_per_minute, burst, scopes, action_costs };
    expect(toChange(toTexts(pro), toCostDrafts(pro.action_costs), pro.scopes)).toEqual(told);
  });

  it('has no limit where its line is empty, and a limit of nothing where it says 0', () => {
    const texts = { ...toTexts(pro), quota_per_month: '0', rate_per_minute: ' ', burst: '' };
    expect(checkTexts(texts)).toEqual({});
    expect(toChange(texts, [], null)).toMatchObject({ quota_per_month: 0, rate_per_minute: null, burst: null, scopes: null });
  });

  it.each([
    ['quota_per_month', '-1'],
    ['quota_per_month', '1e3'],
    ['quota_per_month', '2147483648'],
    ['rate_per_minute', '0'],
    ['rate_per_minute', '1.5'],
    ['burst', 'many'],
    ['key', 'Pro Plus'],
    ['key', ''],
    ['name', '  '],
  ])('points at %s when it is %j', (field, text) => {
    expect(Object.keys(checkTexts({ ...toTexts(pro), [field]: text }))).toEqual([field]);
  });

  it('wants a rate for a burst to be within', () => {
    expect(Object.keys(checkTexts({ ...toTexts(pro), rate_per_minute: '', burst: '5' }))).toEqual(['burst']);
  });
});

describe('what actions cost', () => {
  const cost = (action: string, units: string) => ({ id: 0, action, units });

  it('are whole units of named actions, each named once', () => {
    expect(checkCosts([cost('search', '5'), cost('*', '0')])).toBeUndefined();
    expect(checkCosts([cost(' ', '5')])).toMatch(/^Name the action/);
    expect(checkCosts([cost('a', '1'), cost('a ', '2')])).toBe('a has two costs.');
    expect(checkCosts([cost('a', '')])).toMatch(/^The cost of a must be/);
    expect(checkCosts([cost('a', '-2')])).toMatch(/^The cost of a must be/);
  });
});
