import type { MoneyMove, PlaceChange } from '@gatehouse/core';
import { createTestDatabase, seedCaller, type SeededCaller, type TestDatabase } from '@gatehouse/testing';
import { Database } from './database';
import { billingReportRepository } from './repositories/billing-report.repository';

const FROM = new Date('2026-01-01T00:00:00Z');
const TO = new Date('2026-11-01T00:00:00Z');

/** Many places, one of which has changed more often than is read at once, and money of many months; another workspace has some as well. */
describe('what a report is made from', () => {
  let test: TestDatabase;
  let database: Database;
  let ada: SeededCaller;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 3);
    ada = await seedCaller(test);
    for (const { workspaceId, gptId, tierId } of [ada, await seedCaller(test)]) {
      await test.query(
        `INSERT INTO subscription_changes (workspace_id, id, gpt_id, subscription_id, tier_id, status, amount, currency, "interval", changed_at, livemode)
         SELECT $1, 'chg_' || n, $2, 'sub_' || (CASE WHEN n % 4 = 0 THEN 7 ELSE n % 11 END), $3,
                (ARRAY['active', 'canceled', 'past_due'])[1 + n % 3], 500 + n, 'eur', 'month', timestamptz '2026-01-01Z' + n / 2 * interval '3 days', false
           FROM generate_series(1, 90) n`,
        [workspaceId, gptId, tierId],
      );
      await test.query(
        `INSERT INTO payments (workspace_id, id, gpt_id, tier_id, stripe_account_id, stripe_subscription_id, stripe_invoice_id, amount, refunded, disputed,
                               given_back, currency, "interval", paid_at, period_starts_at, period_ends_at, stripe_reading)
         SELECT $1, 'pay_' || n, $2, $3, 'acct_1', 'sub_1', 'in_' || n, 2000000000 - n, 0, false,
                CASE WHEN n % 5 = 0 THEN jsonb_build_array(jsonb_build_object('id', 're_1', 'kind', 'refund', 'amount', 2 * n, 'at', paid + interval '40 days'))
                     ELSE '[]' END,
                (ARRAY['eur', 'jpy'])[1 + n % 2], 'month', paid, paid, paid, n
           FROM (SELECT n, timestamptz '2025-12-20Z' + n * interval '29 hours' AS paid FROM generate_series(1, 300) n) p`,
        [workspaceId, gptId, tierId],
      );
    }
  });
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  it.each([1, 2, 7, 30, 89, 90, 91, 500])(
    'is, %s changes at once, every change once, those of a place together',
    async (atOnce) => {
      const places: PlaceChange[][] = [];
      await database.inWorkspace(ada.workspaceId, async (tx) => {
        const until = { to: TO, now: TO, livemode: null };
        for await (const page of billingReportRepository.placesUntil(tx, until, atOnce)) places.push(...page);
      });
      const ids = places.map((changes) => [...new Set(changes.map(({ placeId }) => placeId))]);
      expect(ids.every((ofOne) => ofOne.length === 1)).toBe(true);
      expect(new Set(ids.flat()).size).toBe(places.length);
      const all = await test.query<{ id: string }>(
        'SELECT id FROM subscription_changes WHERE workspace_id = $1 AND changed_at < $2',
        [...[ada.workspaceId, TO]],
      );
      const read = places.flat().map(({ id }) => id);
      // Each place began once, as the seeded one did.
      expect(read.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
      expect(read.length).toBeGreaterThanOrEqual(90);
    },
  );

  it('is money, summed by month, tier and currency, to the same figures as payment by payment', async () => {
    const summed = await database.inWorkspace(ada.workspaceId, (tx) =>
      billingReportRepository.moneyMoves(tx, { from: FROM, to: TO, livemode: null }),
    );
    const rows = await test.query<{
      amount: number;
      currency: string;
      paid_at: Date;
      given_back: { amount: number; at: string }[];
    }>('SELECT amount, currency, paid_at, given_back FROM payments WHERE workspace_id = $1', [ada.workspaceId]);
    const one = rows.flatMap(({ amount, currency, paid_at: at, given_back: back }) => [
      { kind: 'payment', amount, currency, at },
      ...back.map((part) => ({ kind: 'given_back', amount: part.amount, currency, at: new Date(part.at) })),
    ]);
    const expected = Map.groupBy(
      one.filter(({ at }) => at >= FROM && at < TO),
      ({ kind, currency, at }) => `${kind} ${currency} ${at.toISOString().slice(0, 7)}`,
    );
    const told = (moves: readonly MoneyMove[]) =>
      Object.fromEntries(
        moves.map(({ kind, currency, at, amount, count, tierId }) => [
          `${kind} ${currency} ${at.toISOString().slice(0, 7)}`,
          { amount, count, at: at.toISOString().slice(7), tierId },
        ]),
      );
    const entries = [...expected].map(([key, list]) => [
      key,
      {
        amount: list.reduce((sum, { amount }) => sum + amount, 0),
        count: list.length,
        at: '-01T00:00:00.000Z',
        tierId: ada.tierId,
      },
    ]);
    expect(told(summed)).toEqual(Object.fromEntries(entries));
    expect(summed).toHaveLength(entries.length);
  });
});
