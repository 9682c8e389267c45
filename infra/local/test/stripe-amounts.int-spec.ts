import { CARDS, idOf, SandboxStripe } from './sandbox-stripe';

describe('amounts at the sandbox’s Stripe', () => {
  let at: SandboxStripe;

  beforeAll(async () => {
    at = await SandboxStripe.start();
  });
  afterAll(() => at.stop());

  it('bills what a meter counted, each identifier once', async () => {
    await at.client.billing.meters.create(
      { display_name: 'Calls', event_name: 'calls', default_aggregation: { formula: 'sum' } },
      at.on(),
    );
    const [meter] = (await at.client.billing.meters.list({ status: 'active' }, at.on())).data;
    const product = await at.client.products.create({ name: 'Overage' }, at.on());
    const metered = await at.client.prices.create(
      {
        product: product.id,
        currency: 'eur',
        unit_amount: 2,
        recurring: { interval: 'month', usage_type: 'metered', meter: meter?.id ?? '' },
      },
      at.on(),
    );
    const session = await at.checkout((await at.price(400)).id, {});
    await at.pay(session, { card: CARDS.good });
    const { id, customer } = await at.bought(session);
    await at.client.subscriptions.update(id, { items: [{ price: metered.id }], proration_behavior: 'none' }, at.on());
    const event = { event_name: 'calls', identifier: 'a', payload: { stripe_customer_id: idOf(customer), value: '21' } };
    await at.client.billing.meterEvents.create(event, at.on());
    await expect(at.client.billing.meterEvents.create(event, at.on())).rejects.toThrow(/already exists/);
    await at.forward(32);
    const invoice = await at.client.invoices.retrieve(idOf((await at.again(id)).latest_invoice), {}, at.on());
    expect(invoice.total).toBe(400 + 42);
  });

  it('gives money back, and takes a promotion code', async () => {
    const coupon = await at.client.coupons.create({ percent_off: 25, duration: 'forever' }, at.on());
    const { code } = await at.client.promotionCodes.create(
      { promotion: { type: 'coupon', coupon: coupon.id }, code: 'QUARTER' },
      at.on(),
    );
    const session = await at.checkout((await at.price(1001)).id, { allow_promotion_codes: true });
    expect((await at.pay(session, { card: CARDS.good, promotion_code: 'nonsense' })).status).toBe(402);
    await at.pay(session, { card: CARDS.good, promotion_code: code.toLowerCase() });
    const { latest_invoice: id } = await at.bought(session);
    const { total } = await at.client.invoices.retrieve(idOf(id), {}, at.on());
    expect(total).toBe(751);
    const { data } = await at.client.invoicePayments.list({ invoice: idOf(id) }, at.on());
    const intent = idOf(data[0]?.payment.payment_intent);
    await at.client.refunds.create({ payment_intent: intent, amount: 100 }, at.on());
    const event = await at.told('charge.refunded', intent);
    expect(event.data.object).toMatchObject({ amount: 751, amount_refunded: 100, refunded: false });
  });

  it.each([
    ['jpy', 500, '¥500'],
    ['ugx', 50_000, 'UGX\u00a0500.00'],
    ['kwd', 5_000, 'KWD\u00a05.000'],
    ['huf', 299_000, 'HUF\u00a02,990.00'],
  ])('shows %s with the digits that Stripe counts', async (currency, amount, text) => {
    const session = await at.checkout((await at.price(amount, 'month', currency)).id);
    expect(await (await at.sandbox.get(`/dev/stripe/checkout/${session.id}`)).text()).toContain(text);
  });

  it.each(['cup', 'irr', 'xau', 'nix'])('takes no money in %s', async (currency) => {
    await expect(at.price(500, 'month', currency)).rejects.toThrow(`Invalid currency: ${currency}`);
  });

  it('sells nothing new by a price that is inactive, which whoever has it keeps', async () => {
    const price = await at.price(400);
    const session = await at.checkout(price.id);
    await at.pay(session, { card: CARDS.good });
    const { id, items } = await at.bought(session);
    await at.client.prices.update(price.id, { active: false }, at.on());
    await expect(at.checkout(price.id)).rejects.toThrow('inactive');
    const other = await at.price(500);
    const move = (to: string) =>
      at.client.subscriptions.update(
        id,
        { items: [{ id: items.data[0]?.id ?? '', price: to }], proration_behavior: 'none' },
        at.on(),
      );
    await move(price.id);
    await move(other.id);
    await expect(move(price.id)).rejects.toThrow('inactive');
  });
});
