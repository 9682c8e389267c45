import { OverageStage } from '../../test/overage-stage';

describe('months of who agreed to other terms than their tier has now', () => {
  let stage: OverageStage;

  beforeAll(async () => {
    stage = await OverageStage.start();
  });
  afterAll(() => stage.stop());
  beforeEach(() => stage.open());

  it('include what they agreed to, the first as every other', async () => {
    const { test, ada } = stage;
    await stage.run();
    const former = [{ since: '2026-01-01T00:00:00.000Z', quotaPerMonth: 100, actionCosts: {} }];
    await test.query(
      `UPDATE tiers SET quota_per_month = 1, action_costs = '{"*": 100}', overage_since = now() + interval '1 hour', former_terms = $2 WHERE id = $1`,
      [ada.tierId, JSON.stringify(former)],
    );
    // The month is forgotten: it is noted anew, as one that begins is.
    await test.query('DELETE FROM overage_periods WHERE workspace_id = $1', [ada.workspaceId]);
    expect(await stage.quota()).toMatchObject({ limit: null, included: 100, cost: 1 });
    await stage.use(107);
    expect(await stage.run()).toEqual({ written: 7, sent: 7, refused: 0 });
  });

  it('include no less because of a limit of their own that is lower', async () => {
    await stage.run();
    await stage.test.query(`UPDATE subscriptions SET overrides = '{"quotaPerMonth": 5}' WHERE id = $1`, [stage.ada.placeId]);
    await stage.test.query('DELETE FROM overage_periods WHERE workspace_id = $1', [stage.ada.workspaceId]);
    expect(await stage.quota()).toMatchObject({ limit: null, included: 100 });
    await stage.use(103);
    expect(await stage.run()).toEqual({ written: 3, sent: 3, refused: 0 });
  });
});
