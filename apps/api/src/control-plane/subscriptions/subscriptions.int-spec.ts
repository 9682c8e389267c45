import { type Api, buildApi } from '../../bootstrap';
import { ControlPlaneModule } from '../../control-plane.module';
import { DataPlaneModule } from '../../data-plane.module';
import { createLogger } from '@gatehouse/platform';
import { seedCaller, type SeededCaller } from '@gatehouse/testing';
import { startTestApi, type TestApi } from '../../../test/test-api';
import { type Creator, createCreator } from '../../../test/test-members';

/** A creator whose GPT somebody has signed in to, and two instances that answer for it. */
describe('subscriptions', () => {
  let api: TestApi;
  let other: Api;
  let creator: Creator;
  let caller: SeededCaller;
  let tiers: string;

  beforeAll(async () => {
    api = await startTestApi({ planes: [ControlPlaneModule, DataPlaneModule] });
    other = await buildApi({ config: api.config, logger: createLogger(api.config, 'other'), clock: api.clock }, [
      DataPlaneModule,
    ]);
    caller = await seedCaller(api.database, { tier: { quotaPerMonth: 2 }, scopes: ['foods.read'] });
    creator = await createCreator(api, 'acme');
    await api.database.query('UPDATE memberships SET workspace_id = $1', [caller.workspaceId]);
    await api.database.query(
      `INSERT INTO scopes (workspace_id, id, gpt_id, name, description) VALUES ($1, 'scp_1', $2, 'foods.read', 'Read')`,
      [caller.workspaceId, caller.gptId],
    );
    creator = { ...creator, base: `/api/v1/workspaces/${caller.slug}` };
    tiers = `${creator.base}/gpts/${caller.gptId}/tiers`;
  });
  afterAll(async () => {
    await other.close();
    await api.stop();
  });

  const verify = async ({ server }: Pick<Api, 'server'> = api, query = '') => {
    const answer = await server.inject({
      url: `/t/${caller.slug}/verify${query}`,
      headers: { authorization: `Bearer ${caller.token}` },
    });
    return { status: answer.statusCode, body: JSON.parse(answer.payload) };
  };
  const places = (): string => `${creator.base}/subscribers/${caller.subscriberId}/subscriptions`;
  const change = (body: object) => creator.browser.patch(`${places()}/${caller.gptId}`, body);

  it('say where somebody stands: tier, quota, what is used', async () => {
    const answer = await creator.browser.get(places());
    expect(answer.body.data).toEqual([
      {
        id: expect.stringMatching(/^sub_/),
        gpt: { id: caller.gptId, name: 'Food Finder' },
        tier: { id: caller.tierId, key: 'free', name: 'Free' },
        status: 'active',
        standing: 'free',
        served: true,
        created_at: expect.any(String),
        quota: { limit: 2, used: 0, starts_at: expect.any(String), resets_at: expect.any(String) },
        overrides: {},
        billing: null,
        comp: null,
      },
    ]);
  });

  it('give one person limits of their own, which hold on the next call on every instance, and go again', async () => {
    for (const instance of [api, other]) expect((await verify(instance)).status).toBe(200);
    for (const instance of [api, other]) expect((await verify(instance)).body.error).toBe('quota_exceeded');

    const raised = await change({ overrides: { quota_per_month: 4, rate_per_minute: null } });
    expect(raised.body).toMatchObject({ quota: { limit: 4 }, overrides: { quota_per_month: 4, rate_per_minute: null } });
    for (const instance of [api, other]) expect((await verify(instance)).body.quota).toMatchObject({ limit: 4 });
    expect((await verify(other)).body.error).toBe('quota_exceeded');

    await change({ overrides: { quota_per_month: null } });
    for (const instance of [other, api]) expect((await verify(instance)).body.quota).toMatchObject({ limit: null });

    await change({ overrides: { scopes: [] } });
    for (const instance of [api, other])
      expect((await verify(instance, '?scope=foods.read')).body.error).toBe('insufficient_scope');

    const gone = await change({ overrides: {} });
    expect(gone.body).toMatchObject({ quota: { limit: 2 }, overrides: {} });
    for (const instance of [api, other]) expect((await verify(instance)).body.error).toBe('quota_exceeded');
  });

  it('keep what was given to one person when their tier is edited, and when they change to another', async () => {
    await change({ overrides: { quota_per_month: 70 } });
    await creator.browser.patch(`${tiers}/${caller.tierId}`, { quota_per_month: 3 });
    expect((await verify(other)).body.quota.limit).toBe(70);
    const pro = (await creator.browser.post(tiers, { key: 'pro', name: 'Pro', quota_per_month: 1000 })).body;
    expect((await change({ tier: pro.id })).body).toMatchObject({ tier: { key: 'pro' }, quota: { limit: 70 } });
    expect((await verify(other)).body).toMatchObject({ tier: 'pro', quota: { limit: 70 } });
    await change({ overrides: {} });
    expect((await verify(api)).body).toMatchObject({ tier: 'pro', quota: { limit: 1000 } });
  });

  it('run by months of their own where the tier says so', async () => {
    await api.database.query(`UPDATE subscriptions SET months_from = '2026-08-15T09:30:00Z'`);
    const own = { key: 'own', name: 'Own months', quota_per_month: 90, quota_months: 'subscription_month' };
    const tier = (await creator.browser.post(tiers, own)).body;
    const moved = (await change({ tier: tier.id })).body;
    expect(moved.quota).toMatchObject({ starts_at: '2026-10-15T09:00:00.000Z', resets_at: '2026-11-15T09:00:00.000Z' });
    const answer = (await verify(other)).body;
    // The nine calls of the tests before this one lie in that month, too.
    expect(answer.quota).toMatchObject({ limit: 90, used: 10, resets_at: '2026-11-15T09:00:00Z' });
    api.clock.set(new Date('2026-11-15T09:00:00Z'));
    expect((await verify(api)).body.quota).toEqual({
      limit: 90,
      used: 1,
      remaining: 89,
      resets_at: '2026-12-15T09:00:00Z',
    });
  });

  it('stay on a tier that was archived, to which nobody else can be moved', async () => {
    const old = (await creator.browser.post(tiers, { key: 'old', name: 'Old', quota_per_month: 50 })).body;
    await change({ tier: old.id });
    expect((await creator.browser.patch(`${tiers}/${old.id}`, { archived: true })).body.archived).toBe(true);
    expect((await verify(other)).body).toMatchObject({ tier: 'old', quota: { limit: 50 } });
    expect((await change({ tier: old.id })).status).toBe(200);
    await change({ tier: caller.tierId });
    const back = await change({ tier: old.id });
    expect([back.status, back.body.errors]).toEqual([422, [{ field: 'tier', message: 'is archived' }]]);
  });

  it('say what holds of who is not served any more: the default tier’s quota without limits of their own, or nothing where that one is for sale', async () => {
    const gold = (await creator.browser.post(tiers, { key: 'gold', name: 'Gold', quota_per_month: 500 })).body;
    await change({ tier: gold.id, overrides: { quota_per_month: 70 } });
    await api.database.query(`UPDATE subscriptions SET served_until = 'epoch'`);
    const [place] = (await creator.browser.get(places())).body.data;
    expect(place).toMatchObject({ tier: { key: 'gold' }, served: false, quota: { limit: 3 } });
    await api.database.query(
      `UPDATE tiers SET price_amount = 900, price_currency = 'eur', price_interval = 'month' WHERE is_default`,
    );
    expect((await creator.browser.get(places())).body.data[0].quota.limit).toBe(0);
    await api.database.query(
      'UPDATE tiers SET price_amount = NULL, price_currency = NULL, price_interval = NULL WHERE is_default',
    );
    await api.database.query('UPDATE subscriptions SET served_until = NULL');
    await change({ overrides: {} });
  });

  it.each([
    ['tier', { tier: 'tir_01h00000000000000000000000' }],
    ['overrides.quota_per_month', { overrides: { quota_per_month: -1 } }],
    ['overrides.scopes.0', { overrides: { scopes: ['foods.eat'] } }],
    ['overrides.color', { overrides: { color: 'red' } }],
    ['overrides', { overrides: 7 }],
  ])('refuse a bad %s', async (field, body) => {
    const answer = await change(body);
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, field]);
  });

  it('stand in the audit log, without the address of the person', async () => {
    await change({ overrides: { burst: 3 } });
    const { data } = (await creator.browser.get(`${creator.base}/audit?limit=1`)).body;
    expect(data[0]).toMatchObject({
      action: 'subscription.updated',
      target: { kind: 'subscriber', id: caller.subscriberId, name: null },
      changes: { overrides: { from: {}, to: { burst: 3 } } },
    });
  });
});
