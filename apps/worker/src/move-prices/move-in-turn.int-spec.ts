import { newId, priceMoveRepository, priceTurnRepository, type StripeAccess } from '@gatehouse/platform';
import { seedBuyer, type SeededBuyer } from '@gatehouse/testing';
import { type BillingStage, startBillingStage } from '../../test/billing-stage';
import { PriceMover } from './price-mover';

/** Who is moved to a new price changes their plan at that very moment. */
describe('a move to a new price, between what its owner does', () => {
  let stage: BillingStage;
  let access: StripeAccess;
  let ada: SeededBuyer;

  beforeAll(async () => {
    stage = await startBillingStage();
  });
  afterAll(() => stage.stop());

  beforeEach(async () => {
    access = await stage.open();
    ada = await seedBuyer(stage.test, { sandbox: stage.sandbox, access, amount: 1_000 });
    await stage.places.syncSubscription(ada.workspaceId, ada.stripeSubscriptionId);
    await stage.test.query('UPDATE tier_prices SET retired_at = now() WHERE workspace_id = $1', [ada.workspaceId]);
    await stage.test.query(
      `INSERT INTO tier_prices (workspace_id, id, gpt_id, tier_id, amount, currency, "interval", created_at)
       VALUES ($1, $2, $3, $4, 1100, 'eur', 'month', now())`,
      [ada.workspaceId, newId('prc'), ada.gptId, ada.tierId],
    );
    await stage.database.inWorkspace(ada.workspaceId, (tx) => priceMoveRepository.askForAll(tx, ada.tierId, stage.clock.now()));
  });
  afterEach(() => jest.restoreAllMocks());

  const run = () => new PriceMover(stage.database, stage.places, stage.clock).run(ada.workspaceId, access);
  const counts = async () =>
    (await stage.database.inWorkspace(ada.workspaceId, (tx) => priceMoveRepository.progress(tx, ada.tierId))).counts;
  const subscription = () => access.client.subscriptions.retrieve(ada.stripeSubscriptionId, {}, access.options);

  /** As the owner's own change does it: reads in its turn, and goes on only while they pay what they were shown. */
  async function upgrade(): Promise<'upgraded' | 'stale'> {
    return stage.database.inWorkspace(ada.workspaceId, async (tx) => {
      expect(await priceTurnRepository.takeForOwner(tx, ada.stripeSubscriptionId)).toBe(true);
      const [item] = (await subscription()).items.data;
      if (item?.price.unit_amount !== 1_000 || typeof item.price.product !== 'string') return 'stale';
      const { id: price } = await access.client.prices.create(
        { product: item.price.product, unit_amount: 5_000, currency: 'eur', recurring: { interval: 'month' } },
        access.options,
      );
      const change = { items: [{ id: item.id, price }], proration_behavior: 'always_invoice' as const };
      await access.client.subscriptions.update(ada.stripeSubscriptionId, change, access.options);
      return 'upgraded';
    });
  }

  /** Until it has ended, or Postgres has it wait for a turn. */
  async function goneAsFarAsItCan(work: Promise<unknown>): Promise<void> {
    let hasEnded = false;
    void work.finally(() => (hasEnded = true)).catch(() => undefined);
    const waiting = `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
      WHERE d.datname = current_database() AND l.locktype = 'advisory' AND NOT l.granted`;
    while (!hasEnded && (await stage.test.query(waiting)).length === 0);
  }

  it('never undoes an upgrade that begins after it read: the upgrade waits, sees the new price, and charges nothing', async () => {
    const prototype = Object.getPrototypeOf(access.client.subscriptions) as { retrieve: (...args: unknown[]) => unknown };
    const { retrieve } = prototype;
    const began: Promise<'upgraded' | 'stale'>[] = [];
    jest.spyOn(prototype, 'retrieve').mockImplementationOnce(async function (this: unknown, ...args) {
      const read = await (retrieve.apply(this, args) as Promise<unknown>);
      const upgraded = upgrade();
      began.push(upgraded);
      await goneAsFarAsItCan(upgraded);
      return read;
    });
    expect(await run()).toBe(1);
    expect(await Promise.all(began)).toEqual(['stale']);
    expect((await subscription()).items.data[0]?.price.unit_amount).toBe(1_100);
    const { data } = await access.client.invoices.list({ customer: ada.customerId }, access.options);
    expect(data.map(({ total }) => total)).toEqual([1_000]);
    expect(await counts()).toMatchObject({ moved: 1 });
  });

  it('leaves who is changing their plan to the next run, and who has changed it for good', async () => {
    await stage.database.inWorkspace(ada.workspaceId, async (tx) => {
      expect(await priceTurnRepository.takeForOwner(tx, ada.stripeSubscriptionId)).toBe(true);
      expect(await run()).toBe(0);
    });
    expect(await counts()).toMatchObject({ waiting: 1, moved: 0 });
    expect(await upgrade()).toBe('upgraded');
    expect(await run()).toBe(1);
    expect(await counts()).toMatchObject({ waiting: 0, left: 1 });
    expect((await subscription()).items.data[0]?.price.unit_amount).toBe(5_000);
  });
});
