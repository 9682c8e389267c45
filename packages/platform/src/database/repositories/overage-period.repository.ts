import type { OveragePeriod } from '../entities/overage-period.entity';
import type { WorkspaceTransaction } from '../transaction';

/** The end of the hour in which something was, as the ledger keeps hours. */
const endOfHour = (moment: string): string =>
  `date_trunc('hour', (${moment}) + interval '1 hour' - interval '1 microsecond', 'UTC')`;
const since = (moment: string): string => `tstzmultirange(tstzrange(${moment}, NULL))`;
const until = (moment: string): string => `tstzmultirange(tstzrange(NULL, ${moment}))`;

/**
 * Since when another subscription has place `p`, instead of the one of month `o`. A later one: from its beginning, unless it is known already and has come back. An
 * earlier one, which is what was left when the later one ended: from now on.
 */
const followedAt = (now: string): string => `CASE
    WHEN p.stripe_created_at > o.billed_from AND NOT EXISTS (
      SELECT 1 FROM overage_periods k
       WHERE k.workspace_id = p.workspace_id AND k.subscription_id = p.id AND k.stripe_subscription_id = p.stripe_subscription_id)
    THEN p.stripe_created_at ELSE ${now}::timestamptz END`;

/** When the subscription that pays for month `o` of place `p` ended or was followed, as far as is known; null while it has the place. */
const endedAt = (now: string): string => `CASE WHEN p.stripe_subscription_id <> o.stripe_subscription_id THEN ${followedAt(now)}
                                               WHEN p.status IN ('canceled', 'incomplete_expired') THEN p.ends_at END`;

/** What the subscriber of a month has used of its tier in the hours which `hours` is true of. */
const usedIn = (hours: string): string => `(
    SELECT coalesce(sum(u.cost), 0) FROM usage_hourly u JOIN tiers t ON t.workspace_id = u.workspace_id AND t.gpt_id = u.gpt_id AND t.key = u.tier
     WHERE u.workspace_id = $1 AND u.gpt_id = $3 AND u.subscriber_id = $5 AND t.id = $6 AND ${hours})`;

/**
 * Which hours a month takes from the others of its place and tier, and what was used before within the hour in which it does. One that begins, or has none, takes all of its own but those in
 * which another subscription had the place; one that had lost the place takes what is left of it from the hour that runs. Whichever loses an hour that is not over goes on counting
 * what was used of it by then: so much less is set aside.
 */
const TAKE = `
  mine AS (
    SELECT CASE WHEN isempty(hours) THEN starts_at WHEN upper(hours) = ends_at THEN ends_at ELSE GREATEST($8::timestamptz, date_trunc('hour', $16::timestamptz, 'UTC')) END AS "from",
           upper(hours) <> ends_at AS was_lost
      FROM overage_periods
     WHERE workspace_id = $1 AND subscription_id = $4 AND tier_id = $6 AND starts_at = $8::timestamptz AND stripe_subscription_id = $7),
  others AS (
    SELECT o.id, o.hours, CASE WHEN o.stripe_subscription_id = $7 THEN $8::timestamptz
                               ELSE GREATEST($8::timestamptz, date_trunc('hour', ${followedAt('$16')}, 'UTC')) END AS cut
      FROM overage_periods o JOIN subscriptions p ON p.workspace_id = o.workspace_id AND p.id = o.subscription_id
     WHERE o.workspace_id = $1 AND o.subscription_id = $4 AND o.tier_id = $6
       AND (o.stripe_subscription_id <> $7 OR o.starts_at < $8::timestamptz)),
  lost AS (
    UPDATE overage_periods o SET hours = o.hours * ${until('x.cut')},
           aside = o.aside - CASE WHEN x.hours @> x.cut THEN ${usedIn('u.hour = x.cut')} ELSE 0 END
      FROM others x
     WHERE o.workspace_id = $1 AND o.id = x.id AND o.hours && ${since('x.cut')}
    RETURNING x.cut AS hour, x.hours @> x.cut AS is_shared),
  taken AS (
    SELECT tstzmultirange(tstzrange(LEAST(m."from", $9::timestamptz), $9::timestamptz)) - coalesce(k.hours, '{}') AS hours
      FROM (SELECT coalesce((SELECT "from" FROM mine), $8::timestamptz) AS "from") m,
           (SELECT range_agg(hours * ${until('cut')}) AS hours FROM others) k),
  before AS (
    SELECT ${usedIn(`u.hour >= $8::timestamptz AND u.hour < $9::timestamptz AND u.hour <@ taken.hours
       AND u.hour IN (SELECT hour FROM lost WHERE is_shared UNION SELECT "from" FROM mine WHERE was_lost)`)} AS units FROM taken)`;

