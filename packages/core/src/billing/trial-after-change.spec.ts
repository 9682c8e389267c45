import fc from 'fast-check';
import { trialAfterChange, type TriedPlan } from './plan-change';

const DAY_MS = 86_400_000;
const BOUGHT = new Date('2026-11-01T10:00:00Z');
const day = (number: number): Date => new Date(BOUGHT.getTime() + number * DAY_MS);
/** Basic, tried for 30 days. */
const tried: TriedPlan = { status: 'trialing', price: { tierId: 'tir_basic' }, boughtAt: BOUGHT, trialEndsAt: day(30) };
const max = { tierId: 'tir_max' };

describe('trialAfterChange', () => {
  it.each([null, 0])('ends the trial where the other tier gives nobody one (%p)', (days) => {
    expect(trialAfterChange(tried, max, days, day(3))).toBe('now');
  });

  it('cuts it to what the other tier gives, from the day on which it began; now, where that is over', () => {
    expect(trialAfterChange(tried, max, 7, day(3))).toEqual(day(7));
    expect(trialAfterChange(tried, max, 7, day(7))).toBe('now');
    expect(trialAfterChange(tried, max, 7, day(20))).toBe('now');
  });

  it('leaves it where the other tier gives as many days or more, for another price of the same tier, and where nothing is tried', () => {
    expect(trialAfterChange(tried, max, 30, day(3))).toBe('as_it_is');
    expect(trialAfterChange(tried, max, 60, day(3))).toBe('as_it_is');
    expect(trialAfterChange(tried, { tierId: 'tir_basic' }, null, day(3))).toBe('as_it_is');
    expect(trialAfterChange({ ...tried, status: 'active' }, max, null, day(3))).toBe('as_it_is');
  });

  it('never lets anybody try a tier for longer than it is tried by those who bought it at once, by whatever hops', () => {
    const hop = fc.record({ tier: fc.nat(3), days: fc.nat(40), after: fc.nat(10) });
    fc.assert(
      fc.property(fc.array(hop, { maxLength: 6 }), (hops) => {
        let [plan, now] = [tried, 0];
        for (const { tier, days, after } of hops) {
          now += after;
          if (plan.trialEndsAt === null || plan.trialEndsAt <= day(now)) return;
          const wanted = { tierId: `tir_${tier}` };
          if (wanted.tierId === plan.price.tierId) continue;
          const end = trialAfterChange(plan, wanted, days, day(now));
          if (end === 'now') return;
          plan = { ...plan, price: wanted, trialEndsAt: end === 'as_it_is' ? plan.trialEndsAt : end };
          expect(plan.trialEndsAt?.getTime()).toBeLessThanOrEqual(day(days).getTime());
        }
      }),
    );
  });
});
