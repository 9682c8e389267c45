import { canCancelPlan, canResumePlan, type PlanFacts, planState } from './plan-state';

const day = (n: number): Date => new Date(Date.UTC(2026, 10, n));
const NOW = day(10);
const facts = (more: Partial<PlanFacts> = {}): PlanFacts => ({
  status: 'active',
  isBought: true,
  servedUntil: null,
  periodEndsAt: day(30),
  trialEndsAt: null,
  pastDueSince: null,
  endsAt: null,
  compTierId: null,
  compedUntil: null,
  ...more,
});

describe('planState', () => {
  it('says when a plan renews, when a trial ends, and before either that it was cancelled', () => {
    expect(planState(facts(), NOW)).toEqual({ kind: 'renews', at: day(30) });
    expect(planState(facts({ status: 'trialing', trialEndsAt: day(12) }), NOW)).toEqual({ kind: 'trial', until: day(12) });
    for (const status of ['active', 'trialing'] as const)
      expect(planState(facts({ status, endsAt: day(30) }), NOW)).toEqual({ kind: 'ends', at: day(30) });
  });

  it('names no day that has passed as one to come, and what was cancelled has ended at its moment', () => {
    expect(planState(facts({ periodEndsAt: NOW }), NOW)).toEqual({ kind: 'renews', at: null });
    expect(planState(facts({ status: 'trialing', trialEndsAt: day(9) }), NOW)).toEqual({ kind: 'trial', until: null });
    const overdue = { status: 'past_due', pastDueSince: day(1), servedUntil: day(8) } as const;
    expect(planState(facts(overdue), NOW)).toEqual({ kind: 'overdue', since: day(1), servedUntil: null });
    for (const status of ['active', 'trialing'] as const)
      expect(planState(facts({ status, endsAt: NOW }), NOW)).toEqual({ kind: 'ended', at: NOW });
  });

  it('says since when a payment is overdue, and until when it is borne with', () => {
    const overdue = { status: 'past_due', pastDueSince: day(8), servedUntil: day(15) } as const;
    expect(planState(facts(overdue), NOW)).toEqual({ kind: 'overdue', since: day(8), servedUntil: day(15) });
    for (const status of ['unpaid', 'paused'] as const) expect(planState(facts({ status }), NOW)).toEqual({ kind: 'unpaid' });
  });

  it('says what was given, until it is over, where nothing is paid', () => {
    const given = { isBought: false, compTierId: 'tir_pro' } as const;
    expect(planState(facts(given), NOW)).toEqual({ kind: 'comped', until: null });
    expect(planState(facts({ ...given, compedUntil: day(11) }), NOW)).toEqual({ kind: 'comped', until: day(11) });
    expect(planState(facts({ ...given, compedUntil: NOW }), NOW)).toEqual({ kind: 'ended', at: NOW });
    expect(planState(facts({ ...given, isBought: true }), NOW)).toEqual({ kind: 'renews', at: day(30) });
    expect(planState(facts({ ...given, isBought: true, status: 'canceled' }), NOW)).toEqual({ kind: 'comped', until: null });
    expect(planState(facts({ status: 'canceled', endsAt: day(9) }), NOW)).toEqual({ kind: 'ended', at: day(9) });
  });
});

describe('what an owner may do', () => {
  it('is to cancel what runs, once, and to resume it before its end', () => {
    for (const status of ['active', 'trialing', 'past_due', 'unpaid'] as const) {
      expect([canCancelPlan(facts({ status })), canResumePlan(facts({ status }), NOW)]).toEqual([true, false]);
      const ending = facts({ status, endsAt: day(11) });
      expect([canCancelPlan(ending), canResumePlan(ending, NOW), canResumePlan(ending, day(11))]).toEqual([false, true, false]);
    }
    for (const status of ['canceled', 'incomplete', 'paused'] as const)
      expect([canCancelPlan(facts({ status })), canResumePlan(facts({ status, endsAt: day(11) }), NOW)]).toEqual([false, false]);
  });
});
