import { reportIdentifier, unitsToReport, billedAt } from '@gatehouse/core';
import { OveragePeriod } from '../entities/overage-period.entity';
import { OverageReport } from '../entities/overage-report.entity';
import type { WorkspaceTransaction } from '../transaction';

/** A report that Stripe has not been told of, as far as is known. */
export type UnsentReport = OverageReport & {
  readonly period: Pick<OveragePeriod, 'eventName' | 'stripeAccountId' | 'stripeCustomerId' | 'billedFrom' | 'billedUntil'>;
};

/** Units of the period's tier, as far as they are in the ledger; it tells tiers apart, by their keys, which never change. Hours twice: partitions are found by the month. */
const USED = `
  SELECT o.id, o.included, o.reported, coalesce(sum(u.cost), 0) - o.aside AS used
    FROM overage_periods o
    JOIN tiers t ON t.workspace_id = o.workspace_id AND t.gpt_id = o.gpt_id AND t.id = o.tier_id
    LEFT JOIN usage_hourly u ON u.workspace_id = o.workspace_id AND u.subscriber_id = o.subscriber_id AND u.gpt_id = o.gpt_id
         AND u.tier = t.key AND u.hour >= o.starts_at AND u.hour < o.ends_at AND u.hour <@ o.hours`;

/** Why a report is not told yet, where it would be on two invoices. */
export const SECOND_SUBSCRIPTION = 'second_subscription';

/** Whom Stripe counts what a meter is told by. */
export type MeteredCustomer = Pick<OveragePeriod, 'eventName' | 'stripeCustomerId'>;

/** Somebody whose reports wait. */
interface HeldCustomer extends MeteredCustomer {
  /** Of all that waits. */
  readonly units: string;
  readonly since: Date;
  /** Of the report that waits longest. */
  readonly identifier: string;
}

