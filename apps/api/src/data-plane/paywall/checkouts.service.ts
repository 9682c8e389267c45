import { type Clock, isPlaceServed, type SubscriptionStatus } from '@gatehouse/core';
import {
  Database,
  faultForLog,
  type Logger,
  OverageCatalogue,
  type PlaceSync,
  STRIPE_METADATA,
  type StripeAccess,
  type StripeAccounts,
  stripeConnectionRepository,
  stripeCustomerRepository,
  subscriptionRepository,
  tierPriceRepository,
  type TierPriceRow,
  termsNote,
  tierRepository,
  type TierRow,
  workspaceRepository,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, LOGGER, PLACE_SYNC, STRIPE } from '../../edge/tokens';
import type { Buyer } from './buyer';
import { StripeCustomers } from './stripe-customers.service';
import { type CheckoutParams, openOnlyCheckout } from './only-checkout';
import { findPlans, isSoldBy, trialOf } from './plan-offers';

/** In the place of this Stripe puts the id of the Checkout that was paid. */
export const CHECKOUT_ID = '{CHECKOUT_SESSION_ID}';

/** What Stripe still collects for; who has one changes it, and does not buy another beside it. */
const RUNNING: ReadonlySet<string> = new Set<SubscriptionStatus>(['active', 'trialing', 'past_due', 'unpaid', 'paused']);

export type Begun =
  | { readonly kind: 'checkout'; readonly url: string }
  /** There is a subscription already: it can be changed. */
  | { readonly kind: 'has_plan' }
  /** The price was retired, is another GPT's, or nothing is sold any more. */
  | { readonly kind: 'not_sold' }
  /** Stripe does not answer, or refuses. */
  | { readonly kind: 'unavailable' };

/** What Stripe itself says of a Checkout from which somebody comes back. */
export type Confirmed = 'served' | 'pending' | 'not_paid' | 'foreign';

interface Sale {
  readonly price: TierPriceRow;
  readonly tierId: string;
  readonly trialDays: number | null;
  readonly allowsPromotionCodes: boolean;
  readonly automaticTax: boolean;
  readonly isRunning: boolean;
  /** What units beyond the quota cost; null where they are refused. */
  readonly overage: SoldOverage | null;
}

interface SoldOverage {
  readonly unitAmount: string;
  readonly since: Date;
  readonly tierName: string;
}

