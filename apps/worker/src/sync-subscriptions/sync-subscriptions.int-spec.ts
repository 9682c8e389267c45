import { CatalogueSync, newId } from '@gatehouse/platform';
import { seedBuyer, type SeededBuyer } from '@gatehouse/testing';
import { type BillingStage, startBillingStage } from '../../test/billing-stage';
import { SyncSubscriptions } from './sync-subscriptions.job';

const DAY_S = 86_400;

/** Nobody hears the sandbox's events here: what comes about, the round has found. */
describe('the round that compares places and prices with Stripe', () => {
  let stage: BillingStage;
  const warnings: unknown[] = [];
  const logger = { info: () => undefined, warn: (told: unknown) => warnings.push(told), error: () => undefined };
  let job: SyncSubscriptions;

  beforeAll(async () => {
    stage = await startBillingStage();
    job = new SyncSubscriptions(stage.database, stage.places, logger as never);
  });
  afterAll(() => stage.stop());
  beforeEach(() => warnings.splice(0));

  const placeOf = async ({ workspaceId, subscriberId }: SeededBuyer) => {
    const sql =
      'SELECT status, tier_id, stripe_subscription_id FROM subscriptions WHERE workspace_id = $1 AND subscriber_id = $2';
    return (await stage.test.query<Record<string, unknown>>(sql, [workspaceId, subscriberId]))[0];
  };
  const priceOf = async (id: string) => {
    const sql = 'SELECT stripe_account_id, stripe_product_id, stripe_price_id FROM tier_prices WHERE id = $1';
    return (await stage.test.query<Record<string, string | null>>(sql, [id]))[0];
  };

  it('serves who has paid, and no more who has stopped, although no event ever came', async () => {
    const access = await stage.open();
    const buyer = await seedBuyer(stage.test, { sandbox: stage.sandbox, access });
    expect((await placeOf(buyer))?.['stripe_subscription_id']).toBeNull();
    await job.run();
    expect(await placeOf(buyer)).toMatchObject({ status: 'active', tier_id: buyer.tierId });
    await access.client.subscriptions.update(buyer.stripeSubscriptionId, { cancel_at_period_end: true }, access.options);
    await stage.sandbox.advance(access.accountId, 32 * DAY_S);
    await job.run();
    expect(await placeOf(buyer)).toMatchObject({ status: 'canceled' });
  });

  it('ends what stands in our books and is not there any more, and nothing that was bought at another account', async () => {
    const access = await stage.open();
    const [gone, elsewhere] = [
      await seedBuyer(stage.test, { sandbox: stage.sandbox, access }),
      await seedBuyer(stage.test, { sandbox: stage.sandbox, access: await stage.open() }),
    ];
    await job.run();
    // Test data deleted at Stripe, of which it tells nobody.
    await access.client.subscriptions.cancel(gone.stripeSubscriptionId, {}, access.options);
    const lose = 'UPDATE subscriptions SET stripe_subscription_id = $2, stripe_account_id = $3 WHERE id = $1';
    await stage.test.query(lose, [gone.placeId, 'sub_zz_deleted', access.accountId]);
    await stage.test.query(lose, [elsewhere.placeId, 'sub_zz_other', 'acct_before']);
    const other = { client: access.client, options: { stripeAccount: elsewhere.accountId } };
    await other.client.subscriptions.cancel(elsewhere.stripeSubscriptionId, {}, other.options);
    await job.run();
    expect(await placeOf(gone)).toMatchObject({ status: 'canceled', stripe_subscription_id: 'sub_zz_deleted' });
    expect(await placeOf(elsewhere)).toMatchObject({ status: 'active', stripe_subscription_id: 'sub_zz_other' });
  });

  it('brings prices there that wait, on the product of their tier, with what the creator says of taxes, once', async () => {
    const access = await stage.open();
    const buyer = await seedBuyer(stage.test, { sandbox: stage.sandbox, access });
    await stage.test.query(`UPDATE workspaces SET tax_behavior = 'inclusive' WHERE id = $1`, [buyer.workspaceId]);
    const id = await stage.addPrice(buyer, 10_000, { interval: 'year' });
    await job.run();
    const brought = await priceOf(id);
    expect(brought).toMatchObject({ stripe_account_id: access.accountId });
    const there = await access.client.prices.retrieve(brought?.['stripe_price_id'] ?? '', {}, access.options);
    expect(there.tax_behavior).toBe('inclusive');
    expect([there.unit_amount, there.recurring?.interval, there.product]).toEqual([
      10_000,
      'year',
      brought?.['stripe_product_id'],
    ]);
    expect(brought?.['stripe_product_id']).toBe((await priceOf(buyer.priceId))?.['stripe_product_id']);
    await job.run();
    expect((await access.client.prices.list({ limit: 100 }, access.options)).data).toHaveLength(2);
  });

  it("brings the other tiers' prices there when Stripe refuses one, and says which account it was", async () => {
    const access = await stage.open();
    const buyer = await seedBuyer(stage.test, { sandbox: stage.sandbox, access });
    const tierId = newId('tir');
    await stage.test.query(
      `INSERT INTO tiers SELECT (jsonb_populate_record(t, jsonb_build_object('id', $2::text, 'key', 'other', 'is_default', false))).*
         FROM tiers t WHERE id = $1`,
      [buyer.tierId, tierId],
    );
    const waiting = [await stage.addPrice(buyer, 10_000, { interval: 'year' }), await stage.addPrice({ ...buyer, tierId }, 500)];
    const foreign = { currency: 'xxx', unit_amount: 100, product_data: { name: 'x' } };
    const refusal = await access.client.prices.create(foreign, access.options).catch((error: unknown) => error);
    jest.spyOn(CatalogueSync.prototype, 'syncTier').mockRejectedValueOnce(refusal);
    await job.run();
    jest.restoreAllMocks();
    const brought = await Promise.all(waiting.map(async (id) => (await priceOf(id))?.['stripe_account_id']));
    expect(brought.sort()).toEqual([access.accountId, null]);
    expect(warnings).toEqual([expect.objectContaining({ workspace: buyer.workspaceId })]);
    await job.run();
    expect((await Promise.all(waiting.map(priceOf))).map((one) => one?.['stripe_account_id'])).toEqual([
      access.accountId,
      access.accountId,
    ]);
  });

  it('makes a price once where it died between Stripe and our books, and takes what was retired off the shelf', async () => {
    const access = await stage.open();
    const buyer = await seedBuyer(stage.test, { sandbox: stage.sandbox, access });
    const id = await stage.addPrice(buyer, 10_000, { interval: 'year' });
    await job.run();
    const first = (await priceOf(id))?.['stripe_price_id'];
    await stage.test.query(
      'UPDATE tier_prices SET stripe_account_id = NULL, stripe_product_id = NULL, stripe_price_id = NULL WHERE id = $1',
      [id],
    );
    await stage.test.query(`UPDATE tier_prices SET retired_at = now() WHERE id = $1`, [buyer.priceId]);
    await job.run();
    expect((await priceOf(id))?.['stripe_price_id']).toBe(first);
    const { data } = await access.client.prices.list({ active: true, limit: 100 }, access.options);
    expect(data.map((one) => one.id)).toEqual([first]);
  });

  it('holds up nobody because of one whose account does not answer, and names that one', async () => {
    const [broken, sound] = [await stage.open(), await stage.open()];
    const one = await seedBuyer(stage.test, { sandbox: stage.sandbox, access: broken });
    const other = await seedBuyer(stage.test, { sandbox: stage.sandbox, access: sound });
    await stage.test.query(`UPDATE stripe_connections SET stripe_account_id = 'acct_none' WHERE workspace_id = $1`, [
      one.workspaceId,
    ]);
    await job.run();
    expect(await placeOf(other)).toMatchObject({ status: 'active', tier_id: other.tierId });
    expect((await placeOf(one))?.['stripe_subscription_id']).toBeNull();
    expect(warnings).toEqual([expect.objectContaining({ workspace: one.workspaceId, error: 'account_invalid' })]);
  });
});
