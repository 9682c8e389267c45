import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { scratchDirectory } from './child';
import { Sandbox } from './sandbox';

const SECRET_KEY = 'sk_test_gatehouse_sandbox';
const WEBHOOK_SECRET = 'whsec_gatehouse_sandbox';
const [GOOD, DECLINED, FAILS_LATER, ASKS] = ['4242424242424242', '4000000000000002', '4000000000000341', '4000002500003155'];

/** The very client of the product, against what stands in for Stripe on a machine without a key. */
describe('the sandbox’s Stripe', () => {
  const scratch = scratchDirectory();
  const stripe = new Stripe(SECRET_KEY);
  const events: Stripe.Event[] = [];
  let receiver: Server;
  let receiverFails = false;
  let sandbox: Sandbox;
  let client: Stripe;
  let account: string;

  beforeAll(async () => {
    receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (receiverFails) return void response.writeHead(500).end();
        const signature = String(request.headers['stripe-signature']);
        events.push(stripe.webhooks.constructEvent(Buffer.concat(chunks), signature, WEBHOOK_SECRET));
        response.writeHead(200).end();
      });
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const { port } = receiver.address() as AddressInfo;
    sandbox = await Sandbox.start(scratch.path, `http://127.0.0.1:${port}`);
    client = clientFor(SECRET_KEY);
    account = await connect('Recipe Labs');
  });

  afterAll(async () => {
    await sandbox.stop();
    receiver.close();
    scratch.remove();
  });

  const clientFor = (key: string): Stripe => {
    const { hostname, port } = new URL(sandbox.url);
    return new Stripe(key, { host: hostname, port: Number(port), protocol: 'http', maxNetworkRetries: 0 });
  };
  const on = (): { stripeAccount: string } => ({ stripeAccount: account });
  const publicUrl = (): string => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;

  async function connect(name: string): Promise<string> {
    const answer = await sandbox.post('/dev/stripe/oauth/authorize', {
      client_id: 'ca_gatehouse_sandbox',
      response_type: 'code',
      redirect_uri: `${publicUrl()}/connected`,
      state: 'abc',
      account: 'new',
      name,
    });
    const target = new URL(answer.headers.get('location') ?? 'none:');
    expect(target.searchParams.get('state')).toBe('abc');
    const code = target.searchParams.get('code') ?? '';
    const token = await client.oauth.token({ grant_type: 'authorization_code', code });
    await expect(client.oauth.token({ grant_type: 'authorization_code', code })).rejects.toThrow();
    return token.stripe_user_id ?? '';
  }

  async function price(amount: number, interval: 'month' | 'year' = 'month', currency = 'eur'): Promise<Stripe.Price> {
    const product = await client.products.create({ name: `Pro ${amount}` }, on());
    return client.prices.create({ product: product.id, unit_amount: amount, currency, recurring: { interval } }, on());
  }

  async function checkout(
    priceId: string,
    more: Partial<Stripe.Checkout.SessionCreateParams> = {},
  ): Promise<Stripe.Checkout.Session> {
    const customer = await client.customers.create({ email: 'ada@example.com' }, on());
    return client.checkout.sessions.create(
      {
        mode: 'subscription',
        customer: customer.id,
        line_items: [{ price: priceId, quantity: 1 }],
        success_url: `${publicUrl()}/done?s={CHECKOUT_SESSION_ID}`,
        cancel_url: `${publicUrl()}/back`,
        ...more,
      },
      on(),
    );
  }

  const pay = (session: Stripe.Checkout.Session, fields: Record<string, string>) =>
    sandbox.post(`/dev/stripe/checkout/${session.id}`, { decision: 'pay', ...fields });
  const bought = async (session: Stripe.Checkout.Session): Promise<Stripe.Subscription> => {
    const { subscription } = await client.checkout.sessions.retrieve(session.id, { expand: ['subscription'] }, on());
    if (subscription === null || typeof subscription === 'string') throw new Error('nothing was bought');
    return subscription;
  };
  const again = (id: string): Promise<Stripe.Subscription> => client.subscriptions.retrieve(id, {}, on());
  const forward = (days: number) =>
    sandbox.post(`/dev/stripe/accounts/${account}`, { do: 'advance', seconds: String(days * 86_400) });

  async function told(type: string, id: string): Promise<Stripe.Event> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const event = events.find((one) => one.type === type && JSON.stringify(one.data.object).includes(id));
      if (event !== undefined) return event;
      await new Promise((done) => setTimeout(done, 25));
    }
    throw new Error(`${type} for ${id} was never told; but ${events.map((one) => one.type).join(', ')}`);
  }

  it('sells a subscription: Checkout, an invoice that is paid, and signed events of the connected account', async () => {
    const session = await checkout((await price(500)).id, {
      subscription_data: { metadata: { subscriber: 'usr_1' }, application_fee_percent: 10 },
    });
    const answer = await pay(session, { card: GOOD });
    expect(answer.headers.get('location')).toBe(`${publicUrl()}/done?s=${session.id}`);
    const subscription = await bought(session);
    expect(subscription).toMatchObject({ status: 'active', metadata: { subscriber: 'usr_1' }, application_fee_percent: 10 });
    const invoice = await client.invoices.retrieve(idOf(subscription.latest_invoice), {}, on());
    expect(invoice).toMatchObject({ status: 'paid', amount_paid: 500, total: 500, currency: 'eur' });
    expect(invoice.parent?.subscription_details?.subscription).toBe(subscription.id);
    expect((await told('checkout.session.completed', session.id)).account).toBe(account);
    await told('invoice.paid', invoice.id ?? '');
    await told('customer.subscription.created', subscription.id);
  });

  it('sells nothing to a declined card, nor where 3-D Secure is refused; the page says why and lets another card try', async () => {
    const session = await checkout((await price(900)).id);
    const declined = await pay(session, { card: DECLINED });
    expect([declined.status, await declined.text()]).toEqual([402, expect.stringContaining('Your card was declined.')]);
    expect(await (await pay(session, { card: ASKS })).text()).toContain('Your bank wants to know');
    expect((await pay(session, { card: ASKS, authentication: 'refused' })).status).toBe(402);
    expect((await client.checkout.sessions.retrieve(session.id, {}, on())).status).toBe('open');
    await pay(session, { card: ASKS, authentication: 'done' });
    expect((await bought(session)).status).toBe('active');
  });

  it('renews, and when a card stops working retries, then ends the subscription', async () => {
    const session = await checkout((await price(700)).id);
    await pay(session, { card: FAILS_LATER });
    const { id } = await bought(session);
    await forward(32);
    expect((await again(id)).status).toBe('past_due');
    await told('invoice.payment_failed', id);
    await forward(20);
    expect((await again(id)).status).toBe('canceled');
    await told('customer.subscription.deleted', id);
  });

  it('is paid what is open once a new card is given in the portal', async () => {
    const session = await checkout((await price(800)).id);
    await pay(session, { card: FAILS_LATER });
    const { id, customer } = await bought(session);
    await forward(32);
    const portal = await client.billingPortal.sessions.create({ customer: idOf(customer), return_url: publicUrl() }, on());
    await sandbox.post(new URL(portal.url).pathname, { do: 'card', card: GOOD });
    expect((await again(id)).status).toBe('active');
  });

  it('tries before it charges, and ends at the end of a period when asked to', async () => {
    const session = await checkout((await price(600)).id, { subscription_data: { trial_period_days: 14 } });
    await pay(session, { card: GOOD });
    const { id, status, trial_end: trialEnd } = await bought(session);
    expect([status, trialEnd]).toEqual(['trialing', expect.any(Number)]);
    await forward(12);
    await told('customer.subscription.trial_will_end', id);
    await forward(3);
    expect((await again(id)).status).toBe('active');
    await client.subscriptions.update(id, { cancel_at_period_end: true }, on());
    expect((await again(id)).status).toBe('active');
    await forward(32);
    expect((await again(id)).status).toBe('canceled');
  });

  it('prorates a change to a dearer price at once, whole cents, and changes to a cheaper one at the period’s end', async () => {
    const [cheap, dear] = [await price(1000), await price(3000)];
    const session = await checkout(cheap.id);
    await pay(session, { card: GOOD });
    const { id, items } = await bought(session);
    const [item] = items.data;
    if (item === undefined) throw new Error('no item');
    const upgraded = await client.subscriptions.update(
      id,
      { items: [{ id: item.id, price: dear.id }], proration_behavior: 'always_invoice', expand: ['latest_invoice'] },
      on(),
    );
    const { latest_invoice: invoice } = upgraded;
    if (invoice === null || typeof invoice === 'string') throw new Error('no invoice');
    expect(invoice.status).toBe('paid');
    expect(Number.isInteger(invoice.total)).toBe(true);
    expect(Math.abs(invoice.total - 2000)).toBeLessThanOrEqual(1);
    const schedule = await client.subscriptionSchedules.create({ from_subscription: id }, on());
    const [phase] = schedule.phases;
    if (phase === undefined) throw new Error('no phase');
    await client.subscriptionSchedules.update(
      schedule.id,
      {
        end_behavior: 'release',
        phases: [
          { start_date: phase.start_date, end_date: phase.end_date, items: [{ price: dear.id, quantity: 1 }] },
          { start_date: phase.end_date, items: [{ price: cheap.id, quantity: 1 }] },
        ],
      },
      on(),
    );
    expect((await again(id)).items.data[0]?.price.id).toBe(dear.id);
    await forward(32);
    expect((await again(id)).items.data[0]?.price.id).toBe(cheap.id);
  });

  it('bills what a meter counted, each identifier once', async () => {
    await client.billing.meters.create(
      { display_name: 'Calls', event_name: 'calls', default_aggregation: { formula: 'sum' } },
      on(),
    );
    const [meter] = (await client.billing.meters.list({ status: 'active' }, on())).data;
    const product = await client.products.create({ name: 'Overage' }, on());
    const metered = await client.prices.create(
      {
        product: product.id,
        currency: 'eur',
        unit_amount: 2,
        recurring: { interval: 'month', usage_type: 'metered', meter: meter?.id ?? '' },
      },
      on(),
    );
    const session = await checkout((await price(400)).id, {});
    await pay(session, { card: GOOD });
    const { id, customer } = await bought(session);
    await client.subscriptions.update(id, { items: [{ price: metered.id }], proration_behavior: 'none' }, on());
    const event = { event_name: 'calls', identifier: 'a', payload: { stripe_customer_id: idOf(customer), value: '21' } };
    await client.billing.meterEvents.create(event, on());
    await expect(client.billing.meterEvents.create(event, on())).rejects.toThrow(/already exists/);
    await forward(32);
    const invoice = await client.invoices.retrieve(idOf((await again(id)).latest_invoice), {}, on());
    expect(invoice.total).toBe(400 + 42);
  });

  it('gives money back, and takes a promotion code', async () => {
    const coupon = await client.coupons.create({ percent_off: 25, duration: 'forever' }, on());
    const { code } = await client.promotionCodes.create(
      { promotion: { type: 'coupon', coupon: coupon.id }, code: 'QUARTER' },
      on(),
    );
    const session = await checkout((await price(1001)).id, { allow_promotion_codes: true });
    expect((await pay(session, { card: GOOD, promotion_code: 'nonsense' })).status).toBe(402);
    await pay(session, { card: GOOD, promotion_code: code.toLowerCase() });
    const { latest_invoice: id } = await bought(session);
    const { total } = await client.invoices.retrieve(idOf(id), {}, on());
    expect(total).toBe(751);
    const { data } = await client.invoicePayments.list({ invoice: idOf(id) }, on());
    const intent = idOf(data[0]?.payment.payment_intent);
    await client.refunds.create({ payment_intent: intent, amount: 100 }, on());
    const event = await told('charge.refunded', intent);
    expect(event.data.object).toMatchObject({ amount: 751, amount_refunded: 100, refunded: false });
  });

  it('counts yen whole', async () => {
    const session = await checkout((await price(500, 'month', 'jpy')).id);
    expect(await (await sandbox.get(`/dev/stripe/checkout/${session.id}`)).text()).toContain('¥500');
  });

  it('refuses what Stripe refuses, in its words', async () => {
    await expect(client.products.retrieve('prod_none', {}, on())).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
    await expect(client.products.list({}, { stripeAccount: 'acct_other' })).rejects.toMatchObject({ statusCode: 403 });
    await expect(clientFor('sk_test_wrong').products.list({}, on())).rejects.toMatchObject({ statusCode: 401 });
    await expect(client.paymentLinks.list({}, on())).rejects.toMatchObject({ statusCode: 404 });
  });

  it('does one thing for a request that comes twice under one Idempotency-Key', async () => {
    const options = { ...on(), idempotencyKey: 'once' };
    const [one, other] = [
      await client.products.create({ name: 'Once' }, options),
      await client.products.create({ name: 'Once' }, options),
    ];
    expect(one.id).toBe(other.id);
  });

  it('opens one account with its restricted key', async () => {
    const page = await (await sandbox.get('/dev/stripe')).text();
    const key = /rk_test_\w+/.exec(page)?.[0] ?? '';
    expect((await clientFor(key).accounts.retrieveCurrent()).id).toBe(account);
  });

  it('sends an event again until it is taken', async () => {
    receiverFails = true;
    const session = await checkout((await price(300)).id);
    await pay(session, { card: GOOD });
    await new Promise((done) => setTimeout(done, 300));
    receiverFails = false;
    await told('checkout.session.completed', session.id);
  });

  it('keeps everything when it is started again', async () => {
    const { id } = await client.products.create({ name: 'Kept' }, on());
    await sandbox.stop();
    sandbox = await Sandbox.start(scratch.path, publicUrl());
    client = clientFor(SECRET_KEY);
    expect((await client.products.retrieve(id, {}, on())).name).toBe('Kept');
  });

  it('tells the platform when an account disconnects, and gives it nothing from then on', async () => {
    await sandbox.post(`/dev/stripe/accounts/${account}`, { do: 'disconnect' });
    await told('account.application.deauthorized', 'ca_gatehouse_sandbox');
    await expect(client.products.list({}, on())).rejects.toMatchObject({ statusCode: 403 });
  });
});

/** The id of something that was not expanded. */
function idOf(value: unknown): string {
  if (typeof value !== 'string') throw new Error('not an id');
  return value;
}
