import { createLogger, newId } from '@gatehouse/platform';
import { seedCaller, type SeededCaller } from '@gatehouse/testing';
import { type Creator, createCreator } from '../../../test/test-members';
import { startTestApi, type TestApi } from '../../../test/test-api';
import { type Api, buildApi } from '../../bootstrap';
import { ControlPlaneModule } from '../../control-plane.module';
import { DataPlaneModule } from '../../data-plane.module';

const BEFORE = new Date('2026-11-03T09:00:00Z');
const END = new Date('2026-11-05T00:00:00Z');

/** Somebody on a free tier, a creator who gives them more, and two instances that answer for it. */
describe('comps', () => {
  let api: TestApi;
  let other: Api;
  let creator: Creator;
  let caller: SeededCaller;
  let pro: string;
  let team: string;

  beforeAll(async () => {
    api = await startTestApi({ planes: [ControlPlaneModule, DataPlaneModule] });
    const logger = createLogger(api.config, 'other');
    other = await buildApi({ config: api.config, logger, clock: api.clock }, [DataPlaneModule]);
    caller = await seedCaller(api.database, { tier: { quotaPerMonth: 100 } });
    creator = await createCreator(api, 'acme');
    await api.database.query('UPDATE memberships SET workspace_id = $1', [caller.workspaceId]);
    await api.database.query(
      `INSERT INTO stripe_connections (workspace_id, id, kind, stripe_account_id, livemode, connected_at) VALUES ($1, $2, 'connect', 'acct_1', false, now())`,
      [caller.workspaceId, newId('stc')],
    );
    creator = { ...creator, base: `/api/v1/workspaces/${caller.slug}` };
    const tiers = `${creator.base}/gpts/${caller.gptId}/tiers`;
    const make = async (key: string, quota: number): Promise<string> => {
      const price = { amount: quota, currency: 'eur', interval: 'month' };
      const made = await creator.browser.post(tiers, { key, name: key, quota_per_month: quota, price });
      expect(made.status).toBe(201);
      return made.body.id;
    };
    pro = await make('pro', 1_000);
    team = await make('team', 5_000);
  });
  afterAll(async () => {
    await other.close();
    await api.stop();
  });
  beforeEach(async () => {
    api.clock.set(BEFORE);
    expect((await creator.browser.delete(path())).status).toBe(200);
  });

  const path = (): string => `${creator.base}/subscribers/${caller.subscriberId}/subscriptions/${caller.gptId}/comp`;
  const give = (tier: string, until?: string | null) =>
    creator.browser.put(path(), { tier, ...(until === undefined ? {} : { until }) });
  const verify = async ({ server }: Pick<Api, 'server'>) => {
    const headers = { authorization: `Bearer ${caller.token}` };
    const answer = await server.inject({ url: `/t/${caller.slug}/verify?peek=true`, headers });
    return { status: answer.statusCode, body: JSON.parse(answer.payload) };
  };
  const expectTier = async (tier: string, subscription: string): Promise<void> => {
    for (const instance of [api, other]) expect((await verify(instance)).body).toMatchObject({ tier, subscription });
  };
  /** What a sync with Stripe writes for somebody who bought a tier. */
  const bought = (tierId: string, status: string, servedUntil: Date | null) =>
    api.database.query(
      `UPDATE subscriptions SET tier_id = $1, status = $2, served_until = $3, stripe_subscription_id = 'sub_paid', stripe_account_id = 'acct_1' WHERE subscriber_id = $4`,
      [tierId, status, servedUntil, caller.subscriberId],
    );

  it('hold on the next call on every instance, and go on the next when they are taken back', async () => {
    await expectTier('free', 'active');
    const given = await give(pro);
    expect(given.body).toMatchObject({
      tier: { key: 'pro' },
      status: 'comped',
      standing: 'comped',
      quota: { limit: 1_000 },
      billing: null,
      comp: { tier: { id: pro, name: 'pro' }, until: null },
    });
    await expectTier('pro', 'comped');
    await give(team);
    await expectTier('team', 'comped');
    expect((await creator.browser.delete(path())).body).toMatchObject({ tier: { key: 'free' }, status: 'active', comp: null });
    await expectTier('free', 'active');
  });

  it('end at their moment, with no job and no event, also for whom an instance remembers', async () => {
    expect((await give(pro, END.toISOString())).body.comp.until).toBe(END.toISOString());
    await expectTier('pro', 'comped');
    api.clock.set(new Date(END.getTime() - 1));
    await expectTier('pro', 'comped');
    api.clock.set(END);
    await expectTier('free', 'active');
    const listed = await creator.browser.get(path().replace(/\/\w+\/comp$/, ''));
    expect(listed.body.data).toMatchObject([{ tier: { key: 'free' }, standing: 'free', comp: null }]);
  });

  it('lie over what somebody pays for and never touch it: it goes on beneath, and is there again when they end', async () => {
    await bought(pro, 'active', null);
    const row = () => api.database.query('SELECT * FROM subscriptions WHERE subscriber_id = $1', [caller.subscriberId]);
    const [before] = await row();
    const given = await give(team, END.toISOString());
    expect(given.body).toMatchObject({ tier: { key: 'team' }, billing: { status: 'active', tier: 'pro' } });
    await expectTier('team', 'comped');
    expect(await row()).toEqual([{ ...before, comp_tier_id: team, comped_until: END }]);
    api.clock.set(END);
    await expectTier('pro', 'active');
  });

  it('of the tier that somebody pays for change nothing while they pay, and serve them when they have stopped', async () => {
    await bought(pro, 'active', null);
    await give(pro);
    await expectTier('pro', 'active');
    // Overdue, with a grace that ends while the comp holds.
    await bought(pro, 'past_due', END);
    await give(pro);
    await expectTier('pro', 'past_due');
    api.clock.set(END);
    await expectTier('pro', 'comped');
    expect((await creator.browser.delete(path())).status).toBe(200);
    await expectTier('free', 'active');
  });

  it.each([
    ['tier', { tier: 'nonsense' }],
    ['tier', { tier: 'tir_01h00000000000000000000000' }],
    ['tier', {}],
    ['until', { until: '2026-11-03T09:00:00Z' }],
    ['until', { until: 'tomorrow' }],
    ['until', { until: '2026-12-24T18:00:00' }],
    ['until', { until: '2026-12-24' }],
    ['until', { until: 7 }],
  ])('refuse a bad %s: %j', async (field, body) => {
    const answer = await creator.browser.put(path(), { ...(field === 'until' ? { tier: pro } : {}), ...body });
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, field]);
  });

  it('refuse a tier that costs nothing, that is archived, or that is another workspace’s', async () => {
    expect((await give(caller.tierId)).body.errors).toEqual([
      { field: 'tier', message: 'costs nothing: move them to it instead' },
    ]);
    const foreign = await createCreator(api, 'foreign');
    const gpt = (await foreign.browser.post(`${foreign.base}/gpts`, { name: 'Foreign' })).body.id;
    const price = { amount: 500, currency: 'eur', interval: 'month' };
    const theirs = (await foreign.browser.post(`${foreign.base}/gpts/${gpt}/tiers`, { key: 'x', name: 'X', price })).body.id;
    expect((await give(theirs)).status).toBe(422);
    expect((await foreign.browser.put(path().replace(caller.slug, 'foreign'), { tier: theirs })).status).toBe(404);
    expect((await foreign.browser.put(path(), { tier: pro })).status).toBe(404);
  });

  it('stand in the audit log, with what was before, and without the address of the person', async () => {
    const until = new Date(END.getTime() + 86_400_000).toISOString();
    api.clock.set(new Date(END.getTime() + 3_600_000));
    await give(pro, until);
    api.clock.set(new Date(END.getTime() + 7_200_000));
    await creator.browser.delete(path());
    const { data } = (await creator.browser.get(`${creator.base}/audit?limit=2`)).body;
    const comp = { gpt: caller.gptId, tier: pro, until };
    const target = { kind: 'subscriber', id: caller.subscriberId, name: null };
    expect(data).toMatchObject([
      { action: 'subscription.comp_ended', target, changes: { comp: { from: comp, to: null } } },
      { action: 'subscription.comped', target, changes: { comp: { from: null, to: comp } } },
    ]);
  });
});
