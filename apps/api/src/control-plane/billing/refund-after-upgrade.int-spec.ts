import { stripeCourier } from '../../../test/stripe-courier';
import { buy, offerTier, type Sold, startStripeStage, type StripeStage } from '../../../test/stripe-stage';
import type { Creator } from '../../../test/test-members';

jest.setTimeout(180_000);

/** Several payments may be for one period: a plan ends when all of them went back, and not with one. */
describe('money that goes back after an upgrade', () => {
  let stage: StripeStage;
  let creator: Creator & { accountId: string };
  let sold: Sold;
  const delivered = new Set<string>();

  beforeAll(async () => {
    stage = await startStripeStage({ isTold: false });
    creator = await stage.creator('upgraded');
    sold = await offerTier(stage, creator);
  });
  afterAll(() => stage.stop());

  async function tell(): Promise<void> {
    const courier = stripeCourier(stage);
    for (const event of await courier.events(creator.accountId)) {
      if (delivered.has(event.id)) continue;
      expect((await courier.deliver(event)).status).toBe(200);
      delivered.add(event.id);
    }
  }

  /** Somebody who paid 5, and 2 more for something better a moment later. @returns the charges, the first first */
  async function upgraded(email: string): Promise<{ subscriberId: string; charges: string[] }> {
    const client = stage.accounts.platform();
    const on = { stripeAccount: creator.accountId };
    const { subscriberId, subscriptionId } = await buy(stage, creator, sold, { email });
    const [item] = (await client.subscriptions.retrieve(subscriptionId, {}, on)).items.data;
    const product = typeof item?.price.product === 'string' ? item.price.product : '';
    const recurring = { interval: 'month' as const };
    const better = await client.prices.create({ product, currency: 'eur', unit_amount: 700, recurring }, on);
    const items = [{ id: item?.id ?? '', price: better.id }];
    await client.subscriptions.update(subscriptionId, { items, proration_behavior: 'always_invoice' }, on);
    const { data } = await client.charges.list({ limit: 2 }, on);
    expect(data.map(({ amount }) => amount)).toEqual([200, 500]);
    await tell();
    expect(await statusOf(subscriberId)).toBe('active');
    return { subscriberId, charges: data.map(({ id }) => id).reverse() };
  }
  async function statusOf(subscriberId: string): Promise<unknown> {
    const rows = await stage.api.database.query<{ status: string }>('SELECT status FROM subscriptions WHERE subscriber_id = $1', [
      subscriberId,
    ]);
    return rows[0]?.status;
  }

  it.each([
    ['what the upgrade cost first', 'small@example.com', [1, 0]],
    ['what the plan cost first', 'large@example.com', [0, 1]],
  ])('ends the plan with the last part of it: %s', async (_name, email, order) => {
    const { subscriberId, charges } = await upgraded(email);
    const standings: unknown[] = [];
    for (const at of order) {
      const charge = charges[at] ?? '';
      await stage.accounts.platform().refunds.create({ charge }, { stripeAccount: creator.accountId });
      await tell();
      standings.push(await statusOf(subscriberId));
    }
    expect(standings).toEqual(['active', 'canceled']);
  });
});
