import { priceMoveRepository, type StripeAccess } from '@gatehouse/platform';
import { seedBuyer, type SeededBuyer } from '@gatehouse/testing';
import { type BillingStage, startBillingStage } from '../../test/billing-stage';
import { PriceMover } from './price-mover';

/** The price changes again before it is written down here who has been moved to the one before. */
describe('moving people to a price that changed twice', () => {
  let stage: BillingStage;
  let access: StripeAccess;
  let ada: SeededBuyer;

  beforeAll(async () => void (stage = await startBillingStage()));
  afterAll(() => stage.stop());
  beforeEach(async () => {
    access = await stage.open();
    ada = await seedBuyer(stage.test, { sandbox: stage.sandbox, access, amount: 1_000 });
    await stage.places.syncSubscription(ada.workspaceId, ada.stripeSubscriptionId);
  });
  afterEach(() => jest.restoreAllMocks());

  const run = () => new PriceMover(stage.database, stage.places, stage.clock).run(ada.workspaceId, access);
  const ask = () =>
    stage.database.inWorkspace(ada.workspaceId, (tx) => priceMoveRepository.askForAll(tx, ada.tierId, stage.clock.now()));
  const counts = async () =>
    (await stage.database.inWorkspace(ada.workspaceId, (tx) => priceMoveRepository.progress(tx, ada.tierId))).counts;
  async function paysNow(): Promise<number | null | undefined> {
    const { items } = await access.client.subscriptions.retrieve(ada.stripeSubscriptionId, {}, access.options);
    return items.data[0]?.price.unit_amount;
  }
  /** Stripe is told of the move, and the worker dies before our own record says so. */
  async function moveAndDie(): Promise<void> {
    jest.spyOn(stage.places, 'syncSubscription').mockRejectedValueOnce(new Error('killed'));
    await expect(run()).rejects.toThrow('killed');
  }

  it.each([
    ['back to what it was', 1_000],
    ['to a third one', 1_700],
  ])('moves them %s, from whatever they pay at Stripe by now', async (_name, amount) => {
    await stage.reprice(ada, 1_500);
    expect(await ask()).toBe(1);
    await moveAndDie();
    expect(await paysNow()).toBe(1_500);
    await stage.reprice(ada, amount);
    expect(await ask()).toBe(1);
    await run();
    expect([await paysNow(), await counts()]).toEqual([amount, { waiting: 0, moved: 1, left: 0, failed: 0 }]);
  });

  it('leaves who changed to another price of theirs meanwhile', async () => {
    const { client, options } = access;
    await stage.reprice(ada, 1_500);
    expect(await ask()).toBe(1);
    const product = await client.products.create({ name: 'Special' }, options);
    const recurring = { interval: 'month' as const };
    const special = await client.prices.create({ product: product.id, unit_amount: 700, currency: 'eur', recurring }, options);
    const [item] = (await client.subscriptions.retrieve(ada.stripeSubscriptionId, {}, options)).items.data;
    await client.subscriptions.update(ada.stripeSubscriptionId, { items: [{ id: item?.id ?? '', price: special.id }] }, options);
    await run();
    expect([await paysNow(), await counts()]).toEqual([700, { waiting: 0, moved: 0, left: 1, failed: 0 }]);
  });
});
