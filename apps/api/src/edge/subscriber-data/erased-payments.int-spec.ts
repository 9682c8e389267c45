import { CARDS, type Shop } from '../../../test/paywall-stage';
import { type PlanStage, startPlanStage } from '../../../test/plan-stage';
import { SubscriberErasure } from './subscriber-erasure.service';

jest.setTimeout(180_000);

/** Whoever is erased pays no more, whatever our own rows knew of it. */
describe('what an erased person paid', () => {
  let stage: PlanStage;
  beforeAll(async () => {
    stage = await startPlanStage();
  });
  afterAll(() => stage.stop());

  /** Somebody who stands at Checkout. */
  async function atCheckout(): Promise<{ shop: Shop; checkout: string; pay: () => Promise<void> }> {
    const shop = await stage.shop();
    const pro = await stage.sell(shop, 'Pro', { quota: 1000 });
    const { person, plan } = await stage.visitor(shop);
    await person.open(plan);
    expect(person.page.status).toBe(200);
    const csrf = /name="csrf" value="([^"]*)"/.exec(person.page.html)?.[1] ?? '';
    await person.post(person.page.path, { csrf, price: pro.month });
    const checkout = person.trail.find((url) => url.includes('/dev/stripe/checkout/')) ?? '';
    expect(checkout).not.toBe('');
    const pay = async (): Promise<void> => expect((await stage.pay(checkout, { card: CARDS.good })).status).toBe(303);
    return { shop, checkout, pay };
  }
  async function erase({ workspaceId }: Shop, meanwhile = (): Promise<void> => Promise.resolve()): Promise<void> {
    const [row] = await stage.api.database.query<{ id: string }>('SELECT id FROM subscribers WHERE workspace_id = $1', [
      workspaceId,
    ]);
    const erasure = stage.api.app.get(SubscriberErasure, { strict: false });
    expect(await erasure.erase(workspaceId, row?.id ?? '', meanwhile)).toBe(true);
  }
  const atStripe = async ({ access }: Shop): Promise<string[]> =>
    (await access.client.subscriptions.list({ status: 'all' }, access.options)).data.map(({ status }) => status);

  it('is cancelled at Stripe, though no event has told of the purchase yet', async () => {
    const { shop, pay } = await atCheckout();
    await pay();
    expect(await atStripe(shop)).toEqual(['active']);
    await erase(shop);
    expect(await atStripe(shop)).toEqual(['canceled']);
  });

  it('is ended and given back where they paid in another tab while they were being erased', async () => {
    const { shop } = await atCheckout();
    const { client, options } = shop.access;
    const [session] = (await client.checkout.sessions.list({}, options)).data;
    const line = await stage.api.database.query<{ id: string }>(
      `SELECT stripe_price_id AS id FROM tier_prices WHERE workspace_id = $1 AND "interval" = 'month'`,
      [shop.workspaceId],
    );
    await erase(shop, async () => {
      const tab = await client.checkout.sessions.create(
        {
          mode: 'subscription',
          customer: session?.customer as string,
          line_items: [{ price: line[0]?.id ?? '', quantity: 1 }],
          success_url: 'http://gatehouse.test/done',
          subscription_data: { metadata: session?.metadata ?? {} },
        },
        options,
      );
      expect((await stage.pay(tab.url ?? '', { card: CARDS.good })).status).toBe(303);
    });
    expect(await atStripe(shop)).toEqual(['canceled']);
    const { data } = await client.charges.list({}, options);
    expect(data.map(({ amount, amount_refunded: back }) => [amount, back])).toEqual([[900, 900]]);
  });

  it('cannot be paid any more in a Checkout that was left open', async () => {
    const { shop, checkout } = await atCheckout();
    await erase(shop);
    expect((await stage.pay(checkout, { card: CARDS.good })).status).toBe(410);
    expect(await atStripe(shop)).toEqual([]);
  });

  it('is cancelled through an account that was connected earlier', async () => {
    const { shop, pay } = await atCheckout();
    await pay();
    await stage.readAgain(shop);
    await stage.api.database.query('UPDATE stripe_connections SET disconnected_at = now() WHERE workspace_id = $1', [
      shop.workspaceId,
    ]);
    await erase(shop);
    expect(await atStripe(shop)).toEqual(['canceled']);
  });

  it('does not keep from being erased whose creator took the account away at Stripe', async () => {
    const { shop, pay } = await atCheckout();
    await pay();
    await stage.readAgain(shop);
    await stage.api.database.query('UPDATE stripe_connections SET disconnected_at = now() WHERE workspace_id = $1', [
      shop.workspaceId,
    ]);
    expect((await stage.sandbox.post(`/dev/stripe/accounts/${shop.accountId}`, { do: 'disconnect' })).status).toBeLessThan(400);
    await erase(shop);
  });

  it('is left alone where the creator sold it to them without Gatehouse', async () => {
    const { shop, pay } = await atCheckout();
    await pay();
    const { client, options } = shop.access;
    const [ours] = (await client.subscriptions.list({}, options)).data;
    const price = ours?.items.data[0]?.price.id ?? '';
    const customer = typeof ours?.customer === 'string' ? ours.customer : '';
    await client.subscriptions.create({ customer, items: [{ price }] }, options);
    await erase(shop);
    expect((await atStripe(shop)).sort()).toEqual(['active', 'canceled']);
  });
});
