import fc from 'fast-check';
import { type LimitOverrides, overridesAfterPurchase, withOverrides } from './overrides';
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

  describe('after a purchase', () => {
    const left = (overrides: LimitOverrides) => overridesAfterPurchase(pro, overrides);

    it.each<[LimitOverrides, LimitOverrides]>([
      [{ quotaPerMonth: 1 }, {}],
      [{ quotaPerMonth: 1000 }, { quotaPerMonth: 1000 }],
      [{ quotaPerMonth: null, burst: 9 }, { quotaPerMonth: null }],
      [{ burst: 11 }, { burst: 11 }],
      [
        { ratePerMinute: 70, burst: 10 },
        { ratePerMinute: 70, burst: 10 },
      ],
      [{ ratePerMinute: 70, burst: 9 }, {}],
      [
        { ratePerMinute: null, burst: 1 },
        { ratePerMinute: null, burst: 1 },
      ],
      [{ ratePerMinute: 6, scopes: null }, { scopes: null }],
      [{ scopes: [] }, {}],
      [{ scopes: ['foods.read', 'foods.write'] }, { scopes: ['foods.read', 'foods.write'] }],
    ])('of %j is left %j', (before, after) => {
      expect(left(before)).toEqual(after);
    });

    it('never give less than what was bought, and take nothing away that gives more', () => {
      const limit = fc.option(fc.integer({ min: 1, max: 4 }));
      const scopes = fc.option(fc.subarray(['a', 'b']));
      const limits = { quotaPerMonth: limit, ratePerMinute: limit, burst: limit, scopes };
      const any = fc.record(limits).map((some) => ({ ...pro, ...some }));
      const least = (one: number | null, other: number | null): boolean => (one ?? Infinity) >= (other ?? Infinity);
      fc.assert(
        fc.property(any, fc.record(limits, { requiredKeys: [] }), (tier, before) => {
          const now = withOverrides(tier, overridesAfterPurchase(tier, before));
          expect(least(now.quotaPerMonth, tier.quotaPerMonth)).toBe(true);
          expect(least(now.quotaPerMonth, withOverrides(tier, before).quotaPerMonth)).toBe(true);
          expect(least(now.ratePerMinute, tier.ratePerMinute)).toBe(true);
          if (now.ratePerMinute !== null)
            expect(now.burst ?? now.ratePerMinute).toBeGreaterThanOrEqual(tier.burst ?? tier.ratePerMinute ?? 0);
          expect(now.scopes === null || (tier.scopes ?? ['everything']).every((scope) => now.scopes?.includes(scope))).toBe(true);
        }),
      );
    });
  });
});
