import { priceMoveRepository, type StripeAccess } from '@gatehouse/platform';
import { seedBuyer, type SeededBuyer } from '@gatehouse/testing';
import { type BillingStage, startBillingStage } from '../../test/billing-stage';
import { PriceMover } from './price-mover';

const DAY_S = 86_400;

describe('moving people to a new price', () => {
  let stage: BillingStage;
  let access: StripeAccess;
  let ada: SeededBuyer;
  let bo: SeededBuyer;

  beforeAll(async () => {
    stage = await startBillingStage();
  });
  afterAll(() => stage.stop());

  beforeEach(async () => {
    access = await stage.open();
    ada = await seedBuyer(stage.test, { sandbox: stage.sandbox, access, amount: 1_000 });
    bo = await seedBuyer(stage.test, { sandbox: stage.sandbox, access, same: ada });
    for (const buyer of [ada, bo]) await stage.places.syncSubscription(buyer.workspaceId, buyer.stripeSubscriptionId);
  });
  afterEach(() => jest.restoreAllMocks());

  const run = () => new PriceMover(stage.database, stage.places, stage.clock).run(ada.workspaceId, access);
  const ask = () =>
    stage.database.inWorkspace(ada.workspaceId, (tx) =>
      priceMoveRepository.askForAll(tx, ada.tierId, new Date(stage.clock.now())),
    );
  const progress = () => stage.database.inWorkspace(ada.workspaceId, (tx) => priceMoveRepository.progress(tx, ada.tierId));
  const paysNow = async ({ stripeSubscriptionId }: SeededBuyer): Promise<number | null | undefined> => {
    const { items } = await access.client.subscriptions.retrieve(stripeSubscriptionId, {}, access.options);
    return items.data[0]?.price.unit_amount;
  };
  const invoices = async ({ customerId }: SeededBuyer): Promise<number[]> => {
    const { data } = await access.client.invoices.list({ customer: customerId }, access.options);
    return data.map(({ total }) => total).toReversed();
  };

  it('charges nothing for the period that runs, and the new price from the next renewal on', async () => {
    const priceId = await stage.reprice(ada, 1_500);
    expect(await ask()).toBe(2);
    expect(await run()).toBe(2);
    expect(await progress()).toMatchObject({ onOlderPrices: 0, counts: { moved: 2, waiting: 0, failed: 0, left: 0 } });
    expect(await stage.test.query('SELECT DISTINCT price_id FROM subscriptions WHERE tier_id = $1', [ada.tierId])).toEqual([
      { price_id: priceId },
    ]);
    expect(await invoices(ada)).toEqual([1_000]);
    await stage.sandbox.advance(ada.accountId, 32 * DAY_S);
    expect([await invoices(ada), await invoices(bo)]).toEqual([
      [1_000, 1_500],
      [1_000, 1_500],
    ]);
  });

  it('moves nobody of whom it was not asked: who buys before a change that lets people keep their price keeps it', async () => {
    await stage.reprice(ada, 1_500);
    await run();
    expect(await progress()).toMatchObject({ onOlderPrices: 2, counts: { moved: 0, waiting: 0 } });
    await stage.sandbox.advance(ada.accountId, 32 * DAY_S);
    expect(await invoices(ada)).toEqual([1_000, 1_000]);
  });

  it('goes on where it was killed, and changes nobody twice', async () => {
    await stage.reprice(ada, 1_500);
    await ask();
    const changed = jest.spyOn(Object.getPrototypeOf(access.client.subscriptions) as { update: () => unknown }, 'update');
    // Killed after Stripe was told of the first, and before that was written down.
    jest.spyOn(priceMoveRepository, 'settle').mockRejectedValueOnce(new Error('killed'));
    await expect(run()).rejects.toThrow('killed');
    const paid = [await paysNow(ada), await paysNow(bo)].sort();
    expect([paid, (await progress()).counts]).toEqual([[1_000, 1_500], { waiting: 2, moved: 0, left: 0, failed: 0 }]);
    expect(await run()).toBe(2);
    expect([await paysNow(ada), await paysNow(bo)]).toEqual([1_500, 1_500]);
    expect((await progress()).counts).toEqual({ waiting: 0, moved: 2, left: 0, failed: 0 });
    expect(changed).toHaveBeenCalledTimes(2);
    expect(await run()).toBe(0);
    await stage.sandbox.advance(ada.accountId, 32 * DAY_S);
    expect([await invoices(ada), await invoices(bo)]).toEqual([
      [1_000, 1_500],
      [1_000, 1_500],
    ]);
  });

  it('waits while Stripe is away, and names those whom it refuses, who may be tried again', async () => {
    await stage.reprice(ada, 1_500);
    await ask();
    const away = { ...access, client: stage.accounts.clientWith('sk_test_gatehouse_sandbox') };
    jest.spyOn(away.client.subscriptions, 'retrieve').mockRejectedValueOnce(new Error('ECONNRESET'));
    await expect(new PriceMover(stage.database, stage.places, stage.clock).run(ada.workspaceId, away)).rejects.toThrow(
      'ECONNRESET',
    );
    expect((await progress()).counts.waiting).toBe(2);
    await stage.test.query(`UPDATE subscriptions SET stripe_subscription_id = 'sub_gone' WHERE id = $1`, [await placeOf(bo)]);
    await run();
    expect(await progress()).toMatchObject({
      counts: { moved: 1, failed: 1 },
      failures: [{ subscriberId: bo.subscriberId, email: bo.email, reason: 'Stripe refuses: resource_missing.' }],
    });
    await stage.test.query('UPDATE subscriptions SET stripe_subscription_id = $2 WHERE id = $1', [
      ...[await placeOf(bo), bo.stripeSubscriptionId],
    ]);
    expect(await ask()).toBe(1);
    await run();
    expect((await progress()).counts).toEqual({ moved: 2, failed: 0, waiting: 0, left: 0 });
  });

  const placeOf = async ({ subscriberId, workspaceId }: SeededBuyer): Promise<string> => {
    const [row] = await stage.test.query<{ id: string }>(
      'SELECT id FROM subscriptions WHERE workspace_id = $1 AND subscriber_id = $2',
      [...[workspaceId, subscriberId]],
    );
    return row?.id ?? '';
  };

  it('leaves who has ended, and asks nothing of those who pay in another currency', async () => {
    await stage.reprice(ada, 1_500);
    await ask();
    await access.client.subscriptions.cancel(bo.stripeSubscriptionId, {}, access.options);
    await run();
    expect((await progress()).counts).toEqual({ moved: 1, left: 1, waiting: 0, failed: 0 });
    await stage.reprice(ada, 1_600, { currency: 'usd' });
    expect(await ask()).toBe(0);
  });

  it('gives up a move to a price that has been changed in its turn', async () => {
    await stage.reprice(ada, 1_500);
    await ask();
    await stage.reprice(ada, 1_700);
    await run();
    expect(await paysNow(ada)).toBe(1_000);
    expect(await progress()).toMatchObject({ onOlderPrices: 2, counts: { moved: 0, waiting: 0 } });
    await ask();
    await run();
    expect(await paysNow(ada)).toBe(1_700);
  });

  it('sees and moves nobody of another workspace', async () => {
    const theirs = await stage.open('Others');
    const other = await seedBuyer(stage.test, { sandbox: stage.sandbox, access: theirs });
    await stage.reprice(ada, 1_500);
    await ask();
    const found = await stage.database.inWorkspace(other.workspaceId, (tx) => priceMoveRepository.listWaiting(tx, 10));
    expect(found).toEqual([]);
    const foreign = await stage.database.inWorkspace(other.workspaceId, (tx) => priceMoveRepository.progress(tx, ada.tierId));
    expect(foreign).toMatchObject({ onOlderPrices: 0, counts: { waiting: 0 } });
  });
});
