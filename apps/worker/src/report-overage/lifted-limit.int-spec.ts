import { DAY_S, OverageStage } from '../../test/overage-stage';

describe('a limit that is lifted within a month', () => {
  let stage: OverageStage;

  beforeAll(async () => {
    stage = await OverageStage.start();
  });
  afterAll(() => stage.stop());
  beforeEach(async () => {
    await stage.open();
    await stage.run();
    await stage.use(100);
    await stage.run();
  });

  const override = (overrides: object) =>
    stage.test.query('UPDATE subscriptions SET overrides = $2 WHERE id = $1', [stage.ada.placeId, JSON.stringify(overrides)]);
  const none = { written: 0, sent: 0, refused: 0 };

  it('bills that person for nothing that they use from then on', async () => {
    await override({ quotaPerMonth: null });
    await stage.use(500);
    expect((await stage.quota()).limit).toBeNull();
    expect(await stage.run()).toEqual(none);
    await stage.sandbox.advance(stage.ada.accountId, 32 * DAY_S);
    expect(await stage.invoiced(stage.ada.stripeSubscriptionId)).toBe(1_000);
  });

  it('bills nobody on its tier', async () => {
    await stage.test.query('UPDATE tiers SET quota_per_month = NULL WHERE id = $1', [stage.ada.tierId]);
    await stage.use(500);
    expect(await stage.run()).toEqual(none);
    await stage.use(500);
    expect(await stage.run()).toEqual(none);
  });

  it('holds for what was used before the next look, when it is only raised', async () => {
    await override({ quotaPerMonth: 1_000 });
    await stage.use(900);
    expect(await stage.run()).toEqual(none);
    await stage.use(5);
    expect(await stage.run()).toEqual({ written: 5, sent: 5, refused: 0 });
  });
});
