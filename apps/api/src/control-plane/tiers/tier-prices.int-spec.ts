import { newId } from '@gatehouse/platform';
import { startTestApi, type TestApi } from '../../../test/test-api';
import { type Creator, createCreator } from '../../../test/test-members';
import { addSubscriber } from '../../../test/test-tenant';

describe('prices of a tier', () => {
  let api: TestApi;
  let creator: Creator;
  let gptId: string;
  let tierId: string;
  let path: string;

  beforeAll(async () => {
    api = await startTestApi();
    creator = await createCreator(api, 'priced');
    gptId = (await creator.browser.post(`${creator.base}/gpts`, { name: 'Foods' })).body.id;
    const made = await creator.browser.post(`${creator.base}/gpts/${gptId}/tiers`, { key: 'pro', name: 'Pro' });
    tierId = made.body.id;
    path = `${creator.base}/gpts/${gptId}/tiers/${tierId}/prices`;
  });
  afterAll(() => api.stop());

  const month = { amount: 900, currency: 'eur', interval: 'month' };
  const year = { ...month, amount: 9_000, interval: 'year' };
  const put = (body: object) => creator.browser.put(path, body);

  /** Somebody who bought the tier at the price by the month that it has now. */
  async function buyer(email: string): Promise<void> {
    const id = await addSubscriber(api.database, creator.workspaceId, gptId, { email });
    await api.database.query(
      `UPDATE subscriptions SET tier_id = $3, status = 'active', stripe_account_id = 'acct_1', stripe_subscription_id = $2,
              price_id = (SELECT id FROM tier_prices WHERE tier_id = $3 AND retired_at IS NULL AND "interval" = 'month')
        WHERE subscriber_id = $1`,
      [id, `sub_${newId('sub')}`, tierId],
    );
  }

  it('wait to be brought to Stripe where nothing is connected, and say so', async () => {
    const { status, body } = await put({ prices: [month, year] });
    expect([status, body.data.map((price: { at_stripe: boolean }) => price.at_stripe)]).toEqual([200, [false, false]]);
    expect(body.moves).toEqual({ on_older_prices: 0, waiting: 0, moved: 0, left: 0, failed: 0, failures: [] });
  });

  it('stand in the list of tiers, all of those that hold, first by the month', async () => {
    const listed = async (): Promise<Record<string, unknown[]>> => {
      const { status, body } = await creator.browser.get(`${creator.base}/gpts/${gptId}/tiers`);
      expect(status).toBe(200);
      return Object.fromEntries(body.data.map((tier: { key: string; prices: unknown[] }) => [tier.key, tier.prices]));
    };
    expect((await put({ prices: [year, month] })).status).toBe(200);
    expect(await listed()).toEqual({ free: [], pro: [month, year] });
    expect((await put({ prices: [year] })).status).toBe(200);
    expect(await listed()).toEqual({ free: [], pro: [year] });
    expect((await put({ prices: [month, year] })).status).toBe(200);
  });

  it('let who bought before keep theirs, unless they are to move; both can be seen, and the audit log tells', async () => {
    await put({ prices: [month, year] });
    await buyer('one@example.com');
    await buyer('two@example.com');
    const kept = (await put({ prices: [{ ...month, amount: 1_000 }, year], move_existing: false })).body.moves;
    expect(kept).toMatchObject({ on_older_prices: 2, waiting: 0 });
    const moved = (await put({ prices: [{ ...month, amount: 1_000 }, year], move_existing: true })).body.moves;
    expect(moved).toMatchObject({ on_older_prices: 0, waiting: 2 });
    const again = (await put({ prices: [{ ...month, amount: 1_000 }, year], move_existing: true })).body.moves;
    expect(again).toMatchObject({ waiting: 2 });
    const log = (await creator.browser.get(`${creator.base}/audit?action=tier_prices.changed`)).body.data;
    expect(log[0].changes).toEqual({ subscribers_to_move: { from: 0, to: 2 } });
    expect((await creator.browser.get(path)).body.moves).toMatchObject({ waiting: 2 });
  });

  it('asks nobody to move to another interval or currency', async () => {
    await put({ prices: [month] });
    await buyer('three@example.com');
    expect((await put({ prices: [{ ...year, amount: 8_000 }], move_existing: true })).body.moves.waiting).toBe(0);
    expect((await put({ prices: [{ ...month, currency: 'usd' }], move_existing: true })).body.moves.waiting).toBe(0);
  });

  it.each([
    ['prices.0.amount', { prices: [{ ...month, amount: 0 }] }, 'must be more than 0: a free tier has no price'],
    ['prices.0.amount', { prices: [{ ...month, amount: 4.5 }] }, 'must be a whole number of minor units'],
    ['prices.0.amount', { prices: [{ ...month, amount: '900' }] }, 'must be a whole number of minor units'],
    ['prices.0.amount', { prices: [{ ...month, amount: 100_000_000 }] }, 'must be at most 99999999'],
    ['prices.0.amount', { prices: [{ ...month, amount: -1 }] }, 'must be at least 0'],
    ['prices.1.amount', { prices: [month, { ...year, amount: 0 }] }, 'must be more than 0: a free tier has no price'],
    [
      'prices.0.amount',
      { prices: [{ ...month, amount: 1_005, currency: 'kwd' }] },
      'must end in 0: this currency is charged in hundredths',
    ],
    [
      'prices.0.amount',
      { prices: [{ ...month, amount: 150, currency: 'isk' }] },
      'must end in 00: this currency is charged whole',
    ],
    [
      'prices.0.currency',
      { prices: [{ ...month, currency: 'euro' }] },
      'must be the ISO 4217 code of a currency in which Stripe charges, such as eur',
    ],
    ['prices', { prices: [month, { ...year, currency: 'usd' }] }, 'must be in one currency'],
    ['prices', { prices: [month, month] }, 'must not name an interval twice'],
    ['prices', {}, 'must be a list of prices'],
    ['move_existing', { prices: [month], move_existing: 'yes' }, 'must be true or false'],
  ])('refuse %s in the sender’s terms: %j', async (field, body, message) => {
    const { status, body: told } = await put(body);
    expect([status, told.errors?.find((error: { field: string }) => error.field === field)?.message]).toEqual([422, message]);
  });

  it('are held to the same when a tier is made or changed with one', async () => {
    const tiers = `${creator.base}/gpts/${gptId}/tiers`;
    const price = { amount: 150, currency: 'isk', interval: 'month' };
    for (const answer of [
      await creator.browser.post(tiers, { key: 'odd', name: 'Odd', price }),
      await creator.browser.patch(`${tiers}/${tierId}`, { price: { ...price, amount: 0 } }),
    ])
      expect([answer.status, answer.body.errors[0].field]).toEqual([422, 'price.amount']);
    const yen = await creator.browser.post(tiers, { key: 'yen', name: 'Yen', price: { ...price, currency: 'jpy' } });
    expect([yen.status, yen.body.price]).toEqual([201, { ...price, currency: 'jpy' }]);
  });
});
