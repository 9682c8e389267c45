import type { Database } from '../database/database';
import type { TaxBehavior } from '../database/entities/workspace.entity';
import type { Tier } from '../database/entities/tier.entity';
import type { TierPrice } from '../database/entities/tier-price.entity';
import { tierPriceRepository } from '../database/repositories/tier-price.repository';
import { tierRepository } from '../database/repositories/tier.repository';
import { workspaceRepository } from '../database/repositories/workspace.repository';
import type { PlaceSync } from './place-sync';
import type { StripeAccess } from './stripe-accounts';
import { isStripeAway, isStripeRefusal } from './look-up-account';
import { reopen, takeOver } from './prices-at-account';
import { STRIPE_METADATA } from './stripe-metadata';
import { underKey } from './under-key';

/** Keeps what stands at Stripe in step with the tiers: a product a tier, a price a version. May be repeated. */
export class CatalogueSync {
  constructor(
    private readonly database: Database,
    private readonly places: PlaceSync,
  ) {}

  /**
   * Brings there what has not arrived: Stripe was away, or the account was connected later than the price was made. A tier whose price Stripe refuses, such as one in a currency that
   * the account may not use, holds up no other's. @throws what Stripe said of the first one, once all were tried
   */
  async syncWaiting(workspaceId: string): Promise<void> {
    const access = await this.places.accessOf(workspaceId);
    if (access === null) return;
    const waiting = await this.database.inWorkspace(workspaceId, (tx) => tierPriceRepository.listWaiting(tx, access.accountId));
    const refusals: unknown[] = [];
    for (const { gptId, tierId } of waiting) {
      await this.syncTier(workspaceId, gptId, tierId).catch((error: unknown) => {
        if (isStripeAway(error) || !isStripeRefusal(error)) throw error;
        refusals.push(error);
      });
    }
    if (refusals.length > 0) throw refusals[0];
  }

  /** @returns false when no account is connected. @throws when Stripe does not answer */
  async syncTier(workspaceId: string, gptId: string, tierId: string): Promise<boolean> {
    const access = await this.places.accessOf(workspaceId);
    if (access === null) return false;
    const { accountId } = access;
    await reopen(access, await this.database.inWorkspace(workspaceId, (tx) => tierPriceRepository.listAll(tx, tierId)));
    const target = { accountId, now: this.places.clock.now() };
    // What is for sale decides on the link of a refusal: it is there on the very next call.
    await this.places.fence.around((mark) =>
      this.database.inWorkspace(workspaceId, (tx) => takeOver(tx, mark, { gptId, tierId }, target)),
    );
    const { tier, prices, taxBehavior } = await this.database.inWorkspace(workspaceId, async (tx) => ({
      tier: await tierRepository.find(tx, gptId, tierId),
      prices: await tierPriceRepository.listAll(tx, tierId),
      taxBehavior: (await workspaceRepository.find(tx, workspaceId))?.taxBehavior ?? 'unspecified',
    }));
    if (tier === null || prices.length === 0) return true;
    const here = prices.filter((price) => price.stripeAccountId === access.accountId && price.stripePriceId !== null);
    const known = here.find((price) => price.stripeProductId !== null)?.stripeProductId ?? null;
    const productId = await bringProduct(access, tier, known);
    for (const price of prices.filter((one) => one.retiredAt === null && !here.includes(one))) {
      const stripePriceId = await bringPrice(access, price, { product: productId, tax_behavior: taxBehavior });
      const at = { stripeAccountId: access.accountId, stripeProductId: productId, stripePriceId };
      await this.places.fence.around((mark) =>
        this.database.inWorkspace(workspaceId, async (tx) => {
          await mark.gpt(gptId);
          await tierPriceRepository.setAtStripe(tx, price.id, at);
        }),
      );
    }
    for (const { stripePriceId, retiredAt } of here)
      if (retiredAt !== null && stripePriceId !== null)
        await access.client.prices.update(stripePriceId, { active: false }, access.options);
    return true;
  }
}

/** Under a key that is the same for the same tier: a request that was repeated makes one product. */
async function bringProduct({ client, options, accountId }: StripeAccess, tier: Tier, known: string | null): Promise<string> {
  const { name } = tier;
  if (known !== null) return (await client.products.update(known, { name }, options)).id;
  const metadata = { [STRIPE_METADATA.workspace]: tier.workspaceId, [STRIPE_METADATA.tier]: tier.id };
  // The name is part of the key: Stripe refuses another request under the same one.
  const key = `gatehouse-product-${accountId}-${tier.id}-${Buffer.from(name).toString('base64url').slice(0, 100)}`;
  const made = await underKey(key, (idempotencyKey) =>
    client.products.create({ name, metadata }, { ...options, idempotencyKey }),
  );
  return made.id;
}

async function bringPrice(
  { client, options, accountId }: StripeAccess,
  price: TierPrice,
  at: { product: string; tax_behavior: TaxBehavior },
): Promise<string> {
  const { amount: unit_amount, currency, interval } = price;
  const metadata = { [STRIPE_METADATA.workspace]: price.workspaceId, [STRIPE_METADATA.price]: price.id };
  const wanted = { ...at, unit_amount, currency: currency.toLowerCase(), recurring: { interval }, metadata };
  const key = `gatehouse-price-${accountId}-${price.id}-${at.tax_behavior}`;
  return (await underKey(key, (idempotencyKey) => client.prices.create(wanted, { ...options, idempotencyKey }))).id;
}
