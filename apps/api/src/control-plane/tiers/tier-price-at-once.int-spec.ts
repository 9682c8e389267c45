import { startStripeStage, type StripeStage } from '../../../test/stripe-stage';
import type { Creator } from '../../../test/test-members';

jest.setTimeout(180_000);

/** Nothing but the requests of the creator brings anything to Stripe here. */
describe('the price that a tier is made or changed with', () => {
  let stage: StripeStage;
  let creator: Creator & { accountId: string };
  let tiers: string;
  const month = { amount: 900, currency: 'eur', interval: 'month' };
  const year = { ...month, amount: 9_000, interval: 'year' };

  beforeAll(async () => {
    stage = await startStripeStage({ isTold: false });
    creator = await stage.creator('at-once');
    const gpt = await creator.browser.post(`${creator.base}/gpts`, { name: 'Foods' });
    expect(gpt.status).toBe(201);
    tiers = `${creator.base}/gpts/${gpt.body.id}/tiers`;
  });
  afterAll(() => stage.stop());

  /** What a tier costs now, and whether it can be bought. */
  async function live(tierId: string): Promise<unknown[]> {
    const { body } = await creator.browser.get(`${tiers}/${tierId}/prices`);
    const rows = body.data.filter((row: { retired_at: string | null }) => row.retired_at === null);
    return rows.map(({ amount, interval, at_stripe }: Record<string, unknown>) => [amount, interval, at_stripe]).sort();
  }

  it('can be bought as soon as it is saved, and leaves that of another interval as it is', async () => {
    const made = await creator.browser.post(tiers, { key: 'pro', name: 'Pro', price: month });
    expect(made.status).toBe(201);
    expect(await live(made.body.id)).toEqual([[900, 'month', true]]);
    const yearly = await creator.browser.patch(`${tiers}/${made.body.id}`, { price: year });
    expect([yearly.status, yearly.body.price]).toEqual([200, month]);
    const dearer = await creator.browser.patch(`${tiers}/${made.body.id}`, { price: { ...month, amount: 1_000 } });
    expect(dearer.body.price).toEqual({ ...month, amount: 1_000 });
    expect(await live(made.body.id)).toEqual([
      [1_000, 'month', true],
      [9_000, 'year', true],
    ]);
    const other = await creator.browser.patch(`${tiers}/${made.body.id}`, { price: { ...month, currency: 'usd' } });
    expect([other.status, other.body.errors[0].field]).toEqual([422, 'price.currency']);
    expect((await creator.browser.patch(`${tiers}/${made.body.id}`, { price: null })).body.price).toBeNull();
    expect(await live(made.body.id)).toEqual([]);
  });
});
