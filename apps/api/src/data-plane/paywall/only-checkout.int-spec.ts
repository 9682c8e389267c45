import type { StripeAccess } from '@gatehouse/platform';
import { CARDS, type PaywallStage, type Shop, startPaywallStage } from '../../../test/paywall-stage';
import { type CheckoutParams, openOnlyCheckout } from './only-checkout';

/** Two tabs with two plans, one of which is paid while the other opens its Checkout. */
describe('the one Checkout of a customer', () => {
  let stage: PaywallStage;
  let shop: Shop;
  let access: StripeAccess;
  let customer: string;
  const notBought = () => Promise.resolve(false);
  beforeAll(async () => {
    stage = await startPaywallStage();
    shop = await stage.shop();
    access = { ...shop.access, accountId: shop.accountId };
  });
  beforeEach(async () => {
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
    const month = await openOnlyCheckout(access, customer, shop.gptId, await wanted('Basic'), notBought);
    let paid = false;
    const racing = before(async () => {
      if (paid) return;
      paid = true;
      await stage.pay(month ?? '', { card: CARDS.good });
    });
    expect(await openOnlyCheckout(racing, customer, shop.gptId, await wanted('Plus'), notBought)).toBeNull();
    const { data } = await access.client.checkout.sessions.list({ customer }, access.options);
    expect(data.map(({ status }) => status).sort()).toEqual(['complete', 'expired']);
  });

  it('is opened anew for whoever bought once before and has ended that', async () => {
    const first = await openOnlyCheckout(access, customer, shop.gptId, await wanted('Once'), notBought);
    expect((await stage.pay(first ?? '', { card: CARDS.good })).status).toBe(303);
    expect(await openOnlyCheckout(access, customer, shop.gptId, await wanted('Third'), notBought)).toContain(
      '/dev/stripe/checkout/',
    );
  });

  it('ends the others also for who asks for the same again, after Stripe was away when they should have ended', async () => {
    const basic = await openOnlyCheckout(access, customer, shop.gptId, await wanted('Away'), notBought);
    const plus = await wanted('Again');
    const away = before(() => Promise.reject(new Error('ECONNRESET')));
    await expect(openOnlyCheckout(away, customer, shop.gptId, plus, notBought)).rejects.toThrow('ECONNRESET');
    const second = await openOnlyCheckout(access, customer, shop.gptId, plus, notBought);
    expect((await stage.pay(basic ?? '', { card: CARDS.good })).status).toBe(410);
    expect((await stage.pay(second ?? '', { card: CARDS.good })).status).toBe(303);
    const { data } = await access.client.subscriptions.list({ customer }, access.options);
    expect(data.map(({ status }) => status)).toEqual(['active']);
  });

  it('is none for who asks for the same again while the other one is paid', async () => {
    const basic = await openOnlyCheckout(access, customer, shop.gptId, await wanted('Paid'), notBought);
    const plus = await wanted('Same');
    const away = before(() => Promise.reject(new Error('ECONNRESET')));
    await expect(openOnlyCheckout(away, customer, shop.gptId, plus, notBought)).rejects.toThrow('ECONNRESET');
    const racing = before(async () => void (await stage.pay(basic ?? '', { card: CARDS.good })));
    expect(await openOnlyCheckout(racing, customer, shop.gptId, plus, notBought)).toBeNull();
    const { data } = await access.client.checkout.sessions.list({ customer }, access.options);
    expect(data.map(({ status }) => status).sort()).toEqual(['complete', 'expired']);
  });

  it('is none where another was paid while it was being asked whether anything was bought', async () => {
    const basic = await openOnlyCheckout(access, customer, shop.gptId, await wanted('Slow'), notBought);
    const asked = async (): Promise<boolean> => {
      expect((await stage.pay(basic ?? '', { card: CARDS.good })).status).toBe(303);
      return false;
    };
    expect(await openOnlyCheckout(access, customer, shop.gptId, await wanted('Late'), asked)).toBeNull();
  });

  it('is none, and none is opened, for who has bought', async () => {
    expect(await openOnlyCheckout(access, customer, shop.gptId, await wanted('Had'), () => Promise.resolve(true))).toBeNull();
    expect((await access.client.checkout.sessions.list({ customer }, access.options)).data).toEqual([]);
  });

  /** Stripe, at another time. */
  const at = (time: Date): StripeAccess => {
    const sessions = Object.create(access.client.checkout.sessions) as typeof access.client.checkout.sessions;
    sessions.list = (async (...given: Parameters<typeof sessions.list>) => {
      const { data, lastResponse } = await access.client.checkout.sessions.list(...given);
      return { data, lastResponse: { ...lastResponse, headers: { ...lastResponse.headers, date: time.toUTCString() } } };
    }) as never;
    const client = Object.create(access.client, { checkout: { value: { sessions } } }) as typeof access.client;
    return { ...access, client };
  };

  it('ends within the hour that a sign-in lasts, and another is opened for who asks for the same when little of it is left', async () => {
    const basic = await wanted('Soon');
    const first = await openOnlyCheckout(access, customer, shop.gptId, basic, notBought);
    const [session] = (await access.client.checkout.sessions.list({ customer }, access.options)).data;
    const minutes = ((session?.expires_at ?? 0) - (session?.created ?? 0)) / 60;
    expect([minutes >= 30, minutes <= 45]).toEqual([true, true]);
    expect(await openOnlyCheckout(access, customer, shop.gptId, basic, notBought)).toBe(first);

    const later = at(new Date(Date.now() + 32 * 60_000));
    const second = await openOnlyCheckout(later, customer, shop.gptId, basic, notBought);
    expect(second).not.toBe(first);
    expect((await stage.pay(first ?? '', { card: CARDS.good })).status).toBe(410);
    await stage.forward(shop, 1);
    expect((await stage.pay(second ?? '', { card: CARDS.good })).status).toBe(410);
  });
});
