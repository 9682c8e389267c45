import { OverageCatalogue, StripeAccounts } from '@gatehouse/platform';
import { seedBuyer } from '@gatehouse/testing';
import { OverageStage } from '../../test/overage-stage';

describe('metered prices that are to be brought to several subscriptions', () => {
  let stage: OverageStage;

  beforeAll(async () => {
    stage = await OverageStage.start();
  });
  afterAll(() => stage.stop());
  afterEach(() => jest.restoreAllMocks());
  beforeEach(async () => {
    await stage.open();
    const { test, sandbox, access, ada } = stage;
    const bo = await seedBuyer(test, { sandbox, access, same: ada });
    await stage.sync(bo.stripeSubscriptionId);
  });

  const errorOf = (asked: Promise<unknown>): Promise<unknown> =>
    asked.then(
      () => Promise.reject(new Error('Stripe has answered')),
      (error: unknown) => error,
    );

  it('wait for the next run when Stripe is away, and keep no other workspace waiting', async () => {
    const nowhere = new StripeAccounts({ ...stage.sandbox.config, apiBase: 'http://127.0.0.1:1' }, stage.vault).platform();
    const away = await errorOf(nowhere.products.list());
    const bring = jest.spyOn(OverageCatalogue.prototype, 'bring').mockRejectedValue(away);
    await expect(stage.run()).rejects.toBe(away);
    expect(bring).toHaveBeenCalledTimes(1);
    jest.restoreAllMocks();
    await stage.run();
    expect(await stage.quota()).toMatchObject({ limit: null, included: 100 });
  });

  it('are brought to all others when Stripe refuses one', async () => {
    const refused = await errorOf(stage.access.client.products.retrieve('prod_none', {}, stage.access.options));
    const bring = jest.spyOn(OverageCatalogue.prototype, 'bring').mockRejectedValueOnce(refused);
    await expect(stage.run()).rejects.toBe(refused);
    expect(bring).toHaveBeenCalledTimes(2);
  });
});
