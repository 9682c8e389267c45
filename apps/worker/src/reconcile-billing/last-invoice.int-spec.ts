import { PaymentSync } from '@gatehouse/platform';
import { DAY_S, OverageStage } from '../../test/overage-stage';
import { BillingCheck } from './billing-check.service';

describe('the last invoice of a plan, of what was used beyond its quota alone', () => {
  let stage: OverageStage;

  beforeAll(async () => {
    stage = await OverageStage.start();
  });
  afterAll(() => stage.stop());
  beforeEach(async () => {
    await stage.open();
    await stage.run();
    await check();
    await stage.use(121);
    await stage.run();
    const { access, ada } = stage;
    await access.client.subscriptions.update(ada.stripeSubscriptionId, { cancel_at_period_end: true }, access.options);
    await stage.advance(32 * DAY_S);
  });

  function check(): Promise<unknown> {
    const { database, fence, places, clock, ada, access } = stage;
    return new BillingCheck(database, fence, places, new PaymentSync(database), clock).run(ada.workspaceId, access);
  }
  const books = () =>
    stage.test.query(
      `SELECT p.amount, p.refunded, p.tier_id = $2 AS "isOfTier", p."interval", p.subscriber_id = $3 AS "isAdas" FROM payments p
        WHERE p.workspace_id = $1 ORDER BY p.paid_at`,
      [stage.ada.workspaceId, stage.ada.tierId, stage.ada.subscriberId],
    );
  const first = { amount: 1_000, refunded: 0, isOfTier: true, interval: 'month', isAdas: true };

  it('is in the books, as money for the tier whose units they were', async () => {
    expect(await stage.invoiced(stage.ada.stripeSubscriptionId)).toBe(42);
    expect(await check()).toMatchObject({ differences: [] });
    expect(await books()).toEqual([first, { ...first, amount: 42 }]);
    expect(await check()).toEqual({ healed: 0, differences: [], fresh: [] });
  });

  it('is seen to be given back', async () => {
    await check();
    const { access, ada } = stage;
    const { data } = await access.client.charges.list({ customer: ada.customerId }, access.options);
    await access.client.refunds.create({ charge: data.find(({ amount }) => amount === 42)?.id ?? '' }, access.options);
    expect(await check()).toMatchObject({ differences: [] });
    expect(await books()).toEqual([first, { ...first, amount: 42, refunded: 42 }]);
  });
});
