import { newId } from '@gatehouse/platform';
import { seedCaller, type SeededCaller } from '@gatehouse/testing';
import { startTestApi, type TestApi } from '../../../test/test-api';
import { type Creator, createCreator } from '../../../test/test-members';
import { ControlPlaneModule } from '../../control-plane.module';
import { DataPlaneModule } from '../../data-plane.module';

const DAY_MS = 86_400_000;

describe('what somebody agreed to who pays for calls beyond a quota', () => {
  let api: TestApi;
  let creator: Creator;
  let ada: SeededCaller;
  let tierId: string;
  let tier: string;

  beforeAll(async () => {
    api = await startTestApi({ planes: [ControlPlaneModule, DataPlaneModule] });
  });
  afterAll(() => api.stop());

  beforeEach(async () => {
    ada = await seedCaller(api.database, { tier: { quotaPerMonth: 5 } });
    const made = await createCreator(api, ada.slug.replaceAll('-', '').slice(-20));
    await api.database.query('UPDATE memberships SET workspace_id = $1 WHERE workspace_id = $2', [
      ada.workspaceId,
      made.workspaceId,
    ]);
    creator = { ...made, base: `/api/v1/workspaces/${ada.slug}` };
    const tiers = `${creator.base}/gpts/${ada.gptId}/tiers`;
    const price = { amount: 500, currency: 'eur', interval: 'month' };
    const sold = { key: 'over', name: 'Over', quota_per_month: 1_000, action_costs: { draw: 3 }, price };
    const { status, body } = await creator.browser.post(tiers, sold);
    expect(status).toBe(201);
    tierId = body.id;
    tier = `${tiers}/${tierId}`;
    await charge('50');
    await buy(ada.subscriberId);
  });

  async function edit(change: object): Promise<void> {
    expect((await creator.browser.patch(tier, change)).status).toBe(200);
  }
  async function charge(unitAmount: string | null): Promise<void> {
    expect((await creator.browser.put(`${tier}/overage`, { unit_amount: unitAmount })).status).toBe(200);
  }
  /** What Stripe tells of a purchase, by the terms that are shown now. */
  async function buy(subscriberId: string): Promise<void> {
    const [price] = await api.database.query<{ id: string }>('SELECT id FROM overage_prices WHERE tier_id = $1', [tierId]);
    const id = price?.id ?? newId('ovp');
    if (price === undefined)
      await api.database.query(
        `INSERT INTO overage_prices (workspace_id, id, gpt_id, tier_id, unit_amount, currency, "interval", event_name, stripe_account_id,
                                     stripe_meter_id, stripe_price_id, created_at)
         VALUES ($1, $2, $3, $4, '50', 'eur', 'month', 'e', 'acct_1', 'mtr_1', $2, now())`,
        [ada.workspaceId, id, ada.gptId, tierId],
      );
    await api.database.query(
      `UPDATE subscriptions p SET tier_id = t.id, status = 'active', stripe_subscription_id = 'sub_at_' || p.id, stripe_account_id = 'acct_1',
              period_starts_at = $3, period_ends_at = $4, terms_seen_at = t.overage_since, overage_price_id = $5
         FROM tiers t WHERE t.id = $2 AND p.subscriber_id = $1`,
      [subscriberId, tierId, new Date(Date.now() - DAY_MS), new Date(Date.now() + 20 * DAY_MS), id],
    );
  }
  /** How many units one call of an action takes, and how many are included. */
  async function called(action: string, { token }: SeededCaller = ada): Promise<{ cost: number; included: number }> {
    const url = (peek: string) => `/t/${ada.slug}/verify?action=${action}${peek}`;
    const headers = { authorization: `Bearer ${token}` };
    const before = (await api.server.inject({ url: url('&peek=true'), headers })).json();
    const { quota } = (await api.server.inject({ url: url(''), headers })).json();
    // Told where what goes beyond is charged.
    expect(typeof quota.overage).toBe('number');
    return { cost: quota.used - before.quota.used, included: quota.limit };
  }
  const shown = async () => {
    const place = await creator.browser.get(`${creator.base}/subscribers/${ada.subscriberId}/subscriptions`);
    return place.body.data[0].quota.limit;
  };

  it('stays when less is included and actions cost more', async () => {
    expect(await called('draw')).toEqual({ cost: 3, included: 1_000 });
    await edit({ quota_per_month: 1, action_costs: { '*': 100 } });
    expect(await called('draw')).toEqual({ cost: 3, included: 1_000 });
    expect(await called('read')).toEqual({ cost: 1, included: 1_000 });
    expect(await shown()).toBe(1_000);
  });

  it('stays when the price of a unit changes first, and when the terms change again', async () => {
    await charge('60');
    await edit({ quota_per_month: 10 });
    await charge('70');
    await edit({ action_costs: { draw: 50 } });
    expect(await called('draw')).toEqual({ cost: 3, included: 1_000 });
  });

  it('is bettered by what becomes better for all', async () => {
    await edit({ quota_per_month: 1, action_costs: { draw: 2, read: 7 } });
    await edit({ quota_per_month: 2_000 });
    expect(await called('draw')).toEqual({ cost: 2, included: 2_000 });
    expect(await called('read')).toEqual({ cost: 1, included: 2_000 });
  });

  it('is not lowered by a limit of their own, which would refuse nothing and charge more', async () => {
    const place = `${creator.base}/subscribers/${ada.subscriberId}/subscriptions/${ada.gptId}`;
    expect((await creator.browser.patch(place, { overrides: { quota_per_month: 1 } })).status).toBe(200);
    expect(await called('draw')).toEqual({ cost: 3, included: 1_000 });
    expect(await shown()).toBe(1_000);
  });

  it('is what is shown now, of who buys afterwards; who was just shown the former is charged by neither', async () => {
    const bo = await seedCaller(api.database, { beside: ada });
    await edit({ quota_per_month: 10, action_costs: { draw: 50 } });
    const since = 'SELECT overage_since > $2 AS "isLater" FROM tiers WHERE id = $1';
    const [before] = await api.database.query<{ at: Date }>(
      'SELECT terms_seen_at AS at FROM subscriptions WHERE subscriber_id = $1',
      [ada.subscriberId],
    );
    expect(await api.database.query(since, [tierId, before?.at])).toEqual([{ isLater: true }]);
    await buy(bo.subscriberId);
    expect(await called('draw', bo)).toEqual({ cost: 50, included: 10 });
  });

  it('changes nothing for whom the quota is a wall', async () => {
    await api.database.query('UPDATE subscriptions SET overage_price_id = NULL, terms_seen_at = NULL WHERE subscriber_id = $1', [
      ada.subscriberId,
    ]);
    await edit({ quota_per_month: 2, action_costs: { draw: 9 } });
    const headers = { authorization: `Bearer ${ada.token}` };
    const refused = await api.server.inject({ url: `/t/${ada.slug}/verify?action=draw`, headers });
    expect(refused.statusCode).toBe(429);
  });
});
