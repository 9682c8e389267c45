import type { StripeAccess } from '@gatehouse/platform';
import { type PaywallStage, type Shop, startPaywallStage } from '../../../test/paywall-stage';
import { type CheckoutParams, openOnlyCheckout } from './only-checkout';

/** The creator sold something that Stripe does not open a Checkout for, and mends it while the buyer waits. */
describe('a Checkout that Stripe refused to open', () => {
  let stage: PaywallStage;
  let shop: Shop;
  let access: StripeAccess;
  let price: string;
  let wanted: CheckoutParams;

  beforeAll(async () => {
    stage = await startPaywallStage();
    shop = await stage.shop();
    access = { ...shop.access, accountId: shop.accountId };
    const { month } = await stage.sell(shop, 'Pro');
    const sql = 'SELECT stripe_price_id AS id FROM tier_prices WHERE id = $1';
    price = (await stage.api.database.query<{ id: string }>(sql, [month]))[0]?.id ?? '';
  });
  beforeEach(async () => {
    const { id: customer } = await access.client.customers.create({}, access.options);
    wanted = {
      mode: 'subscription',
      customer,
      line_items: [{ price, quantity: 1 }],
      success_url: 'http://gatehouse.test/done',
      metadata: { gatehouse_gpt: shop.gptId },
    };
  });
  afterAll(() => stage.stop());

  const offer = (active: boolean) => access.client.prices.update(price, { active }, access.options);
  const open = (by = access) => openOnlyCheckout(by, wanted.customer ?? '', shop.gptId, wanted, () => Promise.resolve(false));
  const opened = async () =>
    (await access.client.checkout.sessions.list({ customer: wanted.customer ?? '' }, access.options)).data.length;

  it('opens for the same buyer as soon as it is mended, however often it was refused before', async () => {
    await offer(false);
    for (let time = 1; time <= 3; time += 1) await expect(open()).rejects.toMatchObject({ statusCode: 400 });
    await offer(true);
    expect(await open()).toContain('/dev/stripe/checkout/');
    expect(await opened()).toBe(1);
  });

  it('is asked for under the same key where the answer was lost on the way: it may have been opened', async () => {
    const keys: (string | undefined)[] = [];
    const sessions = Object.create(access.client.checkout.sessions) as typeof access.client.checkout.sessions;
    sessions.create = async (...[params, options]: Parameters<typeof sessions.create>) => {
      keys.push((options as { idempotencyKey?: string }).idempotencyKey);
      if (keys.length === 1) throw new Error('ECONNRESET');
      return access.client.checkout.sessions.create(params, options);
    };
    const client = Object.create(access.client, { checkout: { value: { sessions } } }) as typeof access.client;
    const flaky = { ...access, client };
    await expect(open(flaky)).rejects.toThrow('ECONNRESET');
    expect(await open(flaky)).toContain('/dev/stripe/checkout/');
    expect(keys).toEqual([keys[0], keys[0]]);
  });
});
