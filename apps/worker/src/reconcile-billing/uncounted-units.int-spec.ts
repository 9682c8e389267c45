import { PaymentSync } from '@gatehouse/platform';
import { OverageStage } from '../../test/overage-stage';
import { BillingCheck } from './billing-check.service';

describe('units beyond a quota that Stripe takes, and does not count', () => {
  let stage: OverageStage;

  beforeAll(async () => {
    stage = await OverageStage.start();
  });
  afterAll(() => stage.stop());
  beforeEach(async () => {
    await stage.open();
    await stage.run();
    await stage.use(110);
  });

  async function check(): Promise<unknown> {
    const { database, fence, places, clock, ada, access } = stage;
    const found = await new BillingCheck(database, fence, places, new PaymentSync(database), clock).run(ada.workspaceId, access);
    return found.differences;
  }

  it('are told of, once Stripe has had the time to count them', async () => {
    await stage.test.query(`UPDATE overage_periods SET stripe_customer_id = 'cus_gone' WHERE workspace_id = $1`, [
      stage.ada.workspaceId,
    ]);
    expect(await stage.run()).toEqual({ written: 10, sent: 10, refused: 0 });
    expect(await check()).toEqual([]);
    await stage.advance(2 * 3_600);
    expect(await check()).toMatchObject([
      { kind: 'overage', objectId: `gatehouse_overage_${stage.ada.tierId} cus_gone`, expected: '0 of 10', found: '10' },
    ]);
  });

  it('are none where all were counted', async () => {
    await stage.run();
    await stage.advance(2 * 3_600);
    expect(await check()).toEqual([]);
  });
});
