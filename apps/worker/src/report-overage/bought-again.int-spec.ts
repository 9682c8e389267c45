import { DAY_S, OverageStage } from '../../test/overage-stage';

describe('overage of somebody who buys again within a month already begun', () => {
  let stage: OverageStage;

  beforeAll(async () => {
    stage = await OverageStage.start();
  });
  afterAll(() => stage.stop());
  beforeEach(async () => {
    await stage.open();
    await stage.run();
  });

  async function end(): Promise<void> {
    const { access, ada } = stage;
    await access.client.subscriptions.cancel(ada.stripeSubscriptionId, {}, access.options);
    await stage.sync(ada.stripeSubscriptionId);
  }
  const months = () =>
    stage.test.query<{ reported: string }>('SELECT reported FROM overage_periods WHERE workspace_id = $1 ORDER BY starts_at', [
      stage.ada.workspaceId,
    ]);

  it('is counted in the month of the new plan alone, from what that one includes', async () => {
    await stage.use(100);
    await end();
    await stage.advance(16 * DAY_S);
    const again = await stage.buyAgain();
    await stage.run();
    stage.clock.advance(2 * 3_600);
    await stage.use(50);
    expect(await stage.run()).toMatchObject({ written: 0 });
    await stage.use(60);
    expect(await stage.run()).toEqual({ written: 10, sent: 10, refused: 0 });
    await stage.sandbox.advance(stage.ada.accountId, 32 * DAY_S);
    expect(await stage.invoiced(again)).toBe(1_000 + 20);
  });

  it('is the same when no worker ran between the end of the one plan and the use of the other', async () => {
    await stage.use(120);
    await end();
    await stage.advance(16 * DAY_S);
    await stage.buyAgain();
    stage.clock.advance(2 * 3_600);
    await stage.use(110);
    await stage.run();
    expect((await months()).map(({ reported }) => Number(reported))).toEqual([20, 10]);
  });

  it('does not count anew what was used on the former plan within the hour of the purchase', async () => {
    const now = Math.floor(stage.clock.now().getTime() / 1_000);
    await stage.advance(3_660 - (now % 3_600));
    await stage.use(105);
    await stage.run();
    await end();
    await stage.buyAgain();
    await stage.run();
    await stage.use(100);
    expect(await stage.run()).toEqual({ written: 0, sent: 0, refused: 0 });
    await stage.use(7);
    expect(await stage.run()).toEqual({ written: 7, sent: 7, refused: 0 });
    expect((await months()).map(({ reported }) => Number(reported))).toEqual([5, 7]);
  });

  it('is none on a plan that ended: what is given afterwards is no use of what was sold', async () => {
    await stage.use(100);
    await end();
    await stage.advance(DAY_S);
    await stage.test.query('UPDATE subscriptions SET comp_tier_id = tier_id WHERE id = $1', [stage.ada.placeId]);
    await stage.use(500);
    expect(await stage.run()).toEqual({ written: 0, sent: 0, refused: 0 });
  });
});
