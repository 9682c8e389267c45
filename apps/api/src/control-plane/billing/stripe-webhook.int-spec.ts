import { type StripeCourier, stripeCourier, type StripeTold } from '../../../test/stripe-courier';
import { buy, offerTier, type Sold, startStripeStage, type StripeStage } from '../../../test/stripe-stage';
import type { Creator } from '../../../test/test-members';

jest.setTimeout(180_000);

const BODY_LIMIT = 1_048_576;

/** What comes to the webhook's door and is not what Stripe tells of this workspace's own account. */
describe('the webhook of Stripe changes nothing', () => {
  let stage: StripeStage;
  let courier: StripeCourier;
  let creator: Creator & { accountId: string };
  let rival: Creator & { accountId: string };
  let sold: Sold;
  let rivalSold: Sold;
  let subscriberId: string;
  let event: StripeTold;

  beforeAll(async () => {
    stage = await startStripeStage({ isTold: false });
    courier = stripeCourier(stage);
    creator = await stage.creator('honest');
    rival = await stage.creator('rival');
    sold = await offerTier(stage, creator);
    rivalSold = await offerTier(stage, rival);
    ({ subscriberId } = await buy(stage, creator, sold, { email: 'buyer@example.com' }));
    const told = await courier.events(creator.accountId);
    const created = told.find(({ type }) => type === 'customer.subscription.created');
    if (created === undefined) throw new Error('the sandbox tells of no subscription');
    event = created;
  });
  afterAll(() => stage.stop());

  const state = (): Promise<unknown[]> =>
    Promise.all(
      ['subscriptions', 'payments', 'stripe_connections', 'subscription_changes'].map((table) =>
        stage.api.database.query(`SELECT * FROM ${table} WHERE workspace_id = $1 ORDER BY id`, [creator.workspaceId]),
      ),
    );
  const noted = (id: string): Promise<unknown[]> =>
    stage.api.database.query('SELECT outcome, detail FROM stripe_events WHERE id = $1', [id]);
  let before: unknown[];
  beforeEach(async () => (before = await state()));
  afterEach(async () => expect(await state()).toEqual(before));

  const now = (): number => Math.floor(Date.now() / 1000);
  const forgeries = {
    'a signature by another secret': () => courier.deliver(event, { secret: 'whsec_forged' }),
    'an empty signature': () => courier.deliver(event, { headers: { 'stripe-signature': '' } }),
    'a signature of an earlier scheme': () => courier.deliver(event, { headers: { 'stripe-signature': `t=${now()},v0=abc` } }),
    'one that was signed 301 seconds ago': () => courier.deliver(event, { at: now() - 301 }),
    'a body that was altered': () => courier.deliver(event, { alter: (text) => text.replace('"active"', '"trialing"') }),
    'an account that was altered': () =>
      courier.deliver(event, { alter: (text) => text.replaceAll(creator.accountId, rival.accountId) }),
    'the same bytes with a space more': () => courier.deliver(event, { alter: (text) => `${text} ` }),
  };

  it.each(Object.keys(forgeries) as (keyof typeof forgeries)[])('for %s, and answers 400 without a trace', async (name) => {
    const answer = await forgeries[name]();
    expect([answer.status, answer.body.code]).toEqual([400, 'malformed_request']);
    expect(await noted(event.id)).toEqual([]);
  });

  it('for a body without a signature, and for none', async () => {
    const browser = stage.api.browser();
    expect((await browser.post('/webhooks/stripe', event)).status).toBe(400);
    expect((await browser.post('/webhooks/stripe')).status).toBe(400);
    expect((await browser.get('/webhooks/stripe')).status).toBe(405);
  });

  it('for what is not JSON by its own word: 415', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const answer = await courier.deliver(event, { headers: { 'content-type': type } });
      expect(answer.status).toBe(415);
    }
    expect(await noted(event.id)).toEqual([]);
  });

  it('for a body that is larger than any of Stripe’s: 413', async () => {
    expect((await courier.deliver({ ...event, filler: 'x'.repeat(BODY_LIMIT) })).status).toBe(413);
    expect(await noted(event.id)).toEqual([]);
  });

  it('for signed words that are no event of Stripe’s, and fails at none of them', async () => {
    const odd = [{}, [], { ...event, id: 7 }, { ...event, id: 'evt ' }, { ...event, type: null }, { ...event, created: 'now' }];
    for (const words of odd) expect((await courier.deliver(words)).status).toBe(400);
    for (const data of [null, {}, { object: null }, { object: { id: 7 } }])
      expect((await courier.deliver({ ...event, id: 'evt_odd', data })).status).toBe(200);
  });

  it('for an account that no workspace is paid through, and notes that', async () => {
    const foreign = { ...event, id: 'evt_unknown', account: 'acct_1nobody' };
    expect((await courier.deliver(foreign)).status).toBe(200);
    expect(await noted('evt_unknown')).toEqual([{ outcome: 'ignored', detail: 'No workspace is paid through this account.' }]);
    expect((await courier.deliver({ ...event, id: 'evt_none', account: undefined })).status).toBe(200);
  });

  it('for the other mode, and notes that', async () => {
    expect((await courier.deliver({ ...event, id: 'evt_live', livemode: true })).status).toBe(200);
    expect(await noted('evt_live')).toEqual([{ outcome: 'ignored', detail: 'Of the other mode (test or live).' }]);
  });

  it('for an event of one account that names a thing of another’s', async () => {
    expect((await courier.deliver({ ...event, id: 'evt_reaching', account: rival.accountId })).status).toBe(200);
    expect(await noted('evt_reaching')).toMatchObject([{ outcome: 'ignored' }]);
  });

  it('for a subscription in one account that claims to be for another workspace’s subscriber', async () => {
    const claimed = { ...rivalSold, gptId: sold.gptId, tierId: sold.tierId };
    const on = { stripeAccount: rival.accountId };
    const client = stage.accounts.platform();
    const { subscriptionId } = await buyAs(claimed);
    const { status } = await client.subscriptions.retrieve(subscriptionId, {}, on);
    expect(status).toBe('active');
    for (const told of await courier.events(rival.accountId)) expect((await courier.deliver(told)).status).toBe(200);
    const places = 'SELECT count(*)::int AS n FROM subscriptions WHERE workspace_id = $1';
    expect(await stage.api.database.query(places, [rival.workspaceId])).toEqual([{ n: 0 }]);
    // The money is the rival's, who got it; whom it names is nobody whom they know.
    const payments = await stage.api.database.query('SELECT workspace_id, subscriber_id FROM payments');
    expect(payments).toEqual([{ workspace_id: rival.workspaceId, subscriber_id: null }]);
  });

  /** Somebody pays in the rival's account for what is noted as the honest creator's, whose subscriber they say to be. */
  async function buyAs(claimed: Sold): Promise<{ subscriptionId: string }> {
    const client = stage.accounts.platform();
    const on = { stripeAccount: rival.accountId };
    const customer = await client.customers.create({ email: 'thief@example.com' }, on);
    const [{ metadata } = { metadata: {} }] = (await client.subscriptions.list({}, { stripeAccount: creator.accountId })).data;
    const session = await client.checkout.sessions.create(
      {
        mode: 'subscription',
        customer: customer.id,
        line_items: [{ price: claimed.stripePriceId, quantity: 1 }],
        success_url: 'http://gatehouse.test/done',
        subscription_data: { metadata },
      },
      on,
    );
    const paid = await stage.press(`/dev/stripe/checkout/${session.id}`, { decision: 'pay', card: '4242424242424242' });
    expect(paid.status).toBe(303);
    const { subscription } = await client.checkout.sessions.retrieve(session.id, {}, on);
    return { subscriptionId: subscription as string };
  }

  // The last one: it does change something, and so shows that the door is open.
  it('but for the very event, as Stripe sends it, once', async () => {
    for (let times = 0; times < 3; times += 1) expect((await courier.deliver(event)).status).toBe(200);
    expect(await noted(event.id)).toMatchObject([{ outcome: 'applied' }]);
    const rows = await stage.api.database.query('SELECT tier_id, status FROM subscriptions WHERE subscriber_id = $1', [
      subscriberId,
    ]);
    expect(rows).toEqual([{ tier_id: sold.tierId, status: 'active' }]);
    before = await state();
  });
});
