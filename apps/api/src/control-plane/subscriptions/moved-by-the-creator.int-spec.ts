import { seedCaller, type SeededCaller } from '@gatehouse/testing';
import { type Creator, createCreator } from '../../../test/test-members';
import { startTestApi, type TestApi } from '../../../test/test-api';
import { ControlPlaneModule } from '../../control-plane.module';
import { DataPlaneModule } from '../../data-plane.module';

/** Somebody who is not served, and a creator who puts them on a tier that costs nothing. */
describe('a move to another tier by the creator', () => {
  let api: TestApi;
  let creator: Creator;
  let caller: SeededCaller;
  let staff: string;

  beforeAll(async () => {
    api = await startTestApi({ planes: [ControlPlaneModule, DataPlaneModule] });
    creator = await createCreator(api, 'acme');
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    caller = await seedCaller(api.database, { tier: { quotaPerMonth: 100 } });
    await api.database.query('UPDATE memberships SET workspace_id = $1', [caller.workspaceId]);
    creator = { ...creator, base: `/api/v1/workspaces/${caller.slug}` };
    const made = await creator.browser.post(`${creator.base}/gpts/${caller.gptId}/tiers`, { key: 'staff', name: 'Staff' });
    expect(made.status).toBe(201);
    staff = made.body.id;
    // Nothing of the GPT is free to whoever comes.
    await api.database.query(
      `UPDATE tiers SET price_amount = 900, price_currency = 'eur', price_interval = 'month' WHERE id = $1`,
      [caller.tierId],
    );
  });

  const put = (change: string) =>
    api.database.query(`UPDATE subscriptions SET ${change} WHERE subscriber_id = $1`, [caller.subscriberId]);
  const move = (body: object) =>
    creator.browser.patch(`${creator.base}/subscribers/${caller.subscriberId}/subscriptions/${caller.gptId}`, body);
  const verify = async () => {
    const headers = { authorization: `Bearer ${caller.token}` };
    const answer = await api.server.inject({ url: `/t/${caller.slug}/verify?peek=true`, headers });
    return { status: answer.statusCode, body: JSON.parse(answer.payload) };
  };

  it('serves who never bought anything, from the very next call on', async () => {
    await put(`status = 'incomplete', served_until = 'epoch'`);
    expect((await verify()).status).toBe(402);
    expect((await move({ tier: staff })).body).toMatchObject({ tier: { key: 'staff' }, served: true, standing: 'free' });
    expect((await verify()).body).toMatchObject({ tier: 'staff', subscription: 'active' });
  });

  it('serves whose plan has ended, and takes what ended off the place', async () => {
    await put(`status = 'canceled', served_until = 'epoch', stripe_subscription_id = 'sub_1', stripe_account_id = 'acct_1',
               stripe_created_at = '2026-10-01', period_starts_at = '2026-10-01', period_ends_at = '2026-11-01', ends_at = '2026-11-01'`);
    expect((await verify()).status).toBe(402);
    expect((await move({ tier: staff })).body).toMatchObject({ served: true, standing: 'free', billing: null });
    expect((await verify()).body).toMatchObject({ tier: 'staff', subscription: 'active' });
  });

  it('lets nobody be served by limits of their own, nor by the tier that they have already', async () => {
    await put(`status = 'canceled', served_until = 'epoch', stripe_subscription_id = 'sub_1'`);
    expect((await move({ tier: caller.tierId, overrides: { quota_per_month: 5 } })).status).toBe(200);
    expect((await verify()).status).toBe(402);
  });

  it('forgets nothing that may be charged on through an account that is not connected any more', async () => {
    await put(`status = 'active', served_until = '2026-01-01', stripe_subscription_id = 'sub_1', stripe_account_id = 'acct_1'`);
    expect((await move({ tier: staff })).body).toMatchObject({ served: true });
    expect((await verify()).body).toMatchObject({ tier: 'staff' });
    // They pay for nothing here: the next move is as free as the first.
    expect((await move({ tier: caller.tierId })).status).toBe(200);
    expect((await move({ tier: staff })).status).toBe(200);
    expect(
      await api.database.query('SELECT status, stripe_subscription_id AS id FROM subscriptions WHERE subscriber_id = $1', [
        caller.subscriberId,
      ]),
    ).toEqual([{ status: 'active', id: 'sub_1' }]);
  });
});
