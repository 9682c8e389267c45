import { type PlanHolder, type PlanStage, startPlanStage } from '../../../test/plan-stage';
import type { Shop, SoldTier } from '../../../test/paywall-stage';

/** Limits of one person, set by the creator before they bought Pro with 1000 units, or Max. */
describe('limits of somebody’s own', () => {
  let stage: PlanStage;
  let shop: Shop;
  let pro: SoldTier;
  let max: SoldTier;

  beforeAll(async () => {
    stage = await startPlanStage();
  });
  afterAll(() => stage.stop());
  beforeEach(async () => {
    shop = await stage.shop();
    pro = await stage.sell(shop, 'Pro', { amount: 3000, quota: 1000 });
    max = await stage.sell(shop, 'Max', { amount: 9000, quota: 5000 });
  });

  async function limit(overrides: object): Promise<void> {
    const rows = await stage.api.database.query('UPDATE subscriptions SET overrides = $2 WHERE workspace_id = $1 RETURNING id', [
      shop.workspaceId,
      JSON.stringify(overrides),
    ]);
    expect(rows).toHaveLength(1);
  }
  const quota = async (holder: PlanHolder) => (await stage.call(shop, holder)).quota?.limit;

  it('that give less than a tier end with its purchase: the very next call has what was bought', async () => {
    const holder = await stage.visitor(shop);
    await limit({ quotaPerMonth: 1, scopes: [] });
    expect(await quota(holder)).toBe(1);
    expect(await stage.call(shop, holder)).toMatchObject({ error: 'quota_exceeded', upgrade_url: expect.any(String) });
    await stage.buy(holder, pro.month);
    expect(await stage.call(shop, holder)).toMatchObject({ active: true, tier: 'pro', quota: { limit: 1000, used: 2 } });
  });

  it('end likewise with a change to a tier that gives more, and stay where they give no less', async () => {
    const holder = await stage.visitor(shop);
    await limit({ quotaPerMonth: 2000 });
    await stage.buy(holder, pro.month);
    expect(await quota(holder)).toBe(2000);
    await holder.person.open(`${holder.plan}/change?price=${max.month}`);
    await holder.person.press('Pay [^<]* and change');
    expect(await quota(holder)).toBe(5000);
  });

  it('that end are told to the creator in the audit log, once, with what is left of them', async () => {
    const ended = () =>
      stage.api.database.query(
        `SELECT actor_kind AS actor, target_id AS target, changes FROM audit_events
          WHERE workspace_id = $1 AND action = 'subscription.own_limits_ended'`,
        [shop.workspaceId],
      );
    const holder = await stage.visitor(shop);
    await limit({ quotaPerMonth: 1, burst: 9, ratePerMinute: null });
    await stage.buy(holder, pro.month);
    const set = { quota_per_month: 1, burst: 9, rate_per_minute: null };
    const [{ id } = { id: '' }] = await stage.api.database.query<{ id: string }>(
      'SELECT id FROM subscribers WHERE workspace_id = $1',
      [shop.workspaceId],
    );
    const told = { actor: 'system', target: id, changes: { overrides: { from: set, to: { burst: 9, rate_per_minute: null } } } };
    expect(await ended()).toEqual([told]);
    await stage.readAgain(shop);
    await stage.forward(shop, 32);
    await stage.readAgain(shop);
    expect(await ended()).toEqual([told]);
  });

  it('that were set after the purchase hold, whatever is read at Stripe', async () => {
    const holder = await stage.holder(shop, pro.month);
    await limit({ quotaPerMonth: 7 });
    await stage.readAgain(shop);
    await stage.forward(shop, 32);
    await stage.readAgain(shop);
    expect(await quota(holder)).toBe(7);
  });
});
