import { type PlaceAndComp, placeInEffect } from '@gatehouse/core';
import { createTestDatabase, type TestDatabase } from '@gatehouse/testing';
import { placeInEffect as joins } from './repositories/place-in-effect.sql';

const NOW = new Date('2026-11-20T12:00:00Z');
const MOMENTS = [null, new Date(NOW.getTime() - 1), NOW, new Date(NOW.getTime() + 1)];
const eur = { priceCurrency: 'eur', priceInterval: 'month' as const };
const TIERS = [
  { id: 'tir_free', priceAmount: null, priceCurrency: null, priceInterval: null },
  { id: 'tir_basic', priceAmount: 100, ...eur },
  { id: 'tir_year', priceAmount: 1200, priceCurrency: 'eur', priceInterval: 'year' as const },
  { id: 'tir_pro', priceAmount: 2_147_483_647, ...eur },
  { id: 'tir_dollars', priceAmount: 500, priceCurrency: 'usd', priceInterval: 'month' as const },
];

describe('what of a place holds', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
    await test.query(`INSERT INTO workspaces (id, slug, name) VALUES ('wsp_a', 'a', 'A')`);
    await test.query(
      `INSERT INTO gpts (workspace_id, id, name, client_id, login_methods) VALUES ('wsp_a', 'gpt_a', 'F', 'c', '{google}')`,
    );
    for (const tier of TIERS)
      await test.query(
        `INSERT INTO tiers (workspace_id, id, gpt_id, key, name, price_amount, price_currency, price_interval) VALUES ('wsp_a', $1, 'gpt_a', $1, 'T', $2, $3, $4)`,
        [tier.id, tier.priceAmount, tier.priceCurrency, tier.priceInterval],
      );
  });
  afterAll(() => test.drop());

  it('is the same for a statement and for the rule, whatever was bought, whatever was given, and at every moment', async () => {
    const ids = TIERS.map(({ id }) => id);
    const places = ids.flatMap((tierId) =>
      [null, ...ids].flatMap((compTierId) =>
        [null, 'sub_1'].flatMap((stripeSubscriptionId) =>
          MOMENTS.flatMap((servedUntil) =>
            MOMENTS.map((compedUntil): PlaceAndComp => {
              return { tierId, compTierId, stripeSubscriptionId, servedUntil, compedUntil, status: 'active' };
            }),
          ),
        ),
      ),
    );
    const rows = await test.query<Record<string, unknown>>(
      `SELECT e.served AS "isServed", e.tier_id AS "tierId", e.status, e.until
         FROM (SELECT 'wsp_a' AS workspace_id, 'gpt_a' AS gpt_id, * FROM jsonb_to_recordset($2) AS x(
                 id text, tier_id text, comp_tier_id text, stripe_subscription_id text, served_until timestamptz, comped_until timestamptz, status text, n int)) p
         ${joins('$1::timestamptz')} ORDER BY p.n`,
      [
        NOW,
        JSON.stringify(
          places.map((place, n) => ({
            n,
            id: 'sub_a',
            tier_id: place.tierId,
            comp_tier_id: place.compTierId,
            stripe_subscription_id: place.stripeSubscriptionId,
            served_until: place.servedUntil,
            comped_until: place.compedUntil,
            status: place.status,
          })),
        ),
      ],
    );
    expect(rows).toHaveLength(places.length);
    for (const [at, place] of places.entries()) expect([place, rows[at]]).toEqual([place, placeInEffect(place, TIERS, NOW)]);
  });
});
