import type { FormerTerms, LimitOverrides } from '@gatehouse/core';
import { In } from 'typeorm';
import { OveragePrice } from '../entities/overage-price.entity';
import type { PriceInterval } from '../entities/tier.entity';
import type { WorkspaceTransaction } from '../transaction';

/** A paid place whose metered price at Stripe is not the one that its tier asks for. */
export interface PlaceToCharge {
  readonly id: string;
  readonly subscriberId: string;
  readonly gptId: string;
  readonly tierId: string;
  readonly tierName: string;
  readonly stripeSubscriptionId: string;
  readonly stripeProductId: string;
  readonly currency: string;
  readonly interval: PriceInterval;
  /** Null where nothing is to be charged any more. */
  readonly unitAmount: string | null;
  readonly periodStartsAt: Date;
}

/** A place that is charged for what goes beyond its quota. */
export interface ChargedPlace {
  readonly id: string;
  readonly subscriberId: string;
  readonly gptId: string;
  readonly tierId: string;
  /** Null where the creator has lifted it meanwhile. */
  readonly quotaPerMonth: number | null;
  readonly overrides: LimitOverrides;
  readonly formerTerms: FormerTerms[];
  readonly overageSince: Date | null;
  readonly termsSeenAt: Date | null;
  readonly stripeSubscriptionId: string;
  readonly eventName: string;
  readonly stripeAccountId: string;
  readonly stripeCustomerId: string;
  readonly periodStartsAt: Date;
  readonly periodEndsAt: Date;
}

/**
 * Overage that holds for the place: it had this price when the person was shown what they agreed to, which was that of the tier (`b` is what they bought).
 * Nobody is charged by what they have not seen.
 */
const WANTED = `b.tier_id = p.tier_id AND t.overage_unit_amount IS NOT NULL AND t.quota_per_month IS NOT NULL AND t.overage_since <= p.terms_seen_at`;

