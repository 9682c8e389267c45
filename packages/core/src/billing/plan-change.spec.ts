import fc from 'fast-check';
import { canChangePlan, type PlanPrice, planChangeTime, type RunningPlan } from './plan-change';

const price = (amount: number, more: Partial<PlanPrice> = {}): PlanPrice => ({
  id: `prc_${amount}`,
  tierId: `tir_${amount}`,
  amount,
  currency: 'eur',
  interval: 'month',
  ...more,
});
const plan = (more: Partial<RunningPlan> = {}): RunningPlan => ({
  price: price(900),
  status: 'active',
  ends: false,
  metered: false,
  ...more,
});

describe('planChangeTime', () => {
  it('upgrades at once, and lets everything else wait for the end of what is paid', () => {
    expect(planChangeTime(plan(), price(901))).toBe('now');
    expect(planChangeTime(plan(), price(899))).toBe('period_end');
    expect(planChangeTime(plan(), price(900, { id: 'prc_other', tierId: 'tir_other' }))).toBe('period_end');
  });

  it('compares by the month, to the last minor unit', () => {
    const year = (amount: number): PlanPrice => price(amount, { interval: 'year' });
    expect(planChangeTime(plan(), year(10_801))).toBe('now');
    expect(planChangeTime(plan(), year(10_800))).toBe('period_end');
    expect(planChangeTime(plan({ price: year(10_801) }), price(900))).toBe('period_end');
  });

  it('lets who paid for a year have it, whatever a month costs', () => {
    const year = price(9_000, { interval: 'year' });
    expect(planChangeTime(plan({ price: year }), price(5_000))).toBe('period_end');
    expect(planChangeTime(plan({ price: year }), price(9_001, { interval: 'year' }))).toBe('now');
  });

  it('never lets both ways between two prices begin at once', () => {
    const any = fc.record({ amount: fc.nat(100_000), interval: fc.constantFrom('month' as const, 'year' as const) });
    fc.assert(
      fc.property(any, any, (one, other) => {
        const [a, b] = [
          price(one.amount, { ...one, id: 'prc_a', tierId: 'tir_a' }),
          price(other.amount, { ...other, id: 'prc_b', tierId: 'tir_b' }),
        ];
        const both = [planChangeTime(plan({ price: a }), b), planChangeTime(plan({ price: b }), a)];
        expect(both.filter((time) => time === 'now').length).toBeLessThanOrEqual(1);
        expect(both).not.toContain('never');
      }),
    );
  });

  it('begins at once in a trial, in which nothing is paid yet', () => {
    expect(planChangeTime(plan({ status: 'trialing' }), price(1))).toBe('now');
  });

  it('has no change to what they have, to a newer version of it, to another currency, or from meters to another interval', () => {
    expect(planChangeTime(plan(), price(900))).toBe('never');
    expect(planChangeTime(plan(), price(1000, { tierId: 'tir_900' }))).toBe('never');
    expect(planChangeTime(plan(), price(9000, { tierId: 'tir_900', interval: 'year' }))).toBe('period_end');
    expect(planChangeTime(plan(), price(1000, { currency: 'usd' }))).toBe('never');
    expect(planChangeTime(plan({ metered: true }), price(20_000, { interval: 'year' }))).toBe('never');
    expect(planChangeTime(plan({ metered: true }), price(1000))).toBe('now');
  });

  it('changes nothing that is overdue, has ended or is about to', () => {
    for (const status of ['past_due', 'unpaid', 'canceled', 'incomplete', 'paused'] as const) {
      expect(canChangePlan({ status, ends: false })).toBe(false);
      expect(planChangeTime(plan({ status }), price(1000))).toBe('never');
    }
    expect(planChangeTime(plan({ ends: true }), price(1000))).toBe('never');
  });
});
