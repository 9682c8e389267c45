import { endsSubscription, isForPeriod } from '@gatehouse/core';
import type { Database } from '../database/database';
import { workspaceRepository } from '../database/repositories/workspace.repository';
import type { PaymentReading, PaymentSync } from './payment-sync';
import type { StripeAccess } from './stripe-accounts';
import type { SubscriptionReading } from './subscription-reading';

const LIVE: ReadonlySet<string> = new Set(['active', 'trialing', 'past_due']);
/** An invoice may be a little older than the period that it is for. */
const MARGIN_SECONDS = 86_400;

/** Ends what was given back, whoever found out: an event, or the comparison at night. */
export class MoneyBack {
  constructor(
    private readonly database: Database,
    private readonly payments: PaymentSync,
  ) {}

  /**
   * Who got back all that they paid for the time that runs, or disputes a payment, is not charged again, and served no more, if the creator wants it so: the
   * subscription is cancelled at Stripe. May be repeated.
   * @returns whether it was: it has to be read again then. @throws when Stripe does not answer
   */
  async endBy(access: StripeAccess, workspaceId: string, place: SubscriptionReading, payment: PaymentReading): Promise<boolean> {
    const { subscriptionId, status, periodStartsAt } = place.standing;
    if (!payment.isPaid || !LIVE.has(status) || place.noted.workspaceId !== workspaceId) return false;
    if (payment.refunded === 0 && !payment.isDisputed) return false;
    const workspace = await this.database.inDirectory((tx) => workspaceRepository.find(tx, workspaceId));
    if (workspace === null) return false;
    const payments = workspace.fullRefundEndsAccess ? await this.listRunning(access, place, payment) : [];
    if (!endsSubscription({ isDisputed: payment.isDisputed, periodStartsAt, payments }, workspace)) return false;
    await access.client.subscriptions.cancel(subscriptionId, {}, access.options);
    return true;
  }

  /** All that was paid for the running period, as Stripe has it: our own books may not know of all yet. */
  private async listRunning(
    access: StripeAccess,
    { standing: { subscriptionId: subscription, periodStartsAt } }: SubscriptionReading,
    payment: PaymentReading,
  ): Promise<PaymentReading[]> {
    if (periodStartsAt === null || payment.refunded === 0 || !isForPeriod(payment, periodStartsAt)) return [];
    const { client, options } = access;
    const created = { gte: Math.floor(periodStartsAt.getTime() / 1_000) - MARGIN_SECONDS };
    const payments = [payment];
    for await (const { id } of client.invoices.list({ subscription, status: 'paid', created, limit: 100 }, options))
      if (id !== undefined && id !== payment.invoiceId) payments.push(await this.payments.read(access, id));
    return payments;
  }
}
