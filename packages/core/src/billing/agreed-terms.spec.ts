import fc from 'fast-check';
import { ANY_ACTION, costOf } from '../policy/limits';
import { SERVICE_KEY_TIER } from '../policy/principal';
import { asAgreed, isWorse, type Terms, withFormerTerms } from './agreed-terms';

const actions = [ANY_ACTION, 'draw', 'read', 'constructor'];
const terms: fc.Arbitrary<Terms> = fc.record({
  quotaPerMonth: fc.option(fc.nat(1_000)),
  actionCosts: fc.dictionary(fc.constantFrom(...actions), fc.nat(50)),
});
const policy = (of: Terms) => ({ ...SERVICE_KEY_TIER, ...of });
const quota = (of: Terms): number => of.quotaPerMonth ?? Infinity;
const moment = (n: number): Date => new Date(Date.UTC(2026, 0, 1, n));

describe('terms of who pays for what goes beyond a quota', () => {
  it('are never worse than those that they were shown, nor than the tier’s, whatever became of it and of their own limit', () => {
    fc.assert(
      fc.property(fc.array(terms, { minLength: 1, maxLength: 6 }), fc.nat(5), fc.option(fc.nat(1_000)), (history, n, own) => {
        const now = history.at(-1) as Terms;
        const shown = Math.min(n, history.length - 1);
        const formerTerms = history.slice(0, -1).map((of, at) => ({ ...of, since: moment(at).toISOString() }));
        const tier = { formerTerms, overageSince: moment(history.length - 1) };
        const limited = { ...policy(now), quotaPerMonth: own };
        const theirs = asAgreed(limited, policy(now), tier, moment(shown));
        expect(quota(theirs)).toBe(Math.max(quota(limited), quota(history[shown] as Terms)));
        for (const action of [...actions, 'other']) {
          const agreed = costOf(history[shown] as Terms, action);
          expect(costOf(theirs, action)).toBe(Math.min(agreed, costOf(now, action)));
        }
      }),
    );
  });

  it('change for the worse exactly where some call of theirs could cost more, or be beyond sooner', () => {
    fc.assert(
      fc.property(terms, terms, (one, other) => {
        const dearer = [...actions, 'other'].some((action) => costOf(one, action) > costOf(other, action));
        expect(isWorse(one, other)).toBe(dearer || quota(one) < quota(other));
      }),
    );
  });

  it('are kept as long as somebody was shown them', () => {
    const of = (quotaPerMonth: number) => ({ quotaPerMonth, actionCosts: {} });
    const former = [30, 20].map((quotaPerMonth, at) => ({ ...of(quotaPerMonth), since: moment(at).toISOString() }));
    const kept = withFormerTerms({ ...of(10), since: moment(5) }, former, [moment(3), moment(9)]);
    expect(kept.map(({ quotaPerMonth }) => quotaPerMonth)).toEqual([20, 10]);
    expect(withFormerTerms({ ...of(10), since: moment(5) }, former, [])).toEqual([{ ...of(10), since: moment(5).toISOString() }]);
  });

  it('are the earliest that are remembered for who was shown what was before them', () => {
    const formerTerms = [{ quotaPerMonth: 1_000, actionCosts: {}, since: moment(2).toISOString() }];
    const tier = { formerTerms, overageSince: moment(3) };
    const now = policy({ quotaPerMonth: 1, actionCosts: {} });
    expect(asAgreed(now, now, tier, moment(1)).quotaPerMonth).toBe(1_000);
    expect(asAgreed(now, now, tier, moment(4)).quotaPerMonth).toBe(1);
  });
});
