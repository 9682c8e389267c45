import type { FormerTerms, LimitOverrides, PaidStatus, PriceInterval, QuotaMonths, SubscriptionStatus } from '@gatehouse/core';
import { ACCOUNT_KEY } from '../account-key';
import { Subscription } from '../entities/subscription.entity';
import type { WorkspaceTransaction } from '../transaction';
import { CHARGED, IS_REACHABLE, placeInEffect, STANDING, type Standing } from './place-in-effect.sql';
import { recordPlaceChange } from './subscription-change.repository';

export interface SubscriptionWithTier {
  readonly id: string;
  readonly gptId: string;
  readonly gptName: string;
  readonly tierId: string;
  readonly tierKey: string;
  readonly tierName: string;
  /** Of the tier whose limits hold: of who is not served, those of the default tier; nothing where that one is for sale too. */
  readonly quotaPerMonth: number | null;
  readonly quotaMonths: QuotaMonths;
  readonly status: SubscriptionStatus;
  readonly createdAt: Date;
  readonly monthsFrom: Date;
  readonly overrides: LimitOverrides;
  /** Whether they have the tier; else they stand on the GPT's default one. */
  readonly isServed: boolean;
  readonly standing: Standing;
  readonly compTierId: string | null;
  readonly compTierName: string | null;
  /** Until when the comp holds, or held; null for good. */
  readonly compedUntil: Date | null;
  /** What they bought; null where nothing was. */
  readonly stripeSubscriptionId: string | null;
  readonly stripeAccountId: string | null;
  readonly stripeCustomerId: string | null;
  readonly boughtTierName: string;
  readonly boughtStatus: PaidStatus;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly interval: PriceInterval | null;
  readonly periodEndsAt: Date | null;
  readonly trialEndsAt: Date | null;
  readonly pastDueSince: Date | null;
  readonly servedUntil: Date | null;
  readonly endsAt: Date | null;
  readonly nextTierName: string | null;
  /** Whether it was bought through the account that is connected now. */
  readonly isReachable: boolean;
  /** The period that Stripe bills, where what goes beyond the quota is charged. */
  readonly billedFrom: Date | null;
  readonly billedUntil: Date | null;
  /** What the tier was before, where what goes beyond the quota is charged; else null. */
  readonly formerTerms: FormerTerms[] | null;
  readonly overageSince: Date | null;
  readonly termsSeenAt: Date | null;
}

/** A place as somebody comes to it; what Stripe says of it comes later. */
export type NewSubscription = Pick<
  Subscription,
  'id' | 'subscriberId' | 'gptId' | 'tierId' | 'status' | 'servedUntil' | 'createdAt' | 'monthsFrom' | 'overrides'
>;

/** What a place says of what was bought for it. */
export type PlaceChange = Pick<
  Subscription,
  | 'status'
  | 'tierId'
  | 'priceId'
  | 'nextTierId'
  | 'nextPriceId'
  | 'servedUntil'
  | 'stripeAccountId'
  | 'stripeSubscriptionId'
  | 'stripeCreatedAt'
  | 'periodStartsAt'
  | 'periodEndsAt'
  | 'trialEndsAt'
  | 'pastDueSince'
  | 'endsAt'
  | 'termsSeenAt'
> &
  // Left as it is unless it was bought: what is to be taken off is the worker's.
  Partial<Pick<Subscription, 'overagePriceId' | 'overrides'>>;

/**
 * Places that are paid for: through the account that is connected, until Stripe says that it has ended; through one that was connected before, of which
 * nothing is heard, as long as they are served.
 */
const PAYING = `subscriptions p
         LEFT JOIN stripe_connections c ON c.workspace_id = p.workspace_id AND ${ACCOUNT_KEY} = p.stripe_account_id
                                       AND c.disconnected_at IS NULL
        WHERE p.workspace_id = $1 AND p.stripe_subscription_id IS NOT NULL AND p.status NOT IN ('canceled', 'incomplete_expired')
          AND (c.id IS NOT NULL OR p.served_until > $2)`;

