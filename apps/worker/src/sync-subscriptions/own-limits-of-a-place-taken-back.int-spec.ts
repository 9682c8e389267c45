import { OverageStage } from '../../test/overage-stage';

describe('limits of somebody’s own, with two live subscriptions for one place', () => {
  let stage: OverageStage;

  beforeAll(async () => {
    stage = await OverageStage.start();
  });
  afterAll(() => stage.stop());
  beforeEach(async () => {
    await stage.open();
    await stage.run();
  });

  const limit = () =>
    stage.test.query(`UPDATE subscriptions SET overrides = '{"quotaPerMonth": 7}' WHERE id = $1`, [stage.ada.placeId]);
  const limits = async () => {
    const [place] = await stage.test.query<{ overrides: object }>('SELECT overrides FROM subscriptions WHERE id = $1', [
      stage.ada.placeId,
    ]);
    return place?.overrides;
  };

  it('hold when the earlier one has the place back, since nothing was bought by it; what is bought next ends them', async () => {
    const { access, ada } = stage;
    await stage.advance(60);
    const later = await stage.buyAgain();
    await limit();
    await access.client.subscriptions.cancel(later, {}, access.options);
    await stage.sync(later);
    await stage.sync(ada.stripeSubscriptionId);
    expect(await limits()).toEqual({ quotaPerMonth: 7 });
    await stage.advance(60);
    await stage.buyAgain();
    expect(await limits()).toEqual({});
  });
});
