import fc from 'fast-check';
import type { PlaceChange } from './place-history';
import { monthsTouching, type ReportMonth } from './report-months';
import { type BillingReport, BillingTally, type MoneyMove } from './reports';

const FROM = Date.UTC(2026, 0, 1);
export const months = monthsTouching(new Date(FROM), new Date(Date.UTC(2026, 5, 1)));
/** Before, within and after the report; edges of months often. */
const moment = fc.oneof(
  fc.constantFrom(...months.flatMap(({ startsAt }) => [startsAt.getTime() - 1, startsAt.getTime()])),
  fc.integer({ min: Date.UTC(2025, 10, 1), max: Date.UTC(2026, 7, 1) }),
);
const price = fc.option(
  fc.record({
    amount: fc.integer({ min: 0, max: 99_999_999 }),
    currency: fc.constantFrom('eur', 'jpy', 'usd'),
    interval: fc.constantFrom('month' as const, 'year' as const),
  }),
  { freq: 4 },
);
const change = fc
  .record({
    placeId: fc.constantFrom('sub_1', 'sub_2', 'sub_3'),
    tierId: fc.constantFrom('tir_a', 'tir_b'),
    status: fc.constantFrom('active', 'active', 'active', 'trialing', 'past_due', 'canceled', 'comped', 'unpaid', 'erased'),
    price,
    at: moment,
  })
  .map(({ price: bought, at, status, ...rest }) => ({
    ...rest,
    status: status as PlaceChange['status'],
    ...(bought ?? { amount: null, currency: null, interval: null }),
    changedAt: new Date(at),
  }));
export const history = fc
  .array(change, { maxLength: 25 })
  .map((list): PlaceChange[] => list.map((one, index) => ({ ...one, id: String(index).padStart(3, '0') })));
const payment = fc.record({
  tierId: fc.constantFrom('tir_a', 'tir_b'),
  amount: fc.integer({ min: 0, max: 99_999_999 }),
  kind: fc.constantFrom('payment' as const, 'payment' as const, 'given_back' as const),
  currency: fc.constantFrom('eur', 'jpy'),
  at: moment.map((at) => new Date(at)),
  count: fc.integer({ min: 1, max: 3 }),
});
export const payments = fc.array(payment, { maxLength: 15 });

/** The tally of these, place by place. */
export function billingReport(
  spans: readonly ReportMonth[],
  changes: readonly PlaceChange[],
  moves: readonly MoneyMove[],
): BillingReport {
  const tally = new BillingTally(spans);
  for (const ofPlace of Map.groupBy(changes, ({ placeId }) => placeId).values()) tally.addPlace(ofPlace);
  for (const one of moves) tally.addMove(one);
  return tally.report();
}
