import { newId, overagePlaceRepository } from '@gatehouse/platform';
import { seedBuyer } from '@gatehouse/testing';
import { type BillingStage, startBillingStage } from '../../test/billing-stage';

describe('what somebody was shown of one tier', () => {
  let stage: BillingStage;
  beforeAll(async () => void (stage = await startBillingStage()));
  afterAll(() => stage.stop());

  it('charges them nothing on another, whatever that one charges beyond its quota', async () => {
    const access = await stage.open();
    const buyer = await seedBuyer(stage.test, { sandbox: stage.sandbox, access, quotaPerMonth: 100 });
    expect(await stage.places.syncSubscription(buyer.workspaceId, buyer.stripeSubscriptionId)).toBe('written');
    const team = newId('tir');
    await stage.test.query(
      `INSERT INTO tiers (workspace_id, id, gpt_id, key, name, quota_per_month) VALUES ($1, $2, $3, 'team', 'Team', 10)`,
      [buyer.workspaceId, team, buyer.gptId],
    );
    await stage.test.query(
      `UPDATE tiers SET overage_unit_amount = '2', overage_since = '2026-01-01T00:00:00Z' WHERE workspace_id = $1 AND quota_per_month > 0`,
      [buyer.workspaceId],
    );
    const toBring = () =>
      stage.database.inWorkspace(buyer.workspaceId, (tx) => overagePlaceRepository.listToBring(tx, access.accountId, 10));
    expect(await toBring()).toMatchObject([{ tierId: buyer.tierId, unitAmount: '2' }]);
    await stage.test.query('UPDATE subscriptions SET tier_id = $2 WHERE id = $1', [buyer.placeId, team]);
    expect(await toBring()).toEqual([]);
  });
});