/** Takes a person to Stripe Checkout, and asks Stripe what became of it. What an address in a browser says proves nothing. */
@Injectable()
export class Checkouts {
  constructor(
    private readonly database: Database,
    private readonly customers: StripeCustomers,
    private readonly overages: OverageCatalogue,
    @Inject(STRIPE) private readonly accounts: StripeAccounts | null,
    @Inject(PLACE_SYNC) private readonly sync: PlaceSync | null,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @param urls whole ones, `done` with `CHECKOUT_ID` in it: Stripe sends the person there */
  async begin(buyer: Buyer, priceId: string, urls: { readonly done: string; readonly back: string }): Promise<Begun> {
    try {
      const access = (await this.sync?.accessOf(buyer.tenant.id)) ?? null;
      const sale = access === null ? null : await this.findSale(buyer, priceId, access.accountId);
      if (access === null || sale === null) return { kind: 'not_sold' };
      if (sale.isRunning) return { kind: 'has_plan' };
      return await this.customers.with(access, buyer, async (customer) => {
        const url = await this.open(access, buyer, sale, customer, urls);
        if (url !== null) return { kind: 'checkout', url };
        await this.boughtMeanwhile(access, buyer, customer);
        return { kind: 'has_plan' };
      });
    } catch (error) {
      this.tell(buyer, error);
      return { kind: 'unavailable' };
    }
  }

  /** @throws nothing: as long as Stripe does not answer it is pending. */
  async confirm({ tenant, subscriber, gptId }: Buyer, checkoutId: string): Promise<Confirmed> {
    const { sync } = this;
    if (sync === null || !/^cs_\w{1,200}$/.test(checkoutId)) return 'foreign';
    try {
      const access = await sync.accessOf(tenant.id);
      if (access === null) return 'foreign';
      const customer = await this.database.inWorkspace(tenant.id, (tx) =>
        stripeCustomerRepository.find(tx, access.accountId, subscriber.id),
      );
      const session = await access.client.checkout.sessions.retrieve(checkoutId, {}, access.options);
      const isTheirs = customer !== null && idOf(session.customer) === customer;
      if (!isTheirs || session.metadata?.[STRIPE_METADATA.gpt] !== gptId) return 'foreign';
      if (session.status !== 'complete') return 'not_paid';
      const subscription = idOf(session.subscription);
      if (subscription !== null) await sync.syncSubscription(tenant.id, subscription);
    } catch (error) {
      if (isMissing(error)) return 'foreign';
      this.tell({ tenant, gptId }, error);
      return 'pending';
    }
    const place = await this.database.inWorkspace(tenant.id, (tx) => subscriptionRepository.find(tx, subscriber.id, gptId));
    return place !== null && isPlaceServed(place, this.clock.now()) ? 'served' : 'pending';
  }

  private findSale({ tenant, subscriber, gptId }: Buyer, priceId: string, accountId: string): Promise<Sale | null> {
    return this.database.inWorkspace(tenant.id, async (tx) => {
      const price = await tierPriceRepository.find(tx, priceId);
      if (price === null || price.gptId !== gptId || !isSoldBy(price, accountId)) return null;
      const tier = await tierRepository.find(tx, gptId, price.tierId);
      const workspace = await workspaceRepository.find(tx, tenant.id);
      const connection = await stripeConnectionRepository.find(tx);
      if (tier === null || tier.archivedAt !== null || workspace === null || connection === null) return null;
      const place = await subscriptionRepository.find(tx, subscriber.id, gptId);
      const { allowsPromotionCodes, automaticTax } = workspace;
      const isRunning =
        place !== null && place.stripeSubscriptionId !== null && place.stripeAccountId === accountId && RUNNING.has(place.status);
      const { offers } = await findPlans(tx, gptId, subscriber.id, this.clock.now());
      if (!offers.some(({ prices }) => prices.some(({ id }) => id === price.id))) return null;
      const overage = overageOf(tier);
      return { price, overage, tierId: tier.id, trialDays: trialOf(tier, place), allowsPromotionCodes, automaticTax, isRunning };
    });
  }

  /** Somebody may have paid in another tab a second ago, and its event be under way: nobody pays twice for one place. */
  private async boughtMeanwhile({ client, options }: StripeAccess, buyer: Buyer, customer: string): Promise<boolean> {
    const { data } = await client.subscriptions.list({ customer, limit: 100 }, options);
    const running = data.filter(({ metadata, status }) => metadata[STRIPE_METADATA.gpt] === buyer.gptId && RUNNING.has(status));
    for (const { id } of running) await this.sync?.syncSubscription(buyer.tenant.id, id);
    return running.length > 0;
  }

  private async open(
    access: StripeAccess,
    buyer: Buyer,
    sale: Sale,
    customer: string,
    urls: { readonly done: string; readonly back: string },
  ): Promise<string | null> {
    const { tenant, subscriber, gptId, language } = buyer;
    const { price, tierId, trialDays, automaticTax, overage } = sale;
    const metered = overage === null ? null : await this.bringOverage(access, tenant.id, price, overage);
    const metadata = {
      [STRIPE_METADATA.workspace]: tenant.id,
      [STRIPE_METADATA.gpt]: gptId,
      [STRIPE_METADATA.subscriber]: subscriber.id,
      [STRIPE_METADATA.tier]: tierId,
      [STRIPE_METADATA.price]: price.id,
      // With the metered price beside it on Stripe's page they have seen what they agree to.
      ...(overage === null ? {} : { [STRIPE_METADATA.terms]: termsNote(tierId, overage.since) }),
    };
    // A fee is taken on behalf of the platform, which a key of the creator's own does not know.
    const feePercent = access.options.stripeAccount === undefined ? 0 : (this.accounts?.config.applicationFeePercent ?? 0);
    const wanted: CheckoutParams = {
      mode: 'subscription',
      customer,
      client_reference_id: subscriber.id,
      line_items: [{ price: price.stripePriceId ?? '', quantity: 1 }, ...(metered === null ? [] : [{ price: metered }])],
      // Stripe's pages speak all of ours but Hindi, which they leave to the browser.
      locale: language === 'hi' ? 'auto' : language,
      success_url: urls.done,
      cancel_url: urls.back,
      ...(sale.allowsPromotionCodes ? { allow_promotion_codes: true } : {}),
      ...(automaticTax ? { automatic_tax: { enabled: true }, customer_update: { address: 'auto' } } : {}),
      metadata,
      subscription_data: {
        metadata,
        ...(trialDays === null ? {} : { trial_period_days: trialDays }),
        ...(feePercent > 0 ? { application_fee_percent: feePercent } : {}),
      },
    };
    return openOnlyCheckout(access, customer, gptId, wanted, () => this.boughtMeanwhile(access, buyer, customer));
  }

  /** The metered price at Stripe. It goes into the subscription with the purchase, so that it is seen before it is paid (ADR 0031). */
  private async bringOverage(
    access: StripeAccess,
    workspaceId: string,
    { gptId, tierId, currency, interval, stripeProductId }: TierPriceRow,
    { unitAmount, tierName }: SoldOverage,
  ): Promise<string> {
    const wanted = { gptId, tierId, tierName, currency, interval, unitAmount, stripeProductId: stripeProductId ?? '' };
    return (await this.overages.priceFor(workspaceId, access, wanted)).stripePriceId;
  }

  private tell({ tenant, gptId }: Pick<Buyer, 'tenant' | 'gptId'>, error: unknown): void {
    this.logger.error({ workspace: tenant.id, gpt: gptId, error: faultForLog(error) }, 'stripe could not be asked');
  }
}

const idOf = (value: string | { readonly id: string } | null): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null);
const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'statusCode' in error && (error.statusCode === 404 || error.statusCode === 403);

function overageOf({ name, quotaPerMonth, overageUnitAmount, overageSince }: TierRow): SoldOverage | null {
  if (quotaPerMonth === null || overageUnitAmount === null || overageSince === null) return null;
  return { unitAmount: overageUnitAmount, since: overageSince, tierName: name };
}
