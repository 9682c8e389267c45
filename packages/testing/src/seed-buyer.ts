import { newId, type StripeAccess, STRIPE_METADATA, termsNote } from '@gatehouse/platform';
import type { SandboxStripe } from './sandbox-stripe';
import { seedCaller, type SeededCaller } from './seed-caller';
import type { TestDatabase } from './test-database';

/** Somebody who has bought a tier, at Stripe and in our tables. */
export interface SeededBuyer extends SeededCaller {
  readonly placeId: string;
  readonly priceId: string;
  /** The same price at Stripe. */
  readonly stripePriceId: string;
  readonly accountId: string;
  readonly customerId: string;
  readonly stripeSubscriptionId: string;
}

interface Bought {
  readonly sandbox: SandboxStripe;
  readonly access: StripeAccess;
  readonly amount?: number;
  readonly currency?: string;
  readonly interval?: 'month' | 'year';
  readonly quotaPerMonth?: number;
  /** Joins the workspace and the GPT of somebody who is paid through the same account. */
  readonly beside?: SeededCaller;
  /** Buys the very tier, at the very price, that this one bought. */
  readonly same?: SeededBuyer;
}

/** Sells a tier called `pro` to a new subscriber of a new workspace, as the service does. What Stripe says of it is not read yet. */
export async function seedBuyer(database: TestDatabase, bought: Bought): Promise<SeededBuyer> {
  const { access, sandbox } = bought;
  const beside = bought.same ?? bought.beside;
  const { client, options, accountId } = access;
  const caller = await seedCaller(database, beside === undefined ? {} : { beside });
  const { workspaceId, gptId, subscriberId } = caller;
  if (beside === undefined) {
    await database.query(
      `INSERT INTO stripe_connections (workspace_id, id, kind, stripe_account_id, livemode, connected_at) VALUES ($1, $2, 'connect', $3, false, now())`,
      [workspaceId, newId('stc'), accountId],
    );
    await database.query('INSERT INTO stripe_account_directory (stripe_account_id, holder_id) VALUES ($1, $2)', [
      accountId,
      workspaceId,
    ]);
  }
  const { tierId, priceId, stripePriceId } = bought.same ?? (await sellTier(database, caller, bought));
  const customer = await client.customers.create({ email: caller.email }, options);
  await database.query('INSERT INTO stripe_customers VALUES ($1, $2, $3, $4, now())', [
    ...[workspaceId, accountId, subscriberId, customer.id],
  ]);
  const checkout = await client.checkout.sessions.create(
    {
      mode: 'subscription',
      customer: customer.id,
      line_items: [{ price: stripePriceId, quantity: 1 }],
      success_url: 'http://gatehouse.test/done',
      subscription_data: {
        metadata: {
          [STRIPE_METADATA.workspace]: workspaceId,
          [STRIPE_METADATA.gpt]: gptId,
          [STRIPE_METADATA.tier]: tierId,
          [STRIPE_METADATA.subscriber]: subscriberId,
          [STRIPE_METADATA.terms]: termsNote(tierId, new Date()),
        },
      },
    },
    options,
  );
  await sandbox.pay(checkout.id);
  const { subscription } = await client.checkout.sessions.retrieve(checkout.id, {}, options);
  const [place] = await database.query<{ id: string }>(
    'SELECT id FROM subscriptions WHERE workspace_id = $1 AND subscriber_id = $2',
    [...[workspaceId, subscriberId]],
  );
  const stripeSubscriptionId = typeof subscription === 'string' ? subscription : (subscription?.id ?? '');
  const made = { placeId: place?.id ?? '', priceId, stripePriceId, accountId, customerId: customer.id, stripeSubscriptionId };
  return { ...caller, tierId, ...made };
}

async function sellTier(
  database: TestDatabase,
  { workspaceId, gptId }: SeededCaller,
  { access, amount = 1_000, currency = 'eur', interval = 'month', quotaPerMonth }: Bought,
): Promise<Pick<SeededBuyer, 'tierId' | 'priceId' | 'stripePriceId'>> {
  const { client, options, accountId } = access;
  const [tierId, priceId] = [newId('tir'), newId('prc')];
  const product = await client.products.create({ name: 'Pro' }, options);
  const price = await client.prices.create(
    { product: product.id, unit_amount: amount, currency, recurring: { interval } },
    options,
  );
  await database.query(
    `INSERT INTO tiers (workspace_id, id, gpt_id, key, name, quota_per_month, price_amount, price_currency, price_interval)
     VALUES ($1, $2, $3, $4, 'Pro', $5, $6, $7, $8)`,
    [workspaceId, tierId, gptId, `pro-${tierId.slice(-6)}`, quotaPerMonth ?? null, amount, currency, interval],
  );
  await database.query(
    `INSERT INTO tier_prices (workspace_id, id, gpt_id, tier_id, amount, currency, "interval", stripe_account_id, stripe_product_id, stripe_price_id, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now())`,
    [workspaceId, priceId, gptId, tierId, amount, currency, interval, accountId, product.id, price.id],
  );
  return { tierId, priceId, stripePriceId: price.id };
}
