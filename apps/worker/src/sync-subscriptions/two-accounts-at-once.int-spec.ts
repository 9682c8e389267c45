import { newId, STRIPE_METADATA, type StripeAccess } from '@gatehouse/platform';
import { seedBuyer, type SeededBuyer } from '@gatehouse/testing';
import { type BillingStage, startBillingStage } from '../../test/billing-stage';

const DAY = 86_400;

/** A creator who goes to another account of theirs and comes back, while the same person pays at both. */
describe('the place of somebody who pays at an account that is connected again', () => {
  let stage: BillingStage;
  beforeAll(async () => void (stage = await startBillingStage()));
  afterAll(() => stage.stop());

  /** In the place of the one before, whose people are served what they paid for. */
  async function connect({ workspaceId }: SeededBuyer, { accountId }: StripeAccess): Promise<void> {
    await stage.test.query('UPDATE stripe_connections SET disconnected_at = now() WHERE workspace_id = $1', [workspaceId]);
    await stage.test.query('UPDATE subscriptions SET served_until = period_ends_at WHERE workspace_id = $1', [workspaceId]);
    await stage.test.query(
      `INSERT INTO stripe_connections (workspace_id, id, kind, stripe_account_id, livemode, connected_at) VALUES ($1, $2, 'connect', $3, false, now())`,
      [workspaceId, newId('stc'), accountId],
    );
  }
  /** The same tier once more, at another account. @returns the subscription */
  async function buyAgain(ada: SeededBuyer, { client, options }: StripeAccess): Promise<string> {
    const customer = await client.customers.create({ email: ada.email }, options);
    const product = await client.products.create({ name: 'Pro' }, options);
    const recurring = { interval: 'month' as const };
    const price = await client.prices.create({ product: product.id, unit_amount: 1_000, currency: 'eur', recurring }, options);
    const metadata = {
      [STRIPE_METADATA.workspace]: ada.workspaceId,
      [STRIPE_METADATA.gpt]: ada.gptId,
      [STRIPE_METADATA.tier]: ada.tierId,
      [STRIPE_METADATA.subscriber]: ada.subscriberId,
    };
    const checkout = await client.checkout.sessions.create(
      {
        mode: 'subscription',
        customer: customer.id,
        line_items: [{ price: price.id, quantity: 1 }],
        success_url: 'http://gatehouse.test/done',
        subscription_data: { metadata },
      },
      options,
    );
    await stage.sandbox.pay(checkout.id);
    const { subscription } = await client.checkout.sessions.retrieve(checkout.id, {}, options);
    return typeof subscription === 'string' ? subscription : '';
  }
  const place = async ({ workspaceId }: SeededBuyer) =>
    (
      await stage.test.query<Record<string, unknown>>(
        'SELECT status, stripe_subscription_id AS id, stripe_account_id AS account, served_until FROM subscriptions WHERE workspace_id = $1',
        [workspaceId],
      )
    )[0];

  it('is what they pay there, though what they bought later at the other one was live when it was heard of last', async () => {
    const [first, second] = [await stage.open(), await stage.open()];
    const ada = await seedBuyer(stage.test, { sandbox: stage.sandbox, access: first });
    await stage.places.syncAll(ada.workspaceId);
    await connect(ada, second);
    await stage.sandbox.advance(second.accountId, DAY);
    const later = await buyAgain(ada, second);
    await stage.places.syncAll(ada.workspaceId);
    expect(await place(ada)).toMatchObject({ status: 'active', id: later, account: second.accountId, served_until: null });
    await connect(ada, first);
    await stage.sandbox.advance(first.accountId, 62 * DAY);
    stage.clock.advance(62 * DAY);
    await stage.places.syncAll(ada.workspaceId);
    const paid = { status: 'active', id: ada.stripeSubscriptionId, account: first.accountId, served_until: null };
    expect(await place(ada)).toMatchObject(paid);
    await stage.places.syncAll(ada.workspaceId);
    expect(await place(ada)).toMatchObject(paid);
  });

  it('stays what they pay at the other one until the end of that, where nothing is paid here any more', async () => {
    const [first, second] = [await stage.open(), await stage.open()];
    const ada = await seedBuyer(stage.test, { sandbox: stage.sandbox, access: first });
    await stage.places.syncAll(ada.workspaceId);
    await connect(ada, second);
    await stage.sandbox.advance(second.accountId, DAY);
    const later = await buyAgain(ada, second);
    await second.client.subscriptions.cancel(later, {}, second.options);
    await stage.places.syncAll(ada.workspaceId);
    expect(await place(ada)).toMatchObject({ status: 'active', id: ada.stripeSubscriptionId });
  });
});
