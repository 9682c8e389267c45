import { CatalogueSync } from '@gatehouse/platform';
import { seedBuyer, type SeededBuyer } from '@gatehouse/testing';
import { type BillingStage, startBillingStage } from '../../test/billing-stage';

describe('when a workspace connects another account, or the other mode of the same', () => {
  let stage: BillingStage;
  beforeAll(async () => void (stage = await startBillingStage()));
  afterAll(() => stage.stop());

  /** Another account, or the other mode: what the creator does by disconnecting and connecting. */
  async function connect({ workspaceId }: SeededBuyer, accountId: string, livemode = false): Promise<void> {
    // Whoever runs the service has the platform's key of the other mode by then.
    jest.spyOn(stage.accounts, 'serves').mockReturnValue(true);
    const sql = 'UPDATE stripe_connections SET stripe_account_id = $2, livemode = $3 WHERE workspace_id = $1';
    await stage.test.query(sql, [workspaceId, accountId, livemode]);
    await new CatalogueSync(stage.database, stage.places).syncWaiting(workspaceId);
  }
  /** The one that was bought first. */
  const versions = ({ tierId, priceId }: SeededBuyer) =>
    stage.test.query<{ id: string; account: string; price: string; live: boolean }>(
      `SELECT id, stripe_account_id AS account, stripe_price_id AS price, retired_at IS NULL AS live
         FROM tier_prices WHERE tier_id = $1 ORDER BY id = $2 DESC`,
      [tierId, priceId],
    );
  const placeOf = async ({ placeId }: SeededBuyer) =>
    (
      await stage.test.query<Record<string, unknown>>('SELECT status, price_id, tier_id FROM subscriptions WHERE id = $1', [
        placeId,
      ])
    )[0];

  it('prices of test data are not taken for those of the live mode', async () => {
    const buyer = await seedBuyer(stage.test, { sandbox: stage.sandbox, access: await stage.open() });
    expect(await stage.places.syncSubscription(buyer.workspaceId, buyer.stripeSubscriptionId)).toBe('written');
    await connect(buyer, buyer.accountId, true);
    const [tested, live, ...more] = await versions(buyer);
    expect(more).toEqual([]);
    expect(tested).toEqual({ id: buyer.priceId, account: buyer.accountId, price: buyer.stripePriceId, live: false });
    expect(live).toMatchObject({ account: `${buyer.accountId}:live`, live: true });
    expect([buyer.stripePriceId, null]).not.toContain(live?.price);
    // And who bought in test mode keeps what is known of that, whatever is read in the other.
    expect(await placeOf(buyer)).toMatchObject({ price_id: buyer.priceId });
  });

  it('those who bought at the first account are known again once it is back, and its price is sold again', async () => {
    const [first, second] = [await stage.open(), await stage.open()];
    const buyer = await seedBuyer(stage.test, { sandbox: stage.sandbox, access: first });
    await connect(buyer, second.accountId);
    const [kept, other] = await versions(buyer);
    expect(kept).toMatchObject({ account: first.accountId, price: buyer.stripePriceId, live: false });
    expect(other).toMatchObject({ account: second.accountId, live: true });
    await connect(buyer, first.accountId);
    expect((await versions(buyer)).map(({ id, live }) => [id, live])).toEqual([
      [buyer.priceId, true],
      [other?.id, false],
    ]);
    expect(await stage.places.syncSubscription(buyer.workspaceId, buyer.stripeSubscriptionId)).toBe('written');
    expect(await placeOf(buyer)).toMatchObject({ status: 'active', price_id: buyer.priceId, tier_id: buyer.tierId });
    expect((await first.client.prices.retrieve(buyer.stripePriceId, {}, first.options)).active).toBe(true);
  });
});
