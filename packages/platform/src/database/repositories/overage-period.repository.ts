import type { OveragePeriod } from '../entities/overage-period.entity';
import type { WorkspaceTransaction } from '../transaction';

/** The end of the hour in which something was, as the ledger keeps hours. */
const endOfHour = (moment: string): string =>
  `date_trunc('hour', (${moment}) + interval '1 hour' - interval '1 microsecond', 'UTC')`;

/** When the subscription that pays for month `o` of place `p` ended, as far as is known; null while it runs. */
const ENDED = `CASE WHEN p.stripe_subscription_id <> o.stripe_subscription_id THEN p.stripe_created_at
                    WHEN p.status IN ('canceled', 'incomplete_expired') THEN p.ends_at END`;

/** Months over which overage is counted: each hour of a tier's use in one of them. */
export const overagePeriodRepository = {
  /**
   * Remembers a month of a place. What is included may grow in it; when the creator lowers it, that holds from the next month on. A month that ran into this one
   * ends where it begins: of the hour in which both were, what was used by then is nothing that the new allowance has to pay for.
   */
  async note(tx: WorkspaceTransaction, period: Omit<OveragePeriod, 'workspaceId' | 'reported' | 'sequence'>): Promise<void> {
    await tx.manager.query(
      `WITH before AS (
         UPDATE overage_periods SET ends_at = $8
          WHERE workspace_id = $1 AND subscription_id = $4 AND tier_id = $6 AND starts_at <= $8 AND ends_at > $8
                AND (starts_at < $8 OR stripe_subscription_id <> $7)
         RETURNING tier_id),
       shared AS (
         SELECT coalesce(sum(u.cost), 0) AS units FROM usage_hourly u
           JOIN tiers t ON t.workspace_id = u.workspace_id AND t.gpt_id = u.gpt_id AND t.key = u.tier
          WHERE u.workspace_id = $1 AND u.gpt_id = $3 AND u.subscriber_id = $5 AND u.hour = $8 AND t.id IN (SELECT tier_id FROM before))
       INSERT INTO overage_periods AS o (workspace_id, id, gpt_id, subscription_id, subscriber_id, tier_id, stripe_subscription_id, starts_at,
                                         ends_at, billed_from, billed_until, included, event_name, stripe_account_id, stripe_customer_id)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8::timestamptz, $9::timestamptz, $10::timestamptz, $11::timestamptz,
              LEAST($12::bigint + units, 2147483647), $13, $14, $15 FROM shared
       ON CONFLICT (workspace_id, subscription_id, tier_id, starts_at, stripe_subscription_id) DO UPDATE
          SET included = GREATEST(o.included, EXCLUDED.included), ends_at = EXCLUDED.ends_at,
              billed_from = EXCLUDED.billed_from, billed_until = EXCLUDED.billed_until
        WHERE (o.included, o.ends_at, o.billed_from, o.billed_until)
              IS DISTINCT FROM (GREATEST(o.included, EXCLUDED.included), EXCLUDED.ends_at, EXCLUDED.billed_from, EXCLUDED.billed_until)`,
      [
        ...[tx.workspaceId, period.id, period.gptId, period.subscriptionId, period.subscriberId, period.tierId],
        ...[period.stripeSubscriptionId, period.startsAt, period.endsAt, period.billedFrom, period.billedUntil, period.included],
        ...[period.eventName, period.stripeAccountId, period.stripeCustomerId],
      ],
    );
  },

  /** Ends the months of subscriptions that are over at Stripe, or were followed by another one: with the hour in which they were. */
  async closeEnded(tx: WorkspaceTransaction, endingSince: Date): Promise<void> {
    await tx.manager.query(
      `UPDATE overage_periods o
          SET ends_at = GREATEST(o.starts_at, LEAST(o.ends_at, ${endOfHour(ENDED)})), billed_until = LEAST(o.billed_until, ${ENDED})
         FROM subscriptions p
        WHERE o.workspace_id = $1 AND o.ends_at > $2 AND p.workspace_id = o.workspace_id AND p.id = o.subscription_id
          AND ((o.ends_at > o.starts_at AND o.ends_at > ${endOfHour(ENDED)}) OR o.billed_until > ${ENDED})`,
      [tx.workspaceId, endingSince],
    );
  },
};