const HOURS_AFTER = `(o.hours + EXCLUDED.hours) * ${until('EXCLUDED.ends_at')}`;

/** Months over which overage is counted: each hour of a tier's use in one of them. */
export const overagePeriodRepository = {
  /**
   * Remembers a month of the subscription that has a place. What is included may grow in it; when the creator lowers it, that holds from the next month on. What was
   * used by then within the hour in which it gets the place is nothing that its allowance has to pay for.
   */
  async note(
    tx: WorkspaceTransaction,
    period: Omit<OveragePeriod, 'workspaceId' | 'hours' | 'aside' | 'reported' | 'sequence'>,
    now: Date,
  ): Promise<void> {
    await tx.manager.query(
      `WITH ${TAKE}
       INSERT INTO overage_periods AS o (workspace_id, id, gpt_id, subscription_id, subscriber_id, tier_id, stripe_subscription_id, starts_at,
                                         ends_at, billed_from, billed_until, included, event_name, stripe_account_id, stripe_customer_id, hours, aside)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8::timestamptz, $9::timestamptz, $10::timestamptz, $11::timestamptz, $12::integer, $13, $14, $15,
              taken.hours, before.units FROM taken, before
       ON CONFLICT (workspace_id, subscription_id, tier_id, starts_at, stripe_subscription_id) DO UPDATE
          SET included = GREATEST(o.included, EXCLUDED.included), ends_at = EXCLUDED.ends_at, hours = ${HOURS_AFTER}, aside = o.aside + EXCLUDED.aside,
              billed_from = EXCLUDED.billed_from, billed_until = EXCLUDED.billed_until
        WHERE (o.included, o.ends_at, o.hours, o.billed_from, o.billed_until) IS DISTINCT FROM
              (GREATEST(o.included, EXCLUDED.included), EXCLUDED.ends_at, ${HOURS_AFTER}, EXCLUDED.billed_from, EXCLUDED.billed_until)`,
      [
        ...[tx.workspaceId, period.id, period.gptId, period.subscriptionId, period.subscriberId, period.tierId],
        ...[period.stripeSubscriptionId, period.startsAt, period.endsAt, period.billedFrom, period.billedUntil, period.included],
        ...[period.eventName, period.stripeAccountId, period.stripeCustomerId, now],
      ],
    );
  },

  /** Closes the months of subscriptions that are over at Stripe, or that another one followed: with the hour in which they were. */
  async closeEnded(tx: WorkspaceTransaction, endingSince: Date, now: Date): Promise<void> {
    await tx.manager.query(
      `UPDATE overage_periods o SET hours = o.hours * ${until(endOfHour('e.at'))}, billed_until = LEAST(o.billed_until, e.at)
         FROM (SELECT o.id, ${endedAt('$3')} AS at
                 FROM overage_periods o JOIN subscriptions p ON p.workspace_id = o.workspace_id AND p.id = o.subscription_id
                WHERE o.workspace_id = $1 AND o.ends_at > $2) e
        WHERE o.workspace_id = $1 AND o.id = e.id AND (o.hours && ${since(endOfHour('e.at'))} OR o.billed_until > e.at) AND e.at IS NOT NULL`,
      [tx.workspaceId, endingSince, now],
    );
  },
};
