import { coversMoment, endOfSubscription, isForPeriod, refundMoments } from '@gatehouse/core';
import type { Database } from '../database/database';
import { workspaceRepository } from '../database/repositories/workspace.repository';
import { unlessMissing } from './expire-checkouts';
import { linesOf, type PaymentReading, type PaymentSync } from './payment-sync';
import type { StripeAccess } from './stripe-accounts';
import type { SubscriptionReading } from './subscription-reading';

const LIVE: ReadonlySet<string> = new Set(['active', 'trialing', 'past_due']);

/** Ends what was given back, whoever found out: an event, or the comparison at night. */
export class MoneyBack {
  constructor(
    private readonly database: Database,
    private readonly payments: PaymentSync,
  ) {}

  /**
   * Who got back all that they had paid for the time that ran, or disputes a payment, is not charged again, and served no more, if the creator wants it so: the
   * subscription is cancelled at Stripe; at the end of what runs where that was paid for since. May be repeated.
   * @returns whether it was: it has to be read again then. @throws when Stripe does not answer
   */
  async endBy(access: StripeAccess, workspaceId: string, place: SubscriptionReading, payment: PaymentReading): Promise<boolean> {
    const { subscriptionId, status, periodStartsAt } = place.standing;
    if (!payment.isPaid || !LIVE.has(status) || place.noted.workspaceId !== workspaceId) return false;
    if (payment.refunded === 0 && !payment.isDisputed) return false;
    const workspace = await this.database.inDirectory((tx) => workspaceRepository.find(tx, workspaceId));
    if (workspace === null) return false;
    const payments = workspace.fullRefundEndsAccess ? await this.listAround(access, place, payment) : [];
    const end = endOfSubscription({ payment, payments, isDisputed: payment.isDisputed, periodStartsAt }, workspace);
    if (end === 'now') await access.client.subscriptions.cancel(subscriptionId, {}, access.options).catch(unlessMissing);
    if (end === 'at_period_end') await cancelAtPeriodEnd(access, subscriptionId);
    return end !== null;
  }

  /** All that was paid for the time in which money went back, and for what runs, as Stripe has it: our own books may not know of all yet. */
  private async listAround(
    access: StripeAccess,
    { standing: { subscriptionId: subscription, periodStartsAt } }: SubscriptionReading,
    payment: PaymentReading,
  ): Promise<PaymentReading[]> {
    if (periodStartsAt === null || payment.refunded < payment.amount) return [];
    const { client, options } = access;
    const moments = refundMoments(payment);
    const payments = [payment];
    for await (const invoice of client.invoices.list({ subscription, status: 'paid', limit: 100 }, options)) {
      const paidFor = { lines: linesOf(invoice) };
      const counts = isForPeriod(paidFor, periodStartsAt) || moments.some((at) => coversMoment(paidFor, at));
      if (counts && invoice.id !== undefined && invoice.id !== payment.invoiceId)
        payments.push(await this.payments.read(access, invoice.id));
    }
    return payments;
  }
}

/** A schedule holds a subscription: it is released before. One that ends by another hand meanwhile has ended. */
async function cancelAtPeriodEnd({ client, options }: StripeAccess, id: string): Promise<void> {
  const read = () => client.subscriptions.retrieve(id, {}, options);
  const { schedule, status, cancel_at_period_end: isEnding } = await read();
  if (isEnding || status === 'canceled') return;
  try {
    if (schedule !== null)
      await client.subscriptionSchedules.release(typeof schedule === 'string' ? schedule : schedule.id, {}, options);
    await client.subscriptions.update(id, { cancel_at_period_end: true }, options);
  } catch (error) {
    if ((await read()).status !== 'canceled') throw error;
  }
}
