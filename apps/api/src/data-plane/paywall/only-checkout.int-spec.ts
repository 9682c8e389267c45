import type { StripeAccess } from '@gatehouse/platform';
import { CARDS, type PaywallStage, type Shop, startPaywallStage } from '../../../test/paywall-stage';
import { type CheckoutParams, openOnlyCheckout } from './only-checkout';

/** Two tabs with two plans, one of which is paid while the other opens its Checkout. */
describe('the one Checkout of a customer', () => {
  let stage: PaywallStage;
  let shop: Shop;
  let access: StripeAccess;
  let customer: string;
  beforeAll(async () => {
    stage = await startPaywallStage();
    shop = await stage.shop();
    access = { ...shop.access, accountId: shop.accountId };
    ({ id: customer } = await access.client.customers.create({}, access.options));
  });
  afterAll(() => stage.stop());

  async function wanted(tier: string): Promise<CheckoutParams> {
    const { month } = await stage.sell(shop, tier);
    const [price] = await stage.api.database.query<{ id: string }>(
      'SELECT stripe_price_id AS id FROM tier_prices WHERE id = $1',
      [month],
    );
    return {
      mode: 'subscription',
      customer,
      line_items: [{ price: price?.id ?? '', quantity: 1 }],
      success_url: 'http://gatehouse.test/done',
      metadata: { gatehouse_gpt: shop.gptId },
    };
  }

  /** The same access, which does something first whenever a Checkout is to be ended. */
  const before = (work: () => Promise<unknown>): StripeAccess => {
    const sessions = Object.create(access.client.checkout.sessions) as typeof access.client.checkout.sessions;
    sessions.expire = async (...given: Parameters<typeof sessions.expire>) => {
      await work();
      return access.client.checkout.sessions.expire(...given);
    };
    const client = Object.create(access.client, { checkout: { value: { sessions } } }) as typeof access.client;
    return { ...access, client };
  };

  it('is none where another was paid in the moment in which it should have ended: nobody pays twice for one place', async () => {
    const month = await openOnlyCheckout(access, customer, shop.gptId, await wanted('Basic'));
    let paid = false;
    const racing = before(async () => {
      if (paid) return;
      paid = true;
      await stage.pay(month ?? '', { card: CARDS.good });
    });
    expect(await openOnlyCheckout(racing, customer, shop.gptId, await wanted('Plus'))).toBeNull();
    const { data } = await access.client.checkout.sessions.list({ customer }, access.options);
    expect(data.map(({ status }) => status).sort()).toEqual(['complete', 'expired']);
  });

  it('is opened anew for whoever bought once before and has ended that', async () => {
    expect(await openOnlyCheckout(access, customer, shop.gptId, await wanted('Third'))).toContain('/dev/stripe/checkout/');
  });
});