/** What goes beyond quotas: counted from the ledger, written down, told to Stripe. Months come from `overagePeriodRepository`. */
export const overageReportRepository = {
  /** Months that ended no earlier than that and in which more was used than is included and written down. */
  async listBeyond(tx: WorkspaceTransaction, endedSince: Date): Promise<string[]> {
    const rows = await tx.manager.query<{ id: string }[]>(
      `${USED} WHERE o.workspace_id = $1 AND o.ends_at >= $2 GROUP BY o.workspace_id, o.id
       HAVING coalesce(sum(u.cost), 0) - o.aside > o.included + o.reported`,
      [tx.workspaceId, endedSince],
    );
    return rows.map(({ id }) => id);
  },

  /**
   * Writes down what of a month is not yet, as one more report. Whoever comes at the same time waits, and finds nothing left.
   * @returns units
   */
  async writeDown(tx: WorkspaceTransaction, periodId: string, now: Date): Promise<number> {
    const where = { workspaceId: tx.workspaceId, id: periodId };
    const period = await tx.manager.findOne(OveragePeriod, { where, lock: { mode: 'pessimistic_write' } });
    if (period === null) return 0;
    const [row] = await tx.manager.query<{ used: string }[]>(
      `${USED} WHERE o.workspace_id = $1 AND o.id = $2 GROUP BY o.workspace_id, o.id`,
      [tx.workspaceId, periodId],
    );
    const units = unitsToReport({ used: Number(row?.used ?? 0), included: period.included, reported: period.reported });
    if (units === 0) return 0;
    const sequence = period.sequence + 1;
    await tx.manager.insert(OverageReport, {
      workspaceId: tx.workspaceId,
      periodId,
      sequence,
      units,
      identifier: reportIdentifier(period, sequence),
      billedAt: billedAt({ startsAt: period.billedFrom, endsAt: period.billedUntil }, now),
      createdAt: now,
    });
    await tx.manager.update(OveragePeriod, where, { reported: period.reported + units, sequence });
    return units;
  },

  /** Reports that are to be told to an account: the oldest first, and what it refused before only after all others, whom it would hold up. */
  async listUnsent(tx: WorkspaceTransaction, stripeAccountId: string, limit: number): Promise<UnsentReport[]> {
    const reports = await tx.manager
      .createQueryBuilder(OverageReport, 'r')
      .innerJoin(OveragePeriod, 'o', 'o.workspaceId = r.workspaceId AND o.id = r.periodId')
      .addSelect('r.refusal IS NOT NULL', 'was_refused')
      .where('r.workspaceId = :workspaceId AND r.sentAt IS NULL', { workspaceId: tx.workspaceId })
      .andWhere('o.stripeAccountId = :stripeAccountId', { stripeAccountId })
      .andWhere('r.refusal IS DISTINCT FROM :held', { held: SECOND_SUBSCRIPTION })
      .orderBy('was_refused', 'ASC')
      .addOrderBy('r.createdAt', 'ASC')
      .addOrderBy('r.identifier', 'ASC')
      .limit(limit)
      .getMany();
    const found: UnsentReport[] = [];
    for (const report of reports) {
      const where = { workspaceId: tx.workspaceId, id: report.periodId, stripeAccountId };
      const period = await tx.manager.findOneBy(OveragePeriod, where);
      if (period !== null) found.push({ ...report, period });
    }
    return found;
  },

  /** Has a report wait for as long as it would be on two invoices; the creator is told, and it is in nobody's way. */
  async hold(tx: WorkspaceTransaction, report: Pick<OverageReport, 'periodId' | 'sequence'>): Promise<void> {
    await overageReportRepository.update(tx, report, { refusal: SECOND_SUBSCRIPTION });
  },

  /** Some of those whose reports wait, each time others where there are more: none of them holds up another. */
  async heldCustomers(tx: WorkspaceTransaction, stripeAccountId: string, limit: number): Promise<HeldCustomer[]> {
    return tx.manager.query(
      `SELECT o.event_name AS "eventName", o.stripe_customer_id AS "stripeCustomerId", sum(r.units)::text AS units,
              min(r.created_at) AS since, (array_agg(r.identifier ORDER BY r.created_at, r.identifier))[1] AS identifier
         FROM overage_reports r JOIN overage_periods o ON o.workspace_id = r.workspace_id AND o.id = r.period_id
        WHERE r.workspace_id = $1 AND r.sent_at IS NULL AND r.refusal = $3 AND o.stripe_account_id = $2
        GROUP BY 1, 2 ORDER BY random() LIMIT $4`,
      [tx.workspaceId, stripeAccountId, SECOND_SUBSCRIPTION, limit],
    );
  },

  /** Has all reports of a customer that waited be told, under the moment at which one subscription was left. */
  async release(tx: WorkspaceTransaction, stripeAccountId: string, of: MeteredCustomer, now: Date): Promise<void> {
    await tx.manager.query(
      `UPDATE overage_reports r SET refusal = NULL, billed_at = $6 FROM overage_periods o
        WHERE r.workspace_id = $1 AND r.sent_at IS NULL AND r.first_attempt_at IS NULL AND r.refusal = $5
          AND o.workspace_id = r.workspace_id AND o.id = r.period_id
          AND o.stripe_account_id = $2 AND o.event_name = $3 AND o.stripe_customer_id = $4`,
      [tx.workspaceId, stripeAccountId, of.eventName, of.stripeCustomerId, SECOND_SUBSCRIPTION, now],
    );
  },

  async update(
    tx: WorkspaceTransaction,
    { periodId, sequence }: Pick<OverageReport, 'periodId' | 'sequence'>,
    change: Partial<Pick<OverageReport, 'firstAttemptAt' | 'sentAt' | 'refusal' | 'billedAt'>>,
  ): Promise<void> {
    await tx.manager.update(OverageReport, { workspaceId: tx.workspaceId, periodId, sequence }, change);
  },

  /** Units that a meter was told of for somebody within a time, as far as is known. */
  async sentUnits(tx: WorkspaceTransaction, eventName: string, customerId: string, from: Date, until: Date): Promise<number> {
    const [row] = await tx.manager.query<{ units: string }[]>(
      `SELECT coalesce(sum(r.units), 0) AS units FROM overage_reports r
         JOIN overage_periods o ON o.workspace_id = r.workspace_id AND o.id = r.period_id
        WHERE r.workspace_id = $1 AND o.event_name = $2 AND o.stripe_customer_id = $3 AND r.sent_at IS NOT NULL
          AND r.billed_at >= $4 AND r.billed_at < $5`,
      [tx.workspaceId, eventName, customerId, from, until],
    );
    return Number(row?.units ?? 0);
  },

  /** What each meter was told of for each person under a moment within a time, as far as it was told before the end of it. */
  listSent(
    tx: WorkspaceTransaction,
    stripeAccountId: string,
    from: Date,
    until: Date,
  ): Promise<{ eventName: string; stripeCustomerId: string; units: number }[]> {
    return tx.manager.query(
      `SELECT o.event_name AS "eventName", o.stripe_customer_id AS "stripeCustomerId", sum(r.units)::float8 AS units FROM overage_reports r
         JOIN overage_periods o ON o.workspace_id = r.workspace_id AND o.id = r.period_id
        WHERE r.workspace_id = $1 AND o.stripe_account_id = $2 AND r.billed_at >= $3 AND r.billed_at < $4 AND r.sent_at < $4
        GROUP BY 1, 2 ORDER BY 1, 2`,
      [tx.workspaceId, stripeAccountId, from, until],
    );
  },

  /** The prices at Stripe by which a meter is billed. */
  async priceIdsOf(tx: WorkspaceTransaction, eventName: string, stripeAccountId: string): Promise<string[]> {
    const rows = await tx.manager.query<{ id: string }[]>(
      'SELECT stripe_price_id AS id FROM overage_prices WHERE workspace_id = $1 AND event_name = $2 AND stripe_account_id = $3',
      [tx.workspaceId, eventName, stripeAccountId],
    );
    return rows.map(({ id }) => id);
  },

  async meterOf(tx: WorkspaceTransaction, eventName: string, stripeAccountId: string): Promise<string | null> {
    const [row] = await tx.manager.query<{ meter: string }[]>(
      `SELECT stripe_meter_id AS meter FROM overage_prices
        WHERE workspace_id = $1 AND event_name = $2 AND stripe_account_id = $3 ORDER BY created_at DESC LIMIT 1`,
      [tx.workspaceId, eventName, stripeAccountId],
    );
    return row?.meter ?? null;
  },

  /** Whether anything of a tier was written down for the place in the billed period that runs. */
  async isReported(tx: WorkspaceTransaction, subscriptionId: string, tierId: string, since: Date): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `SELECT 1 FROM overage_periods
        WHERE workspace_id = $1 AND subscription_id = $2 AND tier_id = $3 AND billed_until > $4 AND reported > 0 LIMIT 1`,
      [tx.workspaceId, subscriptionId, tierId, since],
    );
    return rows.length > 0;
  },
};
