import { CARDS, idOf, SandboxStripe } from './sandbox-stripe';

describe('subscriptions at the sandbox’s Stripe', () => {
  let at: SandboxStripe;

  beforeAll(async () => {
    at = await SandboxStripe.start();
  });
  afterAll(() => at.stop());

  it('sells a subscription: Checkout, an invoice that is paid, and signed events of the connected account', async () => {
    const session = await at.checkout((await at.price(500)).id, {
      subscription_data: { metadata: { subscriber: 'usr_1' }, application_fee_percent: 10 },
    });
    const answer = await at.pay(session, { card: CARDS.good });
    expect(answer.headers.get('location')).toBe(`${at.publicUrl()}/done?s=${session.id}`);
    const subscription = await at.bought(session);
    expect(subscription).toMatchObject({ status: 'active', metadata: { subscriber: 'usr_1' }, application_fee_percent: 10 });
    const invoice = await at.client.invoices.retrieve(idOf(subscription.latest_invoice), {}, at.on());
    expect(invoice).toMatchObject({ status: 'paid', amount_paid: 500, total: 500, currency: 'eur' });
    expect(invoice.parent?.subscription_details?.subscription).toBe(subscription.id);
    expect((await at.told('checkout.session.completed', session.id)).account).toBe(at.account);
    await at.told('invoice.paid', invoice.id ?? '');
    await at.told('customer.subscription.created', subscription.id);
  });

  it('sells nothing to a declined card, nor where 3-D Secure is refused; the page says why and lets another card try', async () => {
    const session = await at.checkout((await at.price(900)).id);
    const declined = await at.pay(session, { card: CARDS.declined });
    expect([declined.status, await declined.text()]).toEqual([402, expect.stringContaining('Your card was declined.')]);
    expect(await (await at.pay(session, { card: CARDS.asks })).text()).toContain('Your bank wants to know');
    expect((await at.pay(session, { card: CARDS.asks, authentication: 'refused' })).status).toBe(402);
    expect((await at.client.checkout.sessions.retrieve(session.id, {}, at.on())).status).toBe('open');
    await at.pay(session, { card: CARDS.asks, authentication: 'done' });
    expect((await at.bought(session)).status).toBe('active');
  });

  it('renews, and when a card stops working retries, then ends the subscription', async () => {
    const session = await at.checkout((await at.price(700)).id);
    await at.pay(session, { card: CARDS.failsLater });
    const { id } = await at.bought(session);
    await at.forward(32);
    expect((await at.again(id)).status).toBe('past_due');
    await at.told('invoice.payment_failed', id);
    await at.forward(20);
    expect((await at.again(id)).status).toBe('canceled');
    await at.told('customer.subscription.deleted', id);
  });

  it('is paid what is open once a new card is given in the portal', async () => {
    const session = await at.checkout((await at.price(800)).id);
    await at.pay(session, { card: CARDS.failsLater });
    const { id, customer } = await at.bought(session);
    await at.forward(32);
    const portal = await at.client.billingPortal.sessions.create(
      { customer: idOf(customer), return_url: at.publicUrl() },
      at.on(),
    );
    await at.sandbox.post(new URL(portal.url).pathname, { do: 'card', card: CARDS.good });
    expect((await at.again(id)).status).toBe('active');
  });

  it('tries before it charges, and ends at the end of a period when asked to', async () => {
    const session = await at.checkout((await at.price(600)).id, { subscription_data: { trial_period_days: 14 } });
    await at.pay(session, { card: CARDS.good });
    const { id, status, trial_end: trialEnd } = await at.bought(session);
    expect([status, trialEnd]).toEqual(['trialing', expect.any(Number)]);
    await at.forward(12);
    await at.told('customer.subscription.trial_will_end', id);
    await at.forward(3);
    expect((await at.again(id)).status).toBe('active');
    await at.client.subscriptions.update(id, { cancel_at_period_end: true }, at.on());
    expect((await at.again(id)).status).toBe('active');
    await at.forward(32);
    expect((await at.again(id)).status).toBe('canceled');
  });

  it('prorates a change to a dearer price at once, whole cents, and changes to a cheaper one at the period’s end', async () => {
    const [cheap, dear] = [await at.price(1000), await at.price(3000)];
    const session = await at.checkout(cheap.id);
    await at.pay(session, { card: CARDS.good });
    const { id, items } = await at.bought(session);
    const [item] = items.data;
    if (item === undefined) throw new Error('no item');
    const upgraded = await at.client.subscriptions.update(
      id,
      { items: [{ id: item.id, price: dear.id }], proration_behavior: 'always_invoice', expand: ['latest_invoice'] },
      at.on(),
    );
    const { latest_invoice: invoice } = upgraded;
    if (invoice === null || typeof invoice === 'string') throw new Error('no invoice');
    expect(invoice.status).toBe('paid');
    expect(Number.isInteger(invoice.total)).toBe(true);
    expect(Math.abs(invoice.total - 2000)).toBeLessThanOrEqual(1);
    const schedule = await at.client.subscriptionSchedules.create({ from_subscription: id }, at.on());
    const [phase] = schedule.phases;
    if (phase === undefined) throw new Error('no phase');
    await at.client.subscriptionSchedules.update(
      schedule.id,
      {
        end_behavior: 'release',
        phases: [
          { start_date: phase.start_date, end_date: phase.end_date, items: [{ price: dear.id, quantity: 1 }] },
          { start_date: phase.end_date, items: [{ price: cheap.id, quantity: 1 }] },
        ],
      },
      at.on(),
    );
    expect((await at.again(id)).items.data[0]?.price.id).toBe(dear.id);
    await at.forward(32);
    expect((await at.again(id)).items.data[0]?.price.id).toBe(cheap.id);
  });
});
