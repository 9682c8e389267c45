import { withOverrides } from './overrides';
import { tier } from './principal.fixture';

const pro = { ...tier, quotaPerMonth: 1000, ratePerMinute: 60, burst: 10, scopes: ['foods.read'] };

describe('overrides', () => {
  it('leave what they do not name to the tier', () => {
    expect(withOverrides(pro, {})).toEqual(pro);
    expect(withOverrides(pro, { quotaPerMonth: 5 })).toEqual({ ...pro, quotaPerMonth: 5 });
  });

  it('lift a limit by null', () => {
    expect(withOverrides(pro, { quotaPerMonth: null, scopes: null })).toEqual({ ...pro, quotaPerMonth: null, scopes: null });
  });

  it('take no burst from a tier whose rate they replace', () => {
    expect(withOverrides(pro, { ratePerMinute: 6 })).toEqual({ ...pro, ratePerMinute: 6, burst: null });
    expect(withOverrides(pro, { ratePerMinute: 6, burst: 2 })).toEqual({ ...pro, ratePerMinute: 6, burst: 2 });
  });
});
