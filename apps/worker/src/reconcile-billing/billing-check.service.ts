import type { Clock } from '@gatehouse/core';
import {
  type BillingDifferenceRow,
  billingReportRepository,
  Database,
  MeterFence,
  MoneyBack,
  newId,
  overageReportRepository,
  SECOND_SUBSCRIPTION,
  paymentRepository,
  type PaymentReading,
  type PaymentRow,
  PaymentSync,
  PlaceSync,
  type StripeAccess,
  stripeConnectionRepository,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../tokens';
import { type Invoice, moneySince, subscriptionOf } from './recent-money';
import { secondSubscriptions } from './second-subscriptions';
import { uncountedUnits } from './uncounted-units';

const DAY_MS = 86_400_000;
/** Stripe tells of an event for three days (docs.stripe.com/webhooks, "Automatic retries"). What is older was compared before, if a comparison went well since. */
const LOOK_BACK_MS = 4 * DAY_MS;
/** A report that has waited for this long is not on its way any more. */
const OVERDUE_MS = DAY_MS;
/** Reports that are told of in one night, at most; and customers whose reports wait. */
const MOST_REPORTS = 50;

type Finding = Pick<BillingDifferenceRow, 'kind' | 'objectId' | 'expected' | 'found' | 'currency'>;

export interface BillingCheckResult {
  /** What was missing in our books, and is there now. */
  readonly healed: number;
  readonly differences: readonly Finding[];
  /** Those that were not known before. */
  readonly fresh: readonly Finding[];
}

/**
 * Compares a workspace's books with Stripe. What never arrived is fetched, as an event would have brought it; where both have an amount and the amounts differ,
 * nobody but a person can know why: that is kept and shown until they agree.
 */
@Injectable()
export class BillingCheck {
  private readonly moneyBack: MoneyBack;

  constructor(
    private readonly database: Database,
    private readonly fence: MeterFence,
    private readonly places: PlaceSync,
    private readonly payments: PaymentSync,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.moneyBack = new MoneyBack(database, payments);
  }

  /** @throws when Stripe or Postgres does not answer; what was healed stays healed */
  async run(workspaceId: string, access: StripeAccess): Promise<BillingCheckResult> {
    const began = this.clock.now();
    const since = await this.lookBackFrom(workspaceId, access, began);
    const known = await this.database.inWorkspace(workspaceId, (tx) => billingReportRepository.openObjectIds(tx));
    const ours = await this.database.inWorkspace(workspaceId, (tx) =>
      paymentRepository.listUnsettled(tx, access.accountId, since),
    );
    const { made, touched } = await moneySince(access, since);
    const looked = new Set([
      ...touched,
      ...ours.map(({ stripeInvoiceId }) => stripeInvoiceId),
      ...known.filter((id) => id.startsWith('in_')),
    ]);
    let healed = await this.bringPlaces(workspaceId, access, made, since);
    const differences: Finding[] = [];
    for (const invoiceId of looked) {
      const outcome = await this.comparePayment(workspaceId, access, invoiceId);
      if (outcome === 'healed') healed += 1;
      else if (outcome !== 'agrees') differences.push(outcome);
    }
    differences.push(...(await secondSubscriptions(this.database, workspaceId, access)));
    const overdue = await this.overdueReports(workspaceId, access, began);
    differences.push(...overdue, ...(await uncountedUnits(this.database, workspaceId, access, began)));
    const fresh = await this.note(workspaceId, differences, began, [...looked, ...known]);
    await this.database.inWorkspace(workspaceId, (tx) => stripeConnectionRepository.setCompared(tx, access.accountId, began));
    return { healed, differences, fresh };
  }

  private async lookBackFrom(workspaceId: string, { accountId }: StripeAccess, now: Date): Promise<Date> {
    const usual = new Date(now.getTime() - LOOK_BACK_MS);
    const since = await this.database.inWorkspace(workspaceId, (tx) => stripeConnectionRepository.comparedSince(tx, accountId));
    return since !== null && since < usual ? since : usual;
  }

  /** @returns how many places were not what Stripe says */
  private async bringPlaces(
    workspaceId: string,
    { client, options }: StripeAccess,
    invoices: readonly Invoice[],
    since: Date,
  ): Promise<number> {
    const ids = new Set(invoices.flatMap((invoice) => subscriptionOf(invoice) ?? []));
    const created = { gte: Math.floor(since.getTime() / 1000) };
    for await (const { id } of client.subscriptions.list({ status: 'all', created, limit: 100 }, options)) ids.add(id);
    let healed = 0;
    for (const id of ids) {
      const outcome = await this.places
        .syncSubscription(workspaceId, id)
        .catch((error) => this.places.passOver(workspaceId, error));
      if (outcome === 'written') healed += 1;
    }
    return healed;
  }

  private async comparePayment(
    workspaceId: string,
    access: StripeAccess,
    invoiceId: string,
  ): Promise<Finding | 'agrees' | 'healed'> {
    const find = (): Promise<PaymentRow | null> =>
      this.database.inWorkspace(workspaceId, (tx) => paymentRepository.findByInvoice(tx, invoiceId));
    const before = await find();
    const reading = await this.payments.read(access, invoiceId).catch((error: unknown) => {
      if ((error as { statusCode?: unknown }).statusCode === 404) return null;
      throw error;
    });
    if (before !== null && (reading === null || !reading.isPaid)) {
      const found = String(before.amount);
      return {
        kind: 'payment_unknown',
        objectId: invoiceId,
        expected: reading === null ? 'none' : 'unpaid',
        found,
        currency: before.currency,
      };
    }
    if (reading === null) return 'agrees';
    if (before !== null && (before.amount !== reading.amount || before.currency !== reading.currency)) {
      const [expected, found] = [`${reading.amount} ${reading.currency}`, `${before.amount} ${before.currency}`];
      return { kind: 'amount', objectId: invoiceId, expected, found, currency: reading.currency };
    }
    if (before !== null && isWhole(before, reading)) return 'agrees';
    const ended = await this.endGivenBack(workspaceId, access, reading).catch((error) =>
      this.places.passOver(workspaceId, error),
    );
    if (ended === null) return notEnded(before, reading);
    await this.fence.around(() => this.database.inWorkspace(workspaceId, (tx) => this.payments.write(tx, reading)));
    const after = await find();
    // Not for a tier of this workspace: the creator sells other things through this account as well.
    if (after === null) return 'agrees';
    if (after.refunded === reading.refunded) return 'healed';
    const [expected, found] = [String(reading.refunded), String(after.refunded)];
    return { kind: 'refund', objectId: invoiceId, expected, found, currency: reading.currency };
  }

  /** What no event told of ends here, as it would have by the event. Before the books have it: what fails here is found again. @returns whether anything had to end */
  private async endGivenBack(workspaceId: string, access: StripeAccess, payment: PaymentReading): Promise<boolean> {
    const { subscriptionId, refunded, isDisputed } = payment;
    if (subscriptionId === null || (refunded === 0 && !isDisputed)) return false;
    const place = await this.places.read(access, subscriptionId);
    if (place === null || !(await this.moneyBack.endBy(access, workspaceId, place, payment))) return false;
    await this.places.syncSubscription(workspaceId, subscriptionId);
    return true;
  }

  private async overdueReports(workspaceId: string, { accountId }: StripeAccess, now: Date): Promise<Finding[]> {
    const { unsent, held } = await this.database.inWorkspace(workspaceId, async (tx) => ({
      unsent: await overageReportRepository.listUnsent(tx, accountId, MOST_REPORTS),
      held: await overageReportRepository.heldCustomers(tx, accountId, MOST_REPORTS),
    }));
    const each = unsent.map(({ identifier, units, refusal, createdAt: since }) => ({
      ...{ identifier, units, since, expected: refusal ?? 'nothing' },
    }));
    // Of somebody who waits with many, all in one.
    const ofHeld = held.map(({ identifier, units, since }) => ({ identifier, units, since, expected: SECOND_SUBSCRIPTION }));
    return [...each, ...ofHeld]
      .filter(({ since }) => now.getTime() - since.getTime() > OVERDUE_MS)
      .map(({ identifier, units, expected }) => ({
        ...{ kind: 'overage' as const, objectId: identifier, expected, found: String(units), currency: null },
      }));
  }

  private note(workspaceId: string, differences: readonly Finding[], now: Date, looked: readonly string[]): Promise<Finding[]> {
    return this.database.inWorkspace(workspaceId, async (tx) => {
      const fresh: Finding[] = [];
      for (const finding of differences)
        if (await billingReportRepository.noteDifference(tx, { ...finding, id: newId('dif'), foundAt: now, seenAt: now }))
          fresh.push(finding);
      await billingReportRepository.settleUnseen(tx, looked, now);
      return fresh;
    });
  }
}

/** What went back, and does not stand in the books before what it was paid for is ended: so it is found again in the next night. */
const notEnded = (book: PaymentRow | null, { invoiceId, refunded, isDisputed, currency }: PaymentReading): Finding => ({
  kind: 'refund',
  objectId: invoiceId,
  expected: isDisputed ? 'disputed' : String(refunded),
  found: String(book?.refunded ?? 0),
  currency,
});

/** Whether the books have all that went back. */
const isWhole = (book: PaymentRow, reading: PaymentReading): boolean =>
  book.refunded === reading.refunded &&
  book.disputed === reading.isDisputed &&
  book.givenBack.length === reading.givenBack.length;
