import type { Clock } from '@gatehouse/core';
import {
  Database,
  type MeteredCustomer,
  overageReportRepository,
  type StripeAccess,
  stripeRefusal,
  type UnsentReport,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../tokens';
import { isChargedTwice } from './charged-twice';

const AT_ONCE = 200;
const HOUR_MS = 3_600_000;
/** Stripe knows an identifier again for a day at least (docs.stripe.com/api/billing/meter-event/create, `identifier`). */
const KNOWN_FOR_MS = 23 * HOUR_MS;
/** Stripe takes nothing that is older. */
const OLDEST_MS = 34 * 24 * HOUR_MS;
const MINUTE_S = 60;
/** Customers whose reports wait, asked about in one run. */
const HELD_AT_ONCE = 50;

/**
 * Tells Stripe's meters of what was written down. Each report has one identifier, under which Stripe counts it once; where it may die, and what then:
 *
 *   1 note      that the report is about to be told. Dies after: told in the next run.
 *   2 tell      the meter. Dies after, or the answer is lost: told again, and Stripe says that it knows it.
 *   3 note      that it was told.
 *
 * Before all of it, what would be charged twice waits until one of the two subscriptions is left: then it is billed under the moment of its being told, which is in the period
 * that runs of that one.
 *
 * Whatever lies between 2 and 3 for longer than Stripe remembers an identifier is not told on trust: the meter is asked first what it has counted.
 */
@Injectable()
export class OverageSender {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns units that Stripe was told of, and reports that it refused. @throws when it does not answer */
  async send(workspaceId: string, access: StripeAccess): Promise<{ units: number; refused: number }> {
    const asked = new Map<string, Promise<boolean>>();
    const isTwice = (of: MeteredCustomer): Promise<boolean> => {
      const name = JSON.stringify([of.eventName, of.stripeCustomerId]);
      const answer = asked.get(name) ?? this.isChargedTwice(workspaceId, access, of);
      asked.set(name, answer);
      return answer;
    };
    await this.release(workspaceId, access, isTwice);
    const reports = await this.database.inWorkspace(workspaceId, (tx) =>
      overageReportRepository.listUnsent(tx, access.accountId, AT_ONCE),
    );
    let [units, refused] = [0, 0];
    for (const report of reports) {
      const { eventName, stripeCustomerId } = report.period;
      if (report.firstAttemptAt === null && (await isTwice({ eventName, stripeCustomerId }))) {
        await this.database.inWorkspace(workspaceId, (tx) => overageReportRepository.hold(tx, report));
        continue;
      }
      if (await this.sendOne(workspaceId, access, report)) units += report.units;
      else refused += 1;
    }
    return { units, refused };
  }

  /** Lets go whose reports waited, once one of the two subscriptions is left: all of theirs at once. */
  private async release(
    workspaceId: string,
    { accountId }: StripeAccess,
    isTwice: (of: MeteredCustomer) => Promise<boolean>,
  ): Promise<void> {
    const held = await this.database.inWorkspace(workspaceId, (tx) =>
      overageReportRepository.heldCustomers(tx, accountId, HELD_AT_ONCE),
    );
    for (const of of held) {
      if (await isTwice(of)) continue;
      const now = this.clock.now();
      await this.database.inWorkspace(workspaceId, (tx) => overageReportRepository.release(tx, accountId, of, now));
    }
  }

  private async isChargedTwice(
    workspaceId: string,
    access: StripeAccess,
    { eventName, stripeCustomerId }: MeteredCustomer,
  ): Promise<boolean> {
    const priceIds = await this.database.inWorkspace(workspaceId, (tx) =>
      overageReportRepository.priceIdsOf(tx, eventName, access.accountId),
    );
    return isChargedTwice(access, stripeCustomerId, new Set(priceIds));
  }

  private async sendOne(workspaceId: string, access: StripeAccess, report: UnsentReport): Promise<boolean> {
    const now = this.clock.now();
    const note = (change: Parameters<typeof overageReportRepository.update>[2]): Promise<void> =>
      this.database.inWorkspace(workspaceId, (tx) => overageReportRepository.update(tx, report, change));
    const { firstAttemptAt } = report;
    // Dead for so long that its moment is past what a meter takes: it goes to the invoice of today.
    const isTooOld = now.getTime() - report.billedAt.getTime() > OLDEST_MS;
    const billedAt = isTooOld && firstAttemptAt === null ? now : report.billedAt;
    if (firstAttemptAt === null) await note({ firstAttemptAt: now, billedAt });
    else if (now.getTime() - firstAttemptAt.getTime() > KNOWN_FOR_MS && (await this.hasArrived(workspaceId, access, report))) {
      await note({ sentAt: now, refusal: null });
      return true;
    }
    const refusal = await tell(access, { ...report, billedAt });
    await note(refusal === null ? { sentAt: this.clock.now(), refusal: null } : { refusal });
    return refusal === null;
  }

  /** Whether the meter has counted it, and the answer was lost: it then holds more than it is known to have been told. */
  private async hasArrived(
    workspaceId: string,
    { client, options, accountId }: StripeAccess,
    report: UnsentReport,
  ): Promise<boolean> {
    const { eventName, stripeCustomerId } = report.period;
    const [from, until] = minutesAround(report.billedAt);
    const { meter, sent } = await this.database.inWorkspace(workspaceId, async (tx) => ({
      meter: await overageReportRepository.meterOf(tx, eventName, accountId),
      sent: await overageReportRepository.sentUnits(tx, eventName, stripeCustomerId, from, until),
    }));
    if (meter === null) return false;
    const time = { start_time: from.getTime() / 1000, end_time: until.getTime() / 1000 };
    const summaries = await client.billing.meters.listEventSummaries(meter, { customer: stripeCustomerId, ...time }, options);
    const counted = summaries.data.reduce((sum, { aggregated_value: value }) => sum + value, 0);
    return counted >= sent + report.units;
  }
}

/** The whole minute that holds a moment: summaries are told of whole minutes. */
function minutesAround(at: Date): [Date, Date] {
  const from = Math.floor(at.getTime() / 1000 / MINUTE_S) * MINUTE_S;
  return [new Date(from * 1000), new Date((from + MINUTE_S) * 1000)];
}

/** @returns why Stripe refused it; null when it has it, now or from before. @throws when it does not answer */
async function tell({ client, options }: StripeAccess, report: UnsentReport): Promise<string | null> {
  const { identifier, units, billedAt, period } = report;
  try {
    await client.billing.meterEvents.create(
      {
        event_name: period.eventName,
        identifier,
        timestamp: Math.floor(billedAt.getTime() / 1000),
        payload: { stripe_customer_id: period.stripeCustomerId, value: String(units) },
      },
      options,
    );
    return null;
  } catch (error) {
    // Of what Stripe says only this is told apart by its words: there is no code for it.
    if (!isRefusal(error)) throw error;
    return /already exists with identifier/i.test(error.message) ? null : stripeRefusal(error);
  }
}

/** It answered, and will answer the same again: unlike one that is away, or busy. */
function isRefusal(error: unknown): error is Error {
  return error instanceof Error && (error as { type?: unknown }).type === 'StripeInvalidRequestError';
}
