import type { PlaceSync } from '@gatehouse/platform';
import { PLACE_SYNC } from '../../edge/tokens';
import { buy, offerTier, startStripeStage, type StripeStage } from '../../../test/stripe-stage';
import type { Creator } from '../../../test/test-members';

jest.setTimeout(180_000);

/** Whoever runs the service has given it another key at Stripe since the account was connected: of the other mode. */
describe('an account that was connected in the other mode', () => {
  let stage: StripeStage;
  let creator: Creator & { accountId: string };
  let subscriberId: string;

  beforeAll(async () => {
    stage = await startStripeStage({ isTold: false });
    creator = await stage.creator('modes');
    const sold = await offerTier(stage, creator);
    ({ subscriberId } = await buy(stage, creator, sold, { email: 'reader@example.com' }));
    await places().syncAll(creator.workspaceId);
  });
  afterAll(() => stage.stop());

  const places = () => stage.api.app.get<PlaceSync>(PLACE_SYNC, { strict: false });
  const shown = async () => (await creator.browser.get(`${creator.base}/billing/connection`)).body.connection;
  const place = async () => {
    const sql = 'SELECT status, served_until IS NOT NULL AS bounded, synced_at FROM subscriptions WHERE subscriber_id = $1';
    return (await stage.api.database.query<Record<string, unknown>>(sql, [subscriberId]))[0];
  };

  it('is worked in no more, and its creator is told, and can connect again when it was so for a day', async () => {
    expect(await shown()).toMatchObject({ livemode: false, other_mode: false });
    const before = await place();
    expect(before).toMatchObject({ status: 'active', bounded: false });
    for (const table of ['stripe_connections', 'subscriptions', 'tier_prices'])
      await stage.api.database.query(
        table === 'stripe_connections'
          ? 'UPDATE stripe_connections SET livemode = true WHERE workspace_id = $1'
          : `UPDATE ${table} SET stripe_account_id = stripe_account_id || ':live' WHERE workspace_id = $1`,
        [creator.workspaceId],
      );
    expect(await shown()).toMatchObject({ livemode: true, other_mode: true });

    await expect(places().syncAll(creator.workspaceId)).rejects.toMatchObject({ code: 'other_mode', statusCode: 403 });
    expect(await place()).toEqual(before);
    const tier = { key: 'max', name: 'Max', price: { amount: 900, currency: 'eur', interval: 'month' } };
    const { data: gpts } = (await creator.browser.get(`${creator.base}/gpts`)).body;
    expect((await creator.browser.post(`${creator.base}/gpts/${gpts[0].id}/tiers`, tier)).status).toBe(201);
    const on = { stripeAccount: creator.accountId };
    const { data: products } = await stage.accounts.platform().products.list({}, on);
    expect(products.map(({ name }) => name)).not.toContain('Max');

    await stage.api.database.query(
      `UPDATE stripe_connections SET refused_since = now() - interval '25 hours' WHERE workspace_id = $1`,
      [creator.workspaceId],
    );
    expect((await creator.browser.delete(`${creator.base}/billing/connection`)).status).toBe(204);
    expect(await place()).toMatchObject({ status: 'active', bounded: true });
    expect((await creator.browser.post(`${creator.base}/billing/connection/authorize`)).status).toBe(200);
  });
});