/** Which places are charged for overage, and at which price. */
export const overagePlaceRepository = {
  /** Places whose metered price has to be exchanged at Stripe. */
  listToBring(tx: WorkspaceTransaction, stripeAccountId: string, limit: number): Promise<PlaceToCharge[]> {
    return tx.manager.query<PlaceToCharge[]>(
      `SELECT p.id, p.subscriber_id AS "subscriberId", p.gpt_id AS "gptId", p.tier_id AS "tierId", t.name AS "tierName",
              p.stripe_subscription_id AS "stripeSubscriptionId", b.stripe_product_id AS "stripeProductId", b.currency, b."interval",
              CASE WHEN ${WANTED} THEN t.overage_unit_amount END AS "unitAmount", p.period_starts_at AS "periodStartsAt"
         FROM subscriptions p
         JOIN tiers t ON t.workspace_id = p.workspace_id AND t.gpt_id = p.gpt_id AND t.id = p.tier_id
         JOIN tier_prices b ON b.workspace_id = p.workspace_id AND b.id = p.price_id AND b.stripe_product_id IS NOT NULL
         LEFT JOIN overage_prices o ON o.workspace_id = p.workspace_id AND o.id = p.overage_price_id
        WHERE p.workspace_id = $1 AND p.stripe_account_id = $2 AND p.status IN ('active', 'trialing', 'past_due')
          AND p.period_starts_at IS NOT NULL
          AND CASE WHEN ${WANTED}
                   THEN (o.tier_id, o.unit_amount, o.currency, o."interval") IS DISTINCT FROM (t.id, t.overage_unit_amount, b.currency, b."interval")
                   ELSE p.overage_price_id IS NOT NULL
                        AND (t.overage_unit_amount IS NULL OR t.quota_per_month IS NULL OR o.tier_id IS DISTINCT FROM t.id
                             OR b.tier_id <> p.tier_id) END
        ORDER BY p.id LIMIT $3`,
      [tx.workspaceId, stripeAccountId, limit],
    );
  },

  /** The metered price of a tier, as it charges now, that stands on a subscription with these prices and was seen by who bought it. */
  async findBought(
    tx: WorkspaceTransaction,
    bought: { readonly tierId: string; readonly stripePriceIds: readonly string[]; readonly termsSeenAt: Date | null },
  ): Promise<string | null> {
    if (bought.termsSeenAt === null) return null;
    const [row] = await tx.manager.query<{ id: string }[]>(
      `SELECT o.id FROM overage_prices o
         JOIN tiers t ON t.workspace_id = o.workspace_id AND t.gpt_id = o.gpt_id AND t.id = o.tier_id
        WHERE o.workspace_id = $1 AND o.tier_id = $2 AND o.stripe_price_id = ANY ($3)
          AND t.overage_unit_amount = o.unit_amount AND t.quota_per_month IS NOT NULL AND t.overage_since <= $4
        ORDER BY o.id LIMIT 1`,
      [tx.workspaceId, bought.tierId, [...bought.stripePriceIds], bought.termsSeenAt],
    );
    return row?.id ?? null;
  },

  /** A price that was made for the same before. */
  async findPrice(
    tx: WorkspaceTransaction,
    like: Pick<OveragePrice, 'tierId' | 'unitAmount' | 'currency' | 'interval' | 'stripeAccountId'>,
  ): Promise<Pick<OveragePrice, 'id' | 'stripePriceId'> | null> {
    const { tierId, unitAmount, currency, interval, stripeAccountId } = like;
    const [row] = await tx.manager.query<Pick<OveragePrice, 'id' | 'stripePriceId'>[]>(
      `SELECT id, stripe_price_id AS "stripePriceId" FROM overage_prices
        WHERE workspace_id = $1 AND tier_id = $2 AND unit_amount = $3 AND currency = $4 AND "interval" = $5 AND stripe_account_id = $6
        ORDER BY id LIMIT 1`,
      [tx.workspaceId, tierId, unitAmount, currency, interval, stripeAccountId],
    );
    return row ?? null;
  },

  async insertPrice(tx: WorkspaceTransaction, price: Omit<OveragePrice, 'workspaceId'>): Promise<void> {
    await tx.manager.query(
      `INSERT INTO overage_prices (workspace_id, id, gpt_id, tier_id, unit_amount, currency, "interval", event_name, stripe_account_id,
                                   stripe_meter_id, stripe_price_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (workspace_id, stripe_price_id) DO NOTHING`,
      [
        ...[tx.workspaceId, price.id, price.gptId, price.tierId, price.unitAmount, price.currency, price.interval],
        ...[price.eventName, price.stripeAccountId, price.stripeMeterId, price.stripePriceId, price.createdAt],
      ],
    );
  },

  /** Which of these prices at Stripe are ours. */
  listByStripeIds(tx: WorkspaceTransaction, stripePriceIds: readonly string[]): Promise<OveragePrice[]> {
    return tx.manager.findBy(OveragePrice, { workspaceId: tx.workspaceId, stripePriceId: In([...stripePriceIds]) });
  },

  /** Inside of a fence: with it, what goes beyond the quota is admitted; without it, refused. @returns whether the place is still on that tier */
  async setPrice(tx: WorkspaceTransaction, place: { id: string; tierId: string }, priceId: string | null): Promise<boolean> {
    const [, changed] = await tx.manager.query<[unknown, number]>(
      'UPDATE subscriptions SET overage_price_id = $4 WHERE workspace_id = $1 AND id = $2 AND tier_id = $3',
      [tx.workspaceId, place.id, place.tierId, priceId],
    );
    return changed === 1;
  },

  /** Which terms of a tier were seen by those who are charged by it. */
  async termsSeenOn(tx: WorkspaceTransaction, tierId: string): Promise<Date[]> {
    const rows = await tx.manager.query<{ at: Date }[]>(
      `SELECT DISTINCT terms_seen_at AS at FROM subscriptions
        WHERE workspace_id = $1 AND tier_id = $2 AND overage_price_id IS NOT NULL AND terms_seen_at IS NOT NULL`,
      [tx.workspaceId, tierId],
    );
    return rows.map(({ at }) => at);
  },

  /** Places whose months are to be counted: as long as their metered price is there, so that no month outlives a limit that was lifted. */
  listCharged(tx: WorkspaceTransaction, stripeAccountId: string): Promise<ChargedPlace[]> {
    return tx.manager.query<ChargedPlace[]>(
      `SELECT p.id, p.subscriber_id AS "subscriberId", p.gpt_id AS "gptId", p.tier_id AS "tierId", t.quota_per_month AS "quotaPerMonth",
              t.former_terms AS "formerTerms", t.overage_since AS "overageSince", p.terms_seen_at AS "termsSeenAt",
              p.overrides, p.stripe_subscription_id AS "stripeSubscriptionId", o.event_name AS "eventName", o.stripe_account_id AS "stripeAccountId", c.stripe_customer_id AS "stripeCustomerId",
              p.period_starts_at AS "periodStartsAt", p.period_ends_at AS "periodEndsAt"
         FROM subscriptions p
         JOIN tiers t ON t.workspace_id = p.workspace_id AND t.gpt_id = p.gpt_id AND t.id = p.tier_id
         JOIN overage_prices o ON o.workspace_id = p.workspace_id AND o.id = p.overage_price_id AND o.tier_id = t.id
         JOIN stripe_customers c ON c.workspace_id = p.workspace_id AND c.stripe_account_id = o.stripe_account_id AND c.subscriber_id = p.subscriber_id
        WHERE p.workspace_id = $1 AND o.stripe_account_id = $2 AND p.status IN ('active', 'past_due')
          AND p.period_starts_at IS NOT NULL AND p.period_ends_at IS NOT NULL`,
      [tx.workspaceId, stripeAccountId],
    );
  },
};
