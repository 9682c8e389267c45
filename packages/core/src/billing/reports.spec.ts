import fc from 'fast-check';
import type { PlaceChange } from './place-history';
import { monthlyAmount } from './recurring';
import type { MoneyLine } from './report-lines';
import { billingReport, history, months, payments } from './report-generated.fixture';
import { monthsTouching } from './report-months';
import type { BillingLine, MoneyMove } from './reports';

const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);
const moneyOf = (line: BillingLine, currency: string): Partial<MoneyLine> => line.money.get(currency) ?? {};
const endOf = (line: MoneyLine): number =>
  line.mrrStart + line.gained + line.expansion + line.movedIn - line.contraction - line.churned - line.movedOut;

describe('the billing report', () => {
  it('adds up: every line’s beginning and movements make its end, and each month begins where the one before it ended', () => {
    fc.assert(
      fc.property(history, payments, (changes, paid) => {
        const report = billingReport(months, changes, paid);
        for (const line of [report.total, ...report.months, ...report.tiers.values()]) {
          for (const money of line.money.values()) {
            expect(endOf(money)).toBe(money.mrrEnd);
            expect(Object.values(money).every((value) => Number.isSafeInteger(value) && value >= 0)).toBe(true);
          }
          const { people } = line;
          expect(people.payingStart + people.started + people.movedIn - people.ended - people.movedOut).toBe(people.payingEnd);
        }
        report.months.slice(1).forEach((line, index) => {
          const before = report.months[index];
          for (const currency of ['eur', 'jpy', 'usd'])
            expect(moneyOf(line, currency).mrrStart ?? 0).toBe((before && moneyOf(before, currency).mrrEnd) ?? 0);
        });
      }),
    );
  });

  it('gives tiers that add up to the whole, and months that add up to the time', () => {
    fc.assert(
      fc.property(history, payments, (changes, paid) => {
        const { total, tiers, months: lines } = billingReport(months, changes, paid);
        for (const currency of ['eur', 'jpy', 'usd']) {
          const all = (lineList: Iterable<BillingLine>, key: keyof MoneyLine): number =>
            sum([...lineList].map((line) => moneyOf(line, currency)[key] ?? 0));
          for (const key of ['mrrStart', 'mrrEnd', 'gained', 'churned', 'revenue', 'refunds', 'payments'] as const)
            expect(all(tiers.values(), key)).toBe(moneyOf(total, currency)[key] ?? 0);
          for (const key of ['gained', 'churned', 'expansion', 'contraction', 'revenue', 'refunds', 'payments'] as const)
            expect(all(lines, key)).toBe(moneyOf(total, currency)[key] ?? 0);
        }
        for (const key of ['started', 'ended', 'converted', 'trialsStarted', 'trialsEnded', 'trialsConverted'] as const) {
          expect(sum([...tiers.values()].map((line) => line.people[key]))).toBe(total.people[key]);
          expect(sum(lines.map((line) => line.people[key]))).toBe(total.people[key]);
        }
        expect(sum([...tiers.values()].map((line) => line.people.payingEnd))).toBe(total.people.payingEnd);
      }),
    );
  });

  it('is the same whatever order it is given things in', () => {
    const shuffled = fc
      .tuple(history, payments)
      .chain(([changes, paid]) =>
        fc.tuple(
          fc.constant({ changes, paid }),
          fc.shuffledSubarray(changes, { minLength: changes.length }),
          fc.shuffledSubarray(paid, { minLength: paid.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([{ changes, paid }, otherChanges, otherPaid]) => {
        expect(billingReport(months, otherChanges, otherPaid)).toEqual(billingReport(months, changes, paid));
      }),
    );
  });

  /** The last of a place's changes, if it pays: overdue only where nothing but what was paid for came before. */
  function paidBy(changes: readonly PlaceChange[]): PlaceChange | null {
    const [last, decides] = [
      changes.at(-1),
      changes.findLast(({ status }) => ['active', 'trialing', 'canceled', 'erased'].includes(status)),
    ];
    if (last?.status === 'active') return last;
    return last?.status === 'past_due' && decides?.status === 'active' && decides.amount !== null && decides.amount > 0
      ? last
      : null;
  }

  it('ends each month with what the places that pay then bring, looked at one by one', () => {
    fc.assert(
      fc.property(history, (changes) => {
        for (const line of billingReport(months, changes, []).months) {
          const places = new Map<string, PlaceChange[]>();
          const before = changes.filter(({ changedAt }) => changedAt < line.endsAt);
          for (const each of before.toSorted(
            (a, b) => a.changedAt.getTime() - b.changedAt.getTime() || Number(a.id) - Number(b.id),
          ))
            if (places.get(each.placeId)?.at(-1)?.status !== 'erased')
              places.set(each.placeId, [...(places.get(each.placeId) ?? []), each]);
          for (const currency of ['eur', 'jpy', 'usd']) {
            const paying = [...places.values()].map(paidBy).filter((one) => one?.currency === currency);
            expect(moneyOf(line, currency).mrrEnd ?? 0).toBe(
              sum(paying.map((one) => (one?.amount && one.interval ? monthlyAmount(one.amount, one.interval) : 0))),
            );
          }
        }
      }),
    );
  });

  it('never mixes currencies: what happens in one changes nothing in another', () => {
    const inYen = ({ currency }: { currency: string | null }): boolean => currency === 'jpy';
    fc.assert(
      fc.property(payments, history, (paid, changes) => {
        const dearer = <Row extends { currency: string | null; amount: number | null }>(row: Row): Row =>
          inYen(row) || row.amount === null ? row : { ...row, amount: row.amount * 2 };
        const [one, other] = [
          billingReport(months, changes, paid),
          billingReport(months, changes.map(dearer), paid.map<MoneyMove>(dearer)),
        ];
        expect(other.total.money.get('jpy')).toEqual(one.total.money.get('jpy'));
        expect(other.total.people).toEqual(one.total.people);
      }),
    );
  });

  it('counts nobody as converted who was no candidate', () => {
    fc.assert(
      fc.property(history, (changes) => {
        for (const { people } of billingReport(months, changes, []).months) {
          expect(people.converted).toBeLessThanOrEqual(people.candidates);
          expect(people.trialsConverted).toBeLessThanOrEqual(people.trialsEnded);
        }
      }),
    );
  });

  const at = (text: string): Date => new Date(text);
  const base = { placeId: 'sub_1', tierId: 'tir_a', amount: null, currency: null, interval: null } as const;
  const free = (id: string, when: string): PlaceChange => ({ ...base, id, status: 'active', changedAt: at(when) });
  const pro = (id: string, when: string, more: Partial<PlaceChange> = {}): PlaceChange => ({
    ...base,
    ...{ id, status: 'active', tierId: 'tir_b', amount: 1200, currency: 'eur', interval: 'month', changedAt: at(when) },
    ...more,
  });

  it('counts a change at the first moment of a month into that month, one a moment before into the one before', () => {
    const report = billingReport(
      months,
      [
        free('0', '2025-12-01T00:00:00Z'),
        pro('1', '2026-02-01T00:00:00Z'),
        pro('2', '2026-02-28T23:59:59.999Z', { status: 'canceled' }),
      ],
      [],
    );
    expect(
      report.months.slice(0, 3).map(({ people }) => [people.started, people.ended, people.candidates, people.converted]),
    ).toEqual([
      [0, 0, 1, 0],
      [1, 1, 1, 1],
      [0, 0, 0, 0],
    ]);
  });

  it('spreads a year over its months in whole minor units, and yen in whole yen', () => {
    expect([monthlyAmount(10_000, 'year'), monthlyAmount(1000, 'year'), monthlyAmount(980, 'month')]).toEqual([833, 83, 980]);
    const yearly = pro('0', '2026-01-10T00:00:00Z', { amount: 9800, currency: 'jpy', interval: 'year' });
    expect(billingReport(months, [yearly], []).total.money.get('jpy')).toMatchObject({ mrrEnd: 817, gained: 817 });
  });

  it('dates what was given back by its own time, and leaves the month of the payment as it was', () => {
    const move = (kind: MoneyMove['kind'], amount: number, when: string): MoneyMove => ({
      ...{ kind, amount, tierId: 'tir_a', currency: 'eur', at: at(when), count: 1 },
    });
    const moves = [
      move('payment', 500, '2026-01-31T23:59:59Z'),
      move('given_back', 120, '2026-02-01T00:00:00Z'),
      move('given_back', 380, '2026-03-15T00:00:00Z'),
    ];
    const lines = billingReport(months, [], moves)
      .months.slice(0, 3)
      .map(({ money }) => money.get('eur'));
    expect(lines.map((line) => [line?.revenue, line?.refunds, line?.payments])).toEqual([
      [500, 0, 1],
      [0, 120, 0],
      [0, 380, 0],
    ]);
  });

  it('counts neither a trial nor a gift as paying, and a trial that is paid for as converted', () => {
    const report = billingReport(
      months,
      [
        free('0', '2026-01-02T00:00:00Z'),
        pro('1', '2026-01-10T00:00:00Z', { status: 'trialing' }),
        pro('2', '2026-02-10T00:00:00Z'),
        { ...free('3', '2026-01-02T00:00:00Z'), placeId: 'sub_2', status: 'comped' },
      ],
      [],
    );
    expect(report.months[0]?.people).toMatchObject({ payingEnd: 0, trialsStarted: 1, converted: 0, candidates: 2 });
    expect(report.months[1]?.people).toMatchObject({ payingEnd: 1, trialsEnded: 1, trialsConverted: 1, converted: 1 });
  });

  it('counts a trial whose first payment is declined neither as converted nor as money, until that is paid or given up', () => {
    const trial = [
      pro('1', '2026-01-10T00:00:00Z', { status: 'trialing' }),
      pro('2', '2026-02-10T00:00:00Z', { status: 'past_due' }),
    ];
    const declined = billingReport(months, trial, []);
    expect(declined.months[1]?.people).toMatchObject({
      payingEnd: 0,
      started: 0,
      converted: 0,
      trialsEnded: 0,
      trialsConverted: 0,
    });
    expect(declined.total.money.get('eur')?.mrrEnd ?? 0).toBe(0);
    const paid = billingReport(months, [...trial, pro('3', '2026-03-02T00:00:00Z')], []);
    expect(paid.months[2]?.people).toMatchObject({ payingEnd: 1, started: 1, converted: 1, trialsEnded: 1, trialsConverted: 1 });
    expect(paid.months[2]?.money.get('eur')).toMatchObject({ gained: 1200, mrrEnd: 1200 });
    const givenUp = billingReport(months, [...trial, pro('3', '2026-03-02T00:00:00Z', { status: 'canceled' })], []);
    expect(givenUp.months[2]?.people).toMatchObject({ ended: 0, converted: 0, trialsEnded: 1, trialsConverted: 0 });
    expect(givenUp.total.money.get('eur')?.churned ?? 0).toBe(0);
  });

  it('counts who paid before and is overdue now as paying until that is given up', () => {
    const overdue = pro('2', '2026-02-10T00:00:00Z', { status: 'past_due' });
    const report = billingReport(months, [pro('1', '2026-01-10T00:00:00Z'), overdue], []);
    expect(report.months[1]?.people).toMatchObject({ payingEnd: 1, ended: 0 });
    expect(report.total.money.get('eur')).toMatchObject({ mrrEnd: 1200 });
  });

  it('tells of a move to a dearer tier as growth of the whole, and as leaving and arriving of the tiers', () => {
    const report = billingReport(
      months,
      [pro('0', '2025-12-01T00:00:00Z', { tierId: 'tir_a', amount: 500 }), pro('1', '2026-03-01T00:00:00Z')],
      [],
    );
    expect(report.total.money.get('eur')).toMatchObject({ mrrStart: 500, expansion: 700, mrrEnd: 1200, movedIn: 0 });
    expect(report.tiers.get('tir_a')?.money.get('eur')).toMatchObject({ mrrStart: 500, movedOut: 500, mrrEnd: 0, churned: 0 });
    expect(report.tiers.get('tir_b')?.money.get('eur')).toMatchObject({ movedIn: 1200, mrrEnd: 1200, gained: 0 });
  });

  it('takes months whole, and none for no time', () => {
    const edges = monthsTouching(at('2026-01-31T23:00:00Z'), at('2026-03-01T00:00:00Z'));
    expect(edges.map(({ startsAt, endsAt }) => [startsAt.toISOString(), endsAt.toISOString()])).toEqual([
      ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'],
      ['2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'],
    ]);
    expect(billingReport([], [free('0', '2026-01-02T00:00:00Z')], []).months).toEqual([]);
  });
});
