import { createHmac } from 'node:crypto';
import { buy, offerTier, type Sold, startStripeStage, type StripeStage } from '../../../test/stripe-stage';
import { createCreator, type Creator } from '../../../test/test-members';

jest.setTimeout(180_000);

/** A workspace that is paid by a restricted key of its own, beside the sandbox's Stripe in a process of its own. */
describe('the endpoint of a workspace with a key of its own', () => {
  let stage: StripeStage;

  beforeAll(async () => {
    stage = await startStripeStage();
  });
  afterAll(() => stage.stop());

  /** An account at Stripe that nobody connects. @returns its id and its restricted key */
  async function openAccount(name: string): Promise<{ accountId: string; key: string }> {
    await stage.press('/dev/stripe/accounts', { name });
    const page = await (await fetch(`${stage.sandboxUrl}/dev/stripe`)).text();
    const key = (page.match(/rk_test_\w+/g) ?? []).at(-1) ?? '';
    const { id } = await stage.accounts.clientWith(key).accounts.retrieveCurrent();
    return { accountId: id, key };
  }

  interface Own extends Creator {
    readonly accountId: string;
    readonly key: string;
    readonly secret: string;
  }
  const pathOf = ({ workspaceId }: Creator) => `/webhooks/stripe/${workspaceId}`;

  async function ownKey(slug: string): Promise<Own> {
    const creator = await createCreator(stage.api, slug);
    const account = await openAccount(slug);
    const answer = await creator.browser.put(`${creator.base}/billing/connection/key`, { key: account.key });
    expect([answer.status, answer.body.connection.webhook.fault]).toEqual([200, null]);
    return { ...creator, ...account, secret: '' };
  }

  /** The endpoint's secret is Stripe's and ours only: a test signs with one that a person made. */
  async function byHand(creator: Own, secret: string): Promise<Own> {
    const answer = await creator.browser.put(`${creator.base}/billing/connection/webhook`, { secret });
    expect(answer.status).toBe(200);
    return { ...creator, secret };
  }

  const statusOf = async (subscriberId: string): Promise<string | undefined> => {
    const sql = 'SELECT status FROM subscriptions WHERE subscriber_id = $1 AND stripe_subscription_id IS NOT NULL';
    return (await stage.api.database.query<{ status: string }>(sql, [subscriberId]))[0]?.status;
  };

  function deliver(path: string, secret: string, event: object): Promise<Response> {
    const body = JSON.stringify(event);
    const at = Math.floor(Date.now() / 1_000);
    const v1 = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
    const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${at},v1=${v1}` };
    return fetch(stage.api.config.publicUrl + path, { method: 'POST', headers, body });
  }

  const eventOf = (subscription: string, id: string, more: object = {}) => ({
    id,
    object: 'event',
    type: 'customer.subscription.updated',
    livemode: false,
    created: Math.floor(Date.now() / 1_000),
    data: { object: { id: subscription, object: 'subscription' } },
    ...more,
  });

  const sell = (creator: Own): Promise<Sold> =>
    offerTier({ ...stage, accounts: Object.assign(Object.create(stage.accounts), { platform: () => keyed(creator) }) }, creator);
  /** The account's own client; naming an account beside a key of its own is what Stripe refuses. */
  const keyed = ({ key }: Own) => stage.accounts.clientWith(key);
  const purchase = (creator: Own, sold: Sold, email: string) =>
    buy({ ...stage, accounts: Object.assign(Object.create(stage.accounts), { platform: () => keyed(creator) }) }, creator, sold, {
      email,
    });

  it('is made with the key, hears of who pays, and goes when the account is disconnected', async () => {
    const own = await ownKey('own-endpoint');
    const { webhook } = (await own.browser.get(`${own.base}/billing/connection`)).body.connection;
    const url = `${stage.api.config.publicUrl}${pathOf(own)}`;
    expect(webhook).toMatchObject({ url, listening: true, made_by_hand: false, fault: null });
    const listed = await keyed(own).webhookEndpoints.list();
    expect(listed.data.map((endpoint) => endpoint.url)).toEqual([url]);
    const bought = await purchase(own, await sell(own), 'pays@example.com');
    for (let attempt = 0; attempt < 800 && (await statusOf(bought.subscriberId)) === undefined; attempt += 1)
      await new Promise((done) => setTimeout(done, 25));
    expect(await statusOf(bought.subscriberId)).toBe('active');
    const { data } = (await own.browser.get(`${own.base}/billing/events`)).body;
    expect(data.map((event: { outcome: string }) => event.outcome)).toContain('applied');
    for (const { id } of (await keyed(own).subscriptions.list()).data) await keyed(own).subscriptions.cancel(id);
    expect((await own.browser.delete(`${own.base}/billing/connection`)).status).toBe(204);
    expect((await keyed(own).webhookEndpoints.list()).data).toEqual([]);
  });

  it('takes what its own secret signed, and nothing that another’s did, nor anything of another account', async () => {
    const one = await byHand(await ownKey('signs-one'), 'whsec_of_the_first_one');
    const two = await byHand(await ownKey('signs-two'), 'whsec_of_the_second_one');
    const bought = await purchase(one, await sell(one), 'kept@example.com');
    const { subscriptionId, subscriberId } = bought;
    const refused = async (path: string, secret: string, more: object = {}) =>
      (await deliver(path, secret, eventOf(subscriptionId, 'evt_forged', more))).status;
    expect(await refused(pathOf(one), two.secret)).toBe(400);
    expect(await refused(pathOf(one), 'whsec_gatehouse_sandbox')).toBe(400);
    expect(await refused('/webhooks/stripe', one.secret, { account: one.accountId })).toBe(400);
    expect(await refused(pathOf(one), one.secret, { account: two.accountId })).toBe(400);
    expect(await refused('/webhooks/stripe/wsp_00000000000000000000000000', one.secret)).toBe(400);
    expect(await refused('/webhooks/stripe/nobody', one.secret)).toBe(400);
    const { count } = (
      await stage.api.database.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM stripe_events WHERE id = 'evt_forged'`,
      )
    )[0] ?? { count: -1 };
    expect([count, await statusOf(subscriberId)]).toEqual([0, undefined]);
    // Signed by the second, at its own door, about the first one's: it is asked of the second's account, which has no such thing.
    expect((await deliver(pathOf(two), two.secret, eventOf(subscriptionId, 'evt_foreign'))).status).toBe(200);
    expect(await statusOf(subscriberId)).toBeUndefined();
    expect((await deliver(pathOf(one), one.secret, eventOf(subscriptionId, 'evt_own'))).status).toBe(200);
    expect(await statusOf(subscriberId)).toBe('active');
  });

  it('is asked of a person where the key may not make it, whose secret is kept sealed', async () => {
    const creator = await createCreator(stage.api, 'narrow-key');
    const { key } = await openAccount('Narrow');
    const taken = await creator.browser.put(`${creator.base}/billing/connection/key`, { key: `${key}_narrow` });
    expect(taken.body.connection.webhook).toMatchObject({ listening: false, fault: 'permission' });
    expect(taken.body.connection.webhook.events).toContain('customer.subscription.updated');
    const secret = 'whsec_by_hand_0123456789';
    const wrong = await creator.browser.put(`${creator.base}/billing/connection/webhook`, { secret: 'sk_live_wrong_field' });
    expect([wrong.status, wrong.body.errors[0].field]).toEqual([422, 'secret']);
    const given = await creator.browser.put(`${creator.base}/billing/connection/webhook`, { secret });
    expect(given.body.connection.webhook).toMatchObject({ listening: true, made_by_hand: true, fault: null });
    const again = await creator.browser.post(`${creator.base}/billing/connection/webhook`);
    expect(again.body.connection.webhook).toMatchObject({ listening: true, fault: 'permission' });
    expect(given.text + again.text).not.toContain(secret);
    const kept = JSON.stringify(await stage.api.database.query('SELECT * FROM stripe_connections'));
    const log = JSON.stringify(await stage.api.database.query('SELECT changes FROM audit_events'));
    expect(kept + log).not.toContain(secret);
  });

  it('is known to be gone when it was taken away and no other could be made, and is made anew on request', async () => {
    const own = await ownKey('taken-away');
    const path = `${own.base}/billing/connection/webhook`;
    const { webhookEndpoints } = stage.accounts.clientWith(own.key);
    const refusal = await webhookEndpoints.create({ url: 'nowhere', enabled_events: ['*'] }).catch((error: unknown) => error);
    const create = jest
      .spyOn(Object.getPrototypeOf(webhookEndpoints) as typeof webhookEndpoints, 'create')
      .mockRejectedValueOnce(refusal);
    expect((await own.browser.post(path)).body.connection.webhook).toMatchObject({ listening: false, fault: 'refused' });
    create.mockRestore();
    expect((await own.browser.post(path)).body.connection.webhook).toMatchObject({ listening: true, fault: null });
  });

  it('is not for accounts that are connected, nor where nothing is', async () => {
    const connected = await stage.creator('by-connect');
    const path = `${connected.base}/billing/connection/webhook`;
    expect((await connected.browser.post(path)).status).toBe(409);
    expect((await connected.browser.get(`${connected.base}/billing/connection`)).body.connection.webhook).toBeNull();
    const none = await createCreator(stage.api, 'nothing-there');
    expect((await none.browser.post(`${none.base}/billing/connection/webhook`)).status).toBe(404);
  });
});
