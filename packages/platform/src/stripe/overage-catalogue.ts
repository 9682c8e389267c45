import type { Clock } from '@gatehouse/core';
import Stripe from 'stripe';
import type { Database } from '../database/database';
import type { OveragePrice } from '../database/entities/overage-price.entity';
import { overagePlaceRepository, type PlaceToCharge } from '../database/repositories/overage-place.repository';
import { overageReportRepository } from '../database/repositories/overage-report.repository';
import { workspaceRepository } from '../database/repositories/workspace.repository';
import { newId } from '../ids/new-id';
import type { MeterFence } from '../redis/meter-fence';
import type { StripeAccess } from './stripe-accounts';
import { STRIPE_METADATA } from './stripe-metadata';
import { underKey } from './under-key';

type WantedPrice = Pick<PlaceToCharge, 'gptId' | 'tierId' | 'tierName' | 'stripeProductId' | 'currency' | 'interval'> & {
  readonly unitAmount: string;
};

/** Brings metered prices to Stripe, and onto the subscriptions of those who pay for what goes beyond their quota. */
export class OverageCatalogue {
  constructor(
    private readonly database: Database,
    private readonly fence: MeterFence,
    private readonly clock: Clock,
  ) {}

  /**
   * Puts the metered price that its tier asks for on a place's subscription, or takes it off. Only once Stripe has it is anything beyond the quota admitted: what
   * nobody can be billed for is refused.
   * @throws when Stripe does not answer; it may be repeated
   */
  async bring(workspaceId: string, access: StripeAccess, place: PlaceToCharge): Promise<void> {
    const { unitAmount } = place;
    const price = unitAmount === null ? null : await this.priceFor(workspaceId, access, { ...place, unitAmount });
    await this.exchangeItems(workspaceId, access, place, price);
    await this.fence.around((mark) =>
      this.database.inWorkspace(workspaceId, async (tx) => {
        await mark.subscriber(workspaceId, place.subscriberId);
        await overagePlaceRepository.setPrice(tx, place, price?.id ?? null);
      }),
    );
  }

  /** The metered price of a tier at Stripe, which is made when it is asked for the first time. */
  async priceFor(
    workspaceId: string,
    access: StripeAccess,
    wanted: WantedPrice,
  ): Promise<Pick<OveragePrice, 'id' | 'stripePriceId'>> {
    const like = { ...wanted, stripeAccountId: access.accountId };
    const { known, tax_behavior } = await this.database.inWorkspace(workspaceId, async (tx) => ({
      known: await overagePlaceRepository.findPrice(tx, like),
      tax_behavior: (await workspaceRepository.find(tx, workspaceId))?.taxBehavior ?? 'unspecified',
    }));
    if (known !== null) return known;
    const eventName = `gatehouse_overage_${wanted.tierId}`;
    const meter = await meterFor(access, eventName, wanted.tierName);
    const { unitAmount, currency, interval, gptId, tierId } = wanted;
    const key = ['overage', tierId, unitAmount, currency, interval, tax_behavior].join(':');
    const inMeter: Stripe.PriceCreateParams = {
      product: wanted.stripeProductId,
      currency,
      tax_behavior,
      unit_amount_decimal: Stripe.Decimal.from(unitAmount),
      recurring: { interval, usage_type: 'metered', meter },
      metadata: { [STRIPE_METADATA.workspace]: workspaceId, [STRIPE_METADATA.gpt]: gptId, [STRIPE_METADATA.tier]: tierId },
    };
    const made = await underKey(key, (idempotencyKey) =>
      access.client.prices.create(inMeter, { ...access.options, idempotencyKey }),
    );
    const price = { id: newId('ovp'), stripePriceId: made.id };
    const row = { ...price, gptId, tierId, unitAmount, currency, interval, eventName, stripeMeterId: meter };
    await this.database.inWorkspace(workspaceId, (tx) =>
      overagePlaceRepository.insertPrice(tx, { ...row, stripeAccountId: access.accountId, createdAt: this.clock.now() }),
    );
    return (await this.database.inWorkspace(workspaceId, (tx) => overagePlaceRepository.findPrice(tx, like))) ?? price;
  }

  /**
   * A price that is on the subscription and is not wanted any more stays as long as something is to be billed by it: what was reported in this period stands on
   * its invoice. Nothing is reported for it later, so it bills nothing then.
   */
  private async exchangeItems(
    workspaceId: string,
    { client, options }: StripeAccess,
    place: PlaceToCharge,
    price: Pick<OveragePrice, 'stripePriceId'> | null,
  ): Promise<void> {
    const { items } = await client.subscriptions.retrieve(place.stripeSubscriptionId, {}, options);
    const stripeIds = items.data.map((item) => item.price.id);
    const ours = await this.database.inWorkspace(workspaceId, (tx) => overagePlaceRepository.listByStripeIds(tx, stripeIds));
    const changes: Stripe.SubscriptionUpdateParams.Item[] = [];
    for (const item of items.data) {
      const tierId = ours.find(({ stripePriceId }) => stripePriceId === item.price.id)?.tierId;
      if (tierId === undefined || item.price.id === price?.stripePriceId) continue;
      const isOwed = await this.database.inWorkspace(workspaceId, (tx) =>
        overageReportRepository.isReported(tx, place.id, tierId, place.periodStartsAt),
      );
      if (!isOwed || tierId === place.tierId) changes.push({ id: item.id, deleted: true });
    }
    const isThere = items.data.some((item) => item.price.id === price?.stripePriceId);
    if (price !== null && !isThere) changes.push({ price: price.stripePriceId });
    if (changes.length === 0) return;
    await client.subscriptions.update(place.stripeSubscriptionId, { items: changes, proration_behavior: 'none' }, options);
  }
}

/** The account's meter of that name. Two that make it at once: one of them is refused, and finds it. */
async function meterFor({ client, options }: StripeAccess, eventName: string, tierName: string): Promise<string> {
  const find = async (): Promise<string | null> => {
    for await (const meter of client.billing.meters.list({ status: 'active', limit: 100 }, options))
      if (meter.event_name === eventName) return meter.id;
    return null;
  };
  const found = await find();
  if (found !== null) return found;
  try {
    const params = {
      display_name: `${tierName}: beyond the quota`,
      event_name: eventName,
      default_aggregation: { formula: 'sum' },
    };
    return (await client.billing.meters.create(params, options)).id;
  } catch (error) {
    const other = await find();
    if (other === null) throw error;
    return other;
  }
}