/** Subscribers' places on the tiers of GPTs. */
export const subscriptionRepository = {
  find(tx: WorkspaceTransaction, subscriberId: string, gptId: string): Promise<Subscription | null> {
    return tx.manager.findOneBy(Subscription, { workspaceId: tx.workspaceId, subscriberId, gptId });
  },

  /** A subscriber's places, with the tier on which each stands now, GPT by GPT in the order in which they came to them. */
  listOf(tx: WorkspaceTransaction, subscriberId: string, now: Date): Promise<SubscriptionWithTier[]> {
    return tx.manager.query<SubscriptionWithTier[]>(
      `SELECT p.id, p.gpt_id AS "gptId", g.name AS "gptName", e.tier_id AS "tierId", t.key AS "tierKey", t.name AS "tierName",
              CASE WHEN NOT e.served AND h.price_amount IS NOT NULL THEN 0 ELSE h.quota_per_month END AS "quotaPerMonth",
              h.quota_months AS "quotaMonths", e.status, p.created_at AS "createdAt",
              p.months_from AS "monthsFrom", p.overrides, e.served AS "isServed", ${STANDING} AS standing, p.comp_tier_id AS "compTierId",
              ct.name AS "compTierName", p.comped_until AS "compedUntil", p.stripe_subscription_id AS "stripeSubscriptionId",
              p.stripe_account_id AS "stripeAccountId", sc.stripe_customer_id AS "stripeCustomerId", bt.name AS "boughtTierName",
              p.status AS "boughtStatus", c.amount, c.currency, c."interval", p.period_ends_at AS "periodEndsAt",
              p.trial_ends_at AS "trialEndsAt", p.past_due_since AS "pastDueSince", p.served_until AS "servedUntil",
              p.ends_at AS "endsAt", nt.name AS "nextTierName", ${IS_REACHABLE} AS "isReachable",
              CASE WHEN ${CHARGED} THEN t.former_terms END AS "formerTerms", t.overage_since AS "overageSince", p.terms_seen_at AS "termsSeenAt",
              CASE WHEN ${CHARGED} THEN p.period_starts_at END AS "billedFrom", CASE WHEN ${CHARGED} THEN p.period_ends_at END AS "billedUntil"
         FROM subscriptions p ${placeInEffect('$3')}
         JOIN gpts g ON g.workspace_id = p.workspace_id AND g.id = p.gpt_id AND g.deleted_at IS NULL
         JOIN tiers t ON t.workspace_id = p.workspace_id AND t.gpt_id = p.gpt_id AND t.id = e.tier_id
         JOIN tiers h ON h.workspace_id = p.workspace_id AND h.gpt_id = p.gpt_id AND CASE WHEN e.served THEN h.id = e.tier_id ELSE h.is_default END
         JOIN tiers bt ON bt.workspace_id = p.workspace_id AND bt.gpt_id = p.gpt_id AND bt.id = p.tier_id
         LEFT JOIN tiers ct ON ct.workspace_id = p.workspace_id AND ct.gpt_id = p.gpt_id AND ct.id = p.comp_tier_id
         LEFT JOIN tiers nt ON nt.workspace_id = p.workspace_id AND nt.gpt_id = p.gpt_id AND nt.id = p.next_tier_id
         LEFT JOIN tier_prices c ON c.workspace_id = p.workspace_id AND c.id = p.price_id
         LEFT JOIN stripe_customers sc ON sc.workspace_id = p.workspace_id AND sc.subscriber_id = p.subscriber_id
                                      AND sc.stripe_account_id = p.stripe_account_id
        WHERE p.workspace_id = $1 AND p.subscriber_id = $2 ORDER BY p.created_at, p.id`,
      [tx.workspaceId, subscriberId, now],
    );
  },

  /** The same row, which stays as it is until the transaction ends. */
  findForUpdate(tx: WorkspaceTransaction, subscriberId: string, gptId: string): Promise<Subscription | null> {
    return tx.manager.findOne(Subscription, {
      where: { workspaceId: tx.workspaceId, subscriberId, gptId },
      lock: { mode: 'pessimistic_write' },
    });
  },

  async update(
    tx: WorkspaceTransaction,
    id: string,
    change: Partial<PlaceChange & Pick<Subscription, 'overrides' | 'monthsFrom' | 'compTierId' | 'compedUntil'>>,
  ): Promise<void> {
    await tx.manager.update(Subscription, { workspaceId: tx.workspaceId, id }, change);
  },

  /** What the person still pays for at Stripe, as far as it is known here, through whichever account. */
  listRunningAtStripe(tx: WorkspaceTransaction, subscriberId: string): Promise<{ id: string; accountId: string }[]> {
    return tx.manager.query<{ id: string; accountId: string }[]>(
      `SELECT stripe_subscription_id AS id, stripe_account_id AS "accountId" FROM subscriptions
        WHERE workspace_id = $1 AND subscriber_id = $2 AND stripe_subscription_id IS NOT NULL AND stripe_account_id IS NOT NULL
          AND status NOT IN ('canceled', 'incomplete_expired')`,
      [tx.workspaceId, subscriberId],
    );
  },

  /** The place for which a subscription was bought at Stripe, or null. */
  findByStripeId(tx: WorkspaceTransaction, stripeSubscriptionId: string): Promise<Subscription | null> {
    return tx.manager.findOneBy(Subscription, { workspaceId: tx.workspaceId, stripeSubscriptionId });
  },

  /** Writes what a reading at Stripe says. Inside of a fence: it changes what the next call gets. */
  async writePlace(
    tx: WorkspaceTransaction,
    id: string,
    change: Partial<PlaceChange> & { readonly stripeReading: number; readonly syncedAt: Date },
  ): Promise<void> {
    await tx.manager.update(Subscription, { workspaceId: tx.workspaceId, id }, change);
  },

  /**
   * When nothing is heard of an account any more: who has paid is served to the end of what they paid for and the grace, and nobody for ever.
   * The new end lies ahead where the account was heard of until now, so what is remembered of them may be.
   * @returns the GPTs of those whose end was set
   */
  async servePaidPeriodsOnly(tx: WorkspaceTransaction, stripeAccountId: string, graceDays: number): Promise<ReadonlySet<string>> {
    const [rows] = await tx.manager.query<[{ gptId: string }[], number]>(
      `UPDATE subscriptions SET served_until = period_ends_at + make_interval(days => $3)
        WHERE workspace_id = $1 AND stripe_account_id = $2 AND served_until IS NULL AND period_ends_at IS NOT NULL
        RETURNING gpt_id AS "gptId"`,
      [tx.workspaceId, stripeAccountId, graceDays],
    );
    return new Set(rows.map(({ gptId }) => gptId));
  },

  /** How many go on paying for the GPT. */
  async countPaying(tx: WorkspaceTransaction, gptId: string, now: Date): Promise<number> {
    const [row] = await tx.manager.query<{ paying: number }[]>(
      `SELECT count(*)::int AS paying FROM ${PAYING} AND p.gpt_id = $3`,
      [tx.workspaceId, now, gptId],
    );
    return row?.paying ?? 0;
  },

  /** How many pay for the tier, or have agreed to from their next period on. */
  async countPayingFor(tx: WorkspaceTransaction, tierId: string, now: Date): Promise<number> {
    const [row] = await tx.manager.query<{ paying: number }[]>(
      `SELECT count(*)::int AS paying FROM ${PAYING} AND (p.tier_id = $3 OR p.next_tier_id = $3)`,
      [tx.workspaceId, now, tierId],
    );
    return row?.paying ?? 0;
  },

  /** How many will be charged again through the account that is connected, unless something is done. */
  async countRenewing(tx: WorkspaceTransaction, now: Date): Promise<number> {
    const [row] = await tx.manager.query<{ renewing: number }[]>(
      `SELECT count(*)::int AS renewing FROM ${PAYING} AND c.id IS NOT NULL AND p.ends_at IS NULL`,
      [tx.workspaceId, now],
    );
    return row?.renewing ?? 0;
  },

  /**
   * What is paid for at Stripe through the account that is connected, by its id there: what renews first, then that of which nothing was heard for longest.
   * @param limit how many at most; null for all
   */
  async listStanding(tx: WorkspaceTransaction, now: Date, limit: number | null): Promise<string[]> {
    const rows = await tx.manager.query<{ id: string }[]>(
      `SELECT p.stripe_subscription_id AS id FROM ${PAYING} AND c.id IS NOT NULL
        ORDER BY p.ends_at IS NOT NULL, p.synced_at NULLS FIRST, p.id LIMIT $3`,
      [tx.workspaceId, now, limit],
    );
    return rows.map(({ id }) => id);
  },

  /** Whether this place is paid for. */
  async isPaying(tx: WorkspaceTransaction, id: string, now: Date): Promise<boolean> {
    return (await tx.manager.query<unknown[]>(`SELECT 1 FROM ${PAYING} AND p.id = $3`, [tx.workspaceId, now, id])).length > 0;
  },

  /** How many are on a tier. */
  countOn(tx: WorkspaceTransaction, gptId: string, tierId: string): Promise<number> {
    return tx.manager.countBy(Subscription, { workspaceId: tx.workspaceId, gptId, tierId });
  },

  /** Gives the subscriber this place unless they have one on the GPT already, which then stays as it is. */
  async insertUnlessPresent(tx: WorkspaceTransaction, subscription: NewSubscription): Promise<void> {
    const values = { ...subscription, workspaceId: tx.workspaceId };
    const result = await tx.manager
      .createQueryBuilder()
      .insert()
      .into(Subscription)
      .values(values)
      .orIgnore()
      .returning('id')
      .execute();
    if ((result.raw as unknown[]).length === 1) await recordPlaceChange(tx, subscription.id, subscription.createdAt);
  },
};
