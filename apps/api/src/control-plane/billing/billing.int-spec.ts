import { allowAtStripe, buy, offerTier, type Sold, startStripeStage, type StripeStage } from '../../../test/stripe-stage';
import { createCreator, type Creator, joinWorkspace, signUp } from '../../../test/test-members';

jest.setTimeout(180_000);

/** Through the product's own client, against the sandbox's Stripe in a process of its own. */
describe('being paid', () => {
  let stage: StripeStage;
  let creator: Creator & { accountId: string };
  let sold: Sold;

  beforeAll(async () => {
    stage = await startStripeStage();
    creator = await stage.creator('paid');
    sold = await offerTier(stage, creator);
  });
  afterAll(() => stage.stop());

  const placeOf = async (subscriberId: string): Promise<Record<string, unknown>> => {
    const [place] = await stage.api.database.query<Record<string, unknown>>(
      `SELECT tier_id, status, served_until, stripe_subscription_id FROM subscriptions WHERE subscriber_id = $1`,
      [subscriberId],
    );
    return place ?? {};
  };
  const become = async (subscriberId: string, wanted: Record<string, unknown>): Promise<void> => {
    for (let attempt = 0; attempt < 800; attempt += 1) {
      const place = await placeOf(subscriberId);
      if (Object.entries(wanted).every(([name, value]) => String(place[name]) === String(value))) return;
      await new Promise((done) => setTimeout(done, 25));
    }
    expect(await placeOf(subscriberId)).toMatchObject(wanted);
  };
  /** Until no event of the account is on its way any more. They are sent at once and arrive in any order. */
  async function allTold(): Promise<void> {
    const on = { stripeAccount: creator.accountId };
    for (let attempt = 0; attempt < 800; attempt += 1) {
      const { data } = await stage.accounts.platform().events.list({ limit: 100 }, on);
      if (data.every((event) => event.pending_webhooks === 0)) return;
      await new Promise((done) => setTimeout(done, 25));
    }
    throw new Error('events are on their way for ever');
  }
  const account = (fields: Record<string, string>) => stage.press(`/dev/stripe/accounts/${creator.accountId}`, fields);

  it('connects an account, says which, and tells it in the audit log', async () => {
    const { body } = await creator.browser.get(`${creator.base}/billing/connection`);
    expect(body).toMatchObject({
      available: true,
      connect_available: true,
      sandbox: true,
      connection: { kind: 'connect', account_id: creator.accountId, display_name: 'paid', key_last4: null, livemode: false },
    });
    const log = (await creator.browser.get(`${creator.base}/audit?action=stripe.connected`)).body.data;
    expect(log).toMatchObject([{ action: 'stripe.connected', target: { id: creator.accountId } }]);
  });

  it('connects nothing for another member, with an altered or old state, or when Stripe was told no', async () => {
    const other = stage.api.browser();
    const fresh = await createUnconnected('unconnected');
    const { url } = (await fresh.browser.post(`${fresh.base}/billing/connection/authorize`)).body;
    const back = await allowAtStripe(url, stage.press, 'Nobody');
    expect((await other.get(back.pathname + back.search)).headers['location']).toContain('stripe=other_member');
    const member = await signUp(stage.api, 'second@example.com');
    await joinWorkspace(stage.api, 'second@example.com', fresh);
    expect((await member.get(back.pathname + back.search)).headers['location']).toContain('stripe=other_member');
    const altered = new URL(back.href);
    altered.searchParams.set('state', `x${back.searchParams.get('state') ?? ''}`);
    expect((await fresh.browser.get(altered.pathname + altered.search)).headers['location']).toBe(
      `${stage.api.config.publicUrl}/`,
    );
    stage.api.clock.now = () => new Date(Date.now() + 3_600_001);
    expect((await fresh.browser.get(back.pathname + back.search)).headers['location']).toBe(`${stage.api.config.publicUrl}/`);
    stage.api.clock.now = () => new Date();
    altered.search = new URLSearchParams({ state: back.searchParams.get('state') ?? '', error: 'access_denied' }).toString();
    expect((await fresh.browser.get(altered.pathname + altered.search)).headers['location']).toContain('stripe=denied');
    expect((await fresh.browser.get(`${fresh.base}/billing/connection`)).body.connection).toBeNull();
    expect((await fresh.browser.get(back.pathname + back.search)).headers['location']).toContain('stripe=connected');
    expect((await fresh.browser.get(back.pathname + back.search)).headers['location']).toContain('stripe=failed');
  });

  const createUnconnected = (slug: string): Promise<Creator> => createCreator(stage.api, slug);
  it('takes a restricted key that opens an account, keeps it sealed, and never shows it again', async () => {
    const own = await createUnconnected('own-key');
    await stage.press('/dev/stripe/accounts', { name: 'Key Account' });
    const page = await (await fetch(`${stage.sandboxUrl}/dev/stripe`)).text();
    const keys = page.match(/rk_test_\w+/g) ?? [];
    const key = keys.at(-1) ?? '';
    expect((await own.browser.put(`${own.base}/billing/connection/key`, { key: 'sk_test_whatever0' })).status).toBe(422);
    const refused = await own.browser.put(`${own.base}/billing/connection/key`, { key: 'rk_test_wrong0000' });
    expect([refused.status, refused.body.errors[0].field]).toEqual([422, 'key']);
    const taken = await own.browser.put(`${own.base}/billing/connection/key`, { key });
    expect(taken.body.connection).toMatchObject({ kind: 'restricted_key', key_last4: key.slice(-4) });
    expect(taken.text).not.toContain(key);
    const dump = JSON.stringify(await stage.api.database.query('SELECT * FROM stripe_connections'));
    expect(dump).not.toContain(key);
    expect(JSON.stringify(await stage.api.database.query('SELECT changes FROM audit_events'))).not.toContain(key);
    expect((await own.browser.put(`${own.base}/billing/connection/key`, { key })).status).toBe(200);
    expect((await own.browser.delete(`${own.base}/billing/connection`)).status).toBe(204);
    expect((await own.browser.delete(`${own.base}/billing/connection`)).status).toBe(404);
  });

  it('brings prices to Stripe by version, keeps the tier’s own price in step, and takes what changed off the shelf', async () => {
    const prices = `${creator.base}/gpts/${sold.gptId}/tiers`;
    const { id } = (await creator.browser.post(prices, { key: 'team', name: 'Team' })).body;
    const month = { amount: 900, currency: 'eur', interval: 'month' };
    const put = (list: object[]) => creator.browser.put(`${prices}/${id}/prices`, { prices: list });
    const { data } = (await put([month, { ...month, amount: 9000, interval: 'year' }])).body;
    expect(data).toHaveLength(2);
    expect(data.every((price: { at_stripe: boolean }) => price.at_stripe)).toBe(true);
    expect((await put([{ ...month, amount: 1000 }])).body.data).toHaveLength(3);
    const { data: tiers } = (await creator.browser.get(prices)).body;
    expect(tiers.find((tier: { id: string }) => tier.id === id).price).toEqual({ ...month, amount: 1000 });
    const listed = await stage.accounts
      .platform()
      .prices.list({ active: true, limit: 100 }, { stripeAccount: creator.accountId });
    expect(
      listed.data.filter((price) => price.unit_amount === 1000 || price.unit_amount === 900).map((price) => price.unit_amount),
    ).toEqual([1000]);
    expect((await put([{ ...month, amount: 150, currency: 'isk' }])).status).toBe(422);
    expect((await put([month, { ...month, currency: 'usd', interval: 'year' }])).status).toBe(422);
  });

  it('serves who pays, writes the payment down, and lists the events with what they changed', async () => {
    const { subscriberId, subscriptionId } = await buy(stage, creator, sold, { email: 'buyer@example.com' });
    await become(subscriberId, {
      tier_id: sold.tierId,
      status: 'active',
      served_until: null,
      stripe_subscription_id: subscriptionId,
    });
    const payments = () =>
      stage.api.database.query('SELECT amount, refunded, currency, "interval" FROM payments WHERE subscriber_id = $1', [
        subscriberId,
      ]);
    await allTold();
    expect(await payments()).toEqual([{ amount: 500, refunded: 0, currency: 'eur', interval: 'month' }]);
    const { data } = (await creator.browser.get(`${creator.base}/billing/events`)).body;
    expect(data.map((event: { type: string }) => event.type)).toContain('customer.subscription.created');
    const first = (await creator.browser.get(`${creator.base}/billing/events?limit=1`)).body;
    const second = (await creator.browser.get(`${creator.base}/billing/events?limit=1&cursor=${first.next_cursor}`)).body;
    expect(second.data[0].id).toBe(data[1].id);
    const made = data.find((event: { type: string }) => event.type === 'customer.subscription.created');
    const replayed = await creator.browser.post(`${creator.base}/billing/events/${made.id}/replay`);
    expect(replayed.body).toMatchObject({ id: made.id, outcome: 'applied', attempts: made.attempts + 1 });
  });

  it('bears with a payment that is overdue for the days that the creator sets, and serves nobody after', async () => {
    const { subscriberId } = await buy(stage, creator, sold, { email: 'late@example.com', card: '4000000000000341' });
    await become(subscriberId, { tier_id: sold.tierId, status: 'active' });
    await account({ do: 'advance', seconds: String(32 * 86_400) });
    await become(subscriberId, { status: 'past_due' });
    expect((await placeOf(subscriberId))['served_until']).toBeInstanceOf(Date);
    await account({ do: 'advance', seconds: String(20 * 86_400) });
    await become(subscriberId, { status: 'canceled' });
    expect((await placeOf(subscriberId))['served_until']).toEqual(new Date(0));
  });

  it('ends what was given back whole, unless the creator wants it otherwise', async () => {
    const settings = (await creator.browser.get(`${creator.base}/billing/settings`)).body;
    expect(settings.full_refund_ends_access).toBe(true);
    const { subscriberId, subscriptionId } = await buy(stage, creator, sold, { email: 'refunded@example.com' });
    await become(subscriberId, { tier_id: sold.tierId, status: 'active' });
    const client = stage.accounts.platform();
    const on = { stripeAccount: creator.accountId };
    const { latest_invoice: invoice } = await client.subscriptions.retrieve(subscriptionId, {}, on);
    const { data } = await client.invoicePayments.list({ invoice: invoice as string }, on);
    const intent = data[0]?.payment.payment_intent as string;
    await client.refunds.create({ payment_intent: intent, amount: 100 }, on);
    await client.refunds.create({ payment_intent: intent }, on);
    await become(subscriberId, { status: 'canceled' });
    const [payment] = await stage.api.database.query('SELECT amount, refunded FROM payments WHERE stripe_invoice_id = $1', [
      invoice,
    ]);
    expect(payment).toEqual({ amount: 500, refunded: 500 });
  });

  it('lets nobody be served for ever through an account that is disconnected at Stripe', async () => {
    const gone = await stage.creator('gone');
    const theirs = await offerTier(stage, gone);
    const { subscriberId } = await buy(stage, gone, theirs, { email: 'stays@example.com' });
    await become(subscriberId, { tier_id: theirs.tierId, status: 'active' });
    await stage.press(`/dev/stripe/accounts/${gone.accountId}`, { do: 'disconnect' });
    for (let attempt = 0; attempt < 800 && (await placeOf(subscriberId))['served_until'] === null; attempt += 1)
      await new Promise((done) => setTimeout(done, 25));
    const until = (await placeOf(subscriberId))['served_until'] as Date;
    expect(until.getTime()).toBeGreaterThan(Date.now());
    expect((await gone.browser.get(`${gone.base}/billing/connection`)).body.connection).toBeNull();
    expect((await gone.browser.get(`${gone.base}/audit?action=stripe.disconnected`)).body.data).toMatchObject([
      { actor: { kind: 'system' } },
    ]);
  });
});
