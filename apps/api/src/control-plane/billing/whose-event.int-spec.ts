import { stripeCourier, type StripeCourier } from '../../../test/stripe-courier';
import { buy, offerTier, type Sold, startStripeStage, type StripeStage } from '../../../test/stripe-stage';
import type { Creator } from '../../../test/test-members';

jest.setTimeout(180_000);

type Paid = Creator & { readonly accountId: string };

/** Each event is delivered by hand, so that the log holds all that Stripe told when it is read. */
describe('whose an event of Stripe’s was', () => {
  let stage: StripeStage;
  let courier: StripeCourier;
  let creator: Paid;
  let sold: Sold;
  let customer: string;
  const delivered = new Set<string>();

  beforeAll(async () => {
    stage = await startStripeStage({ isTold: false });
    courier = stripeCourier(stage);
    creator = await stage.creator('whose');
    sold = await offerTier(stage, creator);
    customer = await customerOf(creator, await buy(stage, creator, sold, { email: 'ada@example.com' }));
    await tell();
  });
  afterAll(() => stage.stop());

  const on = () => ({ stripeAccount: creator.accountId });
  const client = () => stage.accounts.platform();
  /** Notes who somebody is at Stripe, as the paywall does. @returns their customer */
  async function customerOf(
    { workspaceId, accountId }: Paid,
    bought: { subscriberId: string; subscriptionId: string },
  ): Promise<string> {
    const subscription = await client().subscriptions.retrieve(bought.subscriptionId, {}, { stripeAccount: accountId });
    const id = subscription.customer as string;
    await stage.api.database.query('INSERT INTO stripe_customers VALUES ($1, $2, $3, $4, now())', [
      ...[workspaceId, accountId, bought.subscriberId, id],
    ]);
    return id;
  }
  async function tell(): Promise<void> {
    for (const event of await courier.events(creator.accountId)) {
      if (delivered.has(event.id)) continue;
      expect((await courier.deliver(event)).status).toBe(200);
      delivered.add(event.id);
    }
  }
  /** Of the last event of each kind, who is named. */
  async function named(): Promise<Record<string, unknown>> {
    const answer = await creator.browser.get(`${creator.base}/billing/events?limit=100`);
    expect([answer.status, answer.body.next_cursor]).toEqual([200, null]);
    const events = answer.body.data as { type: string; subscriber: { email: string } | null }[];
    return Object.fromEntries(events.reverse().map(({ type, subscriber }) => [type, subscriber?.email ?? null]));
  }
  async function charge(): Promise<string> {
    const [paid] = (await client().charges.list({ customer, limit: 1 }, on())).data;
    return paid?.id ?? '';
  }
  const openCheckout = (more: object) =>
    client().checkout.sessions.create(
      {
        mode: 'subscription',
        line_items: [{ price: sold.stripePriceId, quantity: 1 }],
        success_url: 'http://gatehouse.test/done',
        ...more,
      },
      on(),
    );

  it('is said of Checkouts, of those that ended unpaid too', async () => {
    await client().checkout.sessions.expire((await openCheckout({ customer })).id, {}, on());
    await tell();
    expect(await named()).toMatchObject({
      'checkout.session.completed': 'ada@example.com',
      'checkout.session.expired': 'ada@example.com',
    });
  });

  it('is said of charges, refunds and disputes', async () => {
    await client().refunds.create({ charge: await charge(), amount: 100 }, on());
    const disputed = { do: 'dispute', id: await charge() };
    expect((await stage.press(`/dev/stripe/accounts/${creator.accountId}`, disputed)).status).toBeLessThan(400);
    await tell();
    const kinds = await named();
    const money = Object.keys(kinds).filter((kind) => /^(charge|refund)\./.test(kind));
    expect(money).toEqual(expect.arrayContaining(['charge.refunded', 'charge.dispute.created']));
    expect(money.map((kind) => kinds[kind])).toEqual(money.map(() => 'ada@example.com'));
  });

  it('is said again after a replay, which reads anew whose it was', async () => {
    const find = `SELECT id, customer_id FROM stripe_events WHERE type = 'charge.dispute.created'`;
    const [event = { id: '', customer_id: '' }] = await stage.api.database.query<{ id: string; customer_id: string }>(find);
    expect(event.customer_id).toBe(customer);
    await stage.api.database.query('UPDATE stripe_events SET customer_id = NULL WHERE id = $1', [event.id]);
    const answer = await creator.browser.post(`${creator.base}/billing/events/${event.id}/replay`);
    expect([answer.status, answer.body.subscriber?.email]).toEqual([200, 'ada@example.com']);
  });

  it('is nobody’s of another workspace, though an event names their customer', async () => {
    const rival = await stage.creator('rival');
    const theirs = await customerOf(rival, await buy(stage, rival, await offerTier(stage, rival), { email: 'eve@example.com' }));
    const told = {
      id: 'evt_reaching',
      object: 'event',
      type: 'charge.succeeded',
      created: Math.floor(Date.now() / 1_000),
      livemode: false,
      account: creator.accountId,
      data: { object: { id: 'ch_reaching', object: 'charge', customer: theirs } },
    };
    expect((await courier.deliver(told)).status).toBe(200);
    expect(await named()).toMatchObject({ 'charge.succeeded': null });
  });

  it('is nobody’s where a stranger paid, and nobody’s after their data was erased', async () => {
    const stranger = await client().customers.create({ email: 'else@example.com' }, on());
    await client().checkout.sessions.expire((await openCheckout({ customer: stranger.id })).id, {}, on());
    await tell();
    expect(await named()).toMatchObject({ 'checkout.session.expired': null, 'checkout.session.completed': 'ada@example.com' });
    await stage.api.database.query('DELETE FROM stripe_customers WHERE stripe_customer_id = $1', [customer]);
    expect(await named()).toMatchObject({ 'checkout.session.completed': null });
  });
});
