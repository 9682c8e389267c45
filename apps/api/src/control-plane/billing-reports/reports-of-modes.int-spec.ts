import { newId } from '@gatehouse/platform';
import { startTestApi, type TestApi } from '../../../test/test-api';
import { type Creator, createCreator } from '../../../test/test-members';

const MONTH = 'from=2026-09-01T00:00:00Z&to=2026-10-01T00:00:00Z';

describe('the revenue of a workspace that has tested, and then goes live', () => {
  let api: TestApi;
  let creator: Creator;
  let workspaceId: string;
  let gptId: string;
  let tierId: string;

  beforeEach(async () => {
    api = await startTestApi();
    creator = await createCreator(api, 'acme');
    gptId = (await creator.browser.post(`${creator.base}/gpts`, { name: 'Foods' })).body.id;
    const price = { amount: 1_000, currency: 'eur', interval: 'month' };
    tierId = (await creator.browser.post(`${creator.base}/gpts/${gptId}/tiers`, { key: 'pro', name: 'Pro', price })).body.id;
    const rows = await api.database.query<{ id: string }>('SELECT workspace_id AS id FROM tiers WHERE id = $1', [tierId]);
    workspaceId = rows[0]?.id ?? '';
  });
  afterEach(() => api.stop());

  async function connect(account: string, livemode: boolean, disconnectedAt: string | null): Promise<void> {
    await api.database.query(
      `INSERT INTO stripe_connections (workspace_id, id, kind, stripe_account_id, livemode, connected_at, disconnected_at)
       VALUES ($1, $2, 'connect', $3, $4, '2026-08-01T00:00:00Z', $5)`,
      [workspaceId, `con_${account}_${livemode}`, account, livemode, disconnectedAt],
    );
  }

  /** Somebody who pays 1,000 a month since the fifth, by a payment of that day. */
  async function pay(account: string, place: string): Promise<void> {
    const at = '2026-09-05T00:00:00Z';
    await api.database.query(
      `INSERT INTO payments (workspace_id, id, gpt_id, tier_id, stripe_account_id, stripe_subscription_id, stripe_invoice_id, amount, refunded,
                             currency, "interval", paid_at, period_starts_at, period_ends_at, given_back)
       VALUES ($1, $2, $3, $4, $5, $6, $2, 1000, 0, 'eur', 'month', $7, $7, $7, '[]')`,
      [workspaceId, newId('pay'), gptId, tierId, account, place, at],
    );
    await api.database.query(
      `INSERT INTO subscription_changes (workspace_id, id, gpt_id, subscription_id, tier_id, status, amount, currency, "interval", livemode, changed_at)
       VALUES ($1, $2, $3, $4, $5, 'active', 1000, 'eur', 'month', $6, $7)`,
      [workspaceId, newId('chg'), gptId, place, tierId, account.endsWith(':live'), at],
    );
  }

  async function report(query = MONTH) {
    const { body, status } = await creator.browser.get(`${creator.base}/billing/reports?${query}&group_by=month`);
    expect(status).toBe(200);
    return body.total as { people: Record<string, number>; money: Record<string, unknown>[] };
  }

  it('is that of the mode that is connected: real money, or what was tested, never both', async () => {
    await connect('acct_1', false, '2026-09-10T00:00:00Z');
    await pay('acct_1', 'sub_tested');
    const one = { money: [expect.objectContaining({ revenue: 1_000, mrr_end: 1_000, payments: 1 })] };
    expect(await report()).toMatchObject(one);
    await connect('acct_1', true, null);
    expect(await report()).toMatchObject({ money: [], people: expect.objectContaining({ paying_end: 0 }) });
    await pay('acct_1:live', 'sub_real');
    expect(await report()).toMatchObject({ ...one, people: expect.objectContaining({ paying_end: 1 }) });
  });

  it('counts nobody as paying whose time is over, though nobody told of the end', async () => {
    await connect('acct_1', true, '2026-09-10T00:00:00Z');
    const { browser, base } = creator;
    expect((await browser.get(`${base}/gpts/${gptId}/tiers`)).status).toBe(200);
    const [subscriberId, placeId] = [newId('sub'), 'place_of_ada'];
    await api.database.query(
      `INSERT INTO subscribers (workspace_id, id, email, email_verified, sign_in_method, first_seen_at, last_seen_at)
       VALUES ($1, $2, 'ada@example.com', true, 'google', now(), now())`,
      [workspaceId, subscriberId],
    );
    await api.database.query(
      `INSERT INTO subscriptions (workspace_id, id, gpt_id, subscriber_id, tier_id, status, stripe_subscription_id, served_until, created_at)
       VALUES ($1, $2, $3, $4, $5, 'active', 'sub_at_stripe', '2026-10-08T00:00:00Z', '2026-09-05T00:00:00Z')`,
      [workspaceId, placeId, gptId, subscriberId, tierId],
    );
    await pay('acct_1:live', placeId);
    expect((await report()).people).toMatchObject({ paying_end: 1, ended: 0 });
    const october = 'from=2026-10-01T00:00:00Z&to=2026-11-01T00:00:00Z';
    expect(await report(october)).toMatchObject({
      people: expect.objectContaining({ paying_start: 1, ended: 1, paying_end: 0 }),
      money: [expect.objectContaining({ churned: 1_000, mrr_end: 0 })],
    });
  });
});
