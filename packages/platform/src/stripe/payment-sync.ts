import { disputeStand, type GivenBack, isId } from '@gatehouse/core';
import type Stripe from 'stripe';
import type { Database } from '../database/database';
import { overagePlaceRepository } from '../database/repositories/overage-place.repository';
import { paymentRepository } from '../database/repositories/payment.repository';
import { stripeReadingRepository } from '../database/repositories/stripe-reading.repository';
import { subscriberRepository } from '../database/repositories/subscriber.repository';
import { subscriptionRepository } from '../database/repositories/subscription.repository';
import type { TierPrice } from '../database/entities/tier-price.entity';
import { tierPriceRepository } from '../database/repositories/tier-price.repository';
import type { WorkspaceTransaction } from '../database/transaction';
import { newId } from '../ids/new-id';
import type { StripeAccess } from './stripe-accounts';
import { STRIPE_METADATA } from './stripe-metadata';

/** An invoice and what became of its money, as they were read at Stripe. Amounts in minor units. */
export interface PaymentReading {
  readonly number: number;
  readonly accountId: string;
  readonly invoiceId: string;
  readonly subscriptionId: string | null;
  readonly subscriberId: string;
  readonly isPaid: boolean;
  readonly amount: number;
  readonly refunded: number;
  /** A dispute is open, or was lost. */
  readonly isDisputed: boolean;
  readonly givenBack: readonly GivenBack[];
  readonly currency: string;
  readonly paidAt: Date;
  /** What was paid for, the most weighty line first. */
  readonly lines: readonly { readonly priceId: string; readonly startsAt: Date; readonly endsAt: Date }[];
}

/** Keeps our own record of the money that a creator got. May be repeated, and come in any order. */
export class PaymentSync {
  constructor(private readonly database: Database) {}

  /** @throws when Stripe does not answer, or has no such invoice */
  async read(access: StripeAccess, invoiceId: string): Promise<PaymentReading> {
    const number = await this.database.inDirectory((tx) => stripeReadingRepository.drawNumber(tx));
    const { client, options, accountId } = access;
    const invoice = await client.invoices.retrieve(invoiceId, {}, options);
    const details = invoice.parent?.subscription_details ?? null;
    const subscription = details?.subscription ?? null;
    const charges = await chargesOf(access, invoiceId);
    const { isDisputed, givenBack } = await whatWentBack(access, charges);
    return {
      number,
      accountId,
      invoiceId,
      subscriptionId: subscription === null || typeof subscription === 'string' ? subscription : subscription.id,
      subscriberId: details?.metadata?.[STRIPE_METADATA.subscriber] ?? '',
      isPaid: invoice.status === 'paid',
      amount: invoice.amount_paid,
      refunded: charges.reduce((sum, charge) => sum + charge.amount_refunded, 0),
      isDisputed,
      givenBack,
      currency: invoice.currency,
      paidAt: new Date((invoice.status_transitions.paid_at ?? invoice.created) * 1_000),
      lines: linesOf(invoice),
    };
  }

  /** @returns whether it is money for a tier of this workspace; nothing was written when it is not */
  async write(tx: WorkspaceTransaction, reading: PaymentReading): Promise<boolean> {
    const { subscriptionId, accountId } = reading;
    // A trial begins with an invoice of nothing.
    if (!reading.isPaid || reading.amount === 0 || subscriptionId === null) return false;
    const place = await subscriptionRepository.findByStripeId(tx, subscriptionId);
    const bought = await whatWasPaidFor(tx, reading);
    if (bought === null) return false;
    const { price, line: paidFor } = bought;
    await paymentRepository.put(tx, {
      id: newId('pay'),
      gptId: price.gptId,
      tierId: price.tierId,
      subscriberId: place?.subscriberId ?? (await subscriberOf(tx, reading)),
      stripeAccountId: accountId,
      stripeSubscriptionId: subscriptionId,
      stripeInvoiceId: reading.invoiceId,
      amount: reading.amount,
      refunded: reading.refunded,
      disputed: reading.isDisputed,
      givenBack: [...reading.givenBack],
      currency: reading.currency,
      interval: price.interval,
      paidAt: reading.paidAt,
      periodStartsAt: paidFor.startsAt,
      periodEndsAt: paidFor.endsAt,
      stripeReading: reading.number,
    });
    return true;
  }
}

/**
 * What the money was for: a tier; on the last invoice of a plan, or where a discount took the rest, what was used beyond its quota alone. Of lines by the same kind of
 * price the most weighty one.
 */
async function whatWasPaidFor(
  tx: WorkspaceTransaction,
  { lines }: PaymentReading,
): Promise<{
  readonly price: Pick<TierPrice, 'gptId' | 'tierId' | 'interval'>;
  readonly line: PaymentReading['lines'][number];
} | null> {
  const ids = lines.map(({ priceId }) => priceId);
  const kinds = [await tierPriceRepository.listByStripeIds(tx, ids), await overagePlaceRepository.listByStripeIds(tx, ids)];
  for (const prices of kinds) {
    for (const line of lines) {
      const price = prices.find(({ stripePriceId }) => stripePriceId === line.priceId);
      if (price !== undefined) return { price, line };
    }
  }
  return null;
}

/** Who is noted as the buyer, if they are one of this workspace's. */
async function subscriberOf(tx: WorkspaceTransaction, { subscriberId }: PaymentReading): Promise<string | null> {
  return isId('usr', subscriberId) && (await subscriberRepository.find(tx, subscriberId)) !== null ? subscriberId : null;
}

/** The charges that paid an invoice. */
export async function chargesOf({ client, options }: StripeAccess, invoiceId: string): Promise<Stripe.Charge[]> {
  const { data } = await client.invoicePayments.list({ invoice: invoiceId, limit: 100 }, options);
  const charges: Stripe.Charge[] = [];
  for (const { payment } of data) {
    const { payment_intent: intent } = payment;
    if (intent === undefined || intent === null) continue;
    const id = typeof intent === 'string' ? intent : intent.id;
    const { latest_charge: charge } = await client.paymentIntents.retrieve(id, { expand: ['latest_charge'] }, options);
    if (charge !== null && typeof charge !== 'string') charges.push(charge);
  }
  return charges;
}

/** Refunds and disputes of charges. Stripe is asked about those alone that had any. */
async function whatWentBack(
  { client, options }: StripeAccess,
  charges: readonly Stripe.Charge[],
): Promise<{ isDisputed: boolean; givenBack: GivenBack[] }> {
  const givenBack: GivenBack[] = [];
  let isDisputed = false;
  const add = (kind: GivenBack['kind'], { id, amount, created }: { id: string; amount: number; created: number }): void => {
    givenBack.push({ id, kind, amount, at: new Date(created * 1_000).toISOString() });
  };
  for (const { id: charge, amount_refunded: refunded, disputed } of charges) {
    const refunds = refunded > 0 ? (await client.refunds.list({ charge, limit: 100 }, options)).data : [];
    for (const refund of refunds) if (refund.status !== 'failed' && refund.status !== 'canceled') add('refund', refund);
    const disputes = disputed ? (await client.disputes.list({ charge, limit: 100 }, options)).data : [];
    for (const dispute of disputes) {
      const stand = disputeStand(dispute.status);
      if (stand === 'lost') add('dispute', dispute);
      isDisputed ||= stand === 'lost' || stand === 'open';
    }
  }
  return { isDisputed, givenBack: givenBack.sort((one, other) => (one.id < other.id ? -1 : 1)) };
}

/** What was paid for, the most weighty first. */
export function linesOf(invoice: Stripe.Invoice): PaymentReading['lines'] {
  return [...invoice.lines.data]
    .sort((one, other) => other.amount - one.amount)
    .flatMap(({ pricing, period }) => {
      const price = pricing?.price_details?.price;
      if (price === undefined || period === null) return [];
      const [startsAt, endsAt] = [new Date(period.start * 1_000), new Date(period.end * 1_000)];
      return [{ priceId: typeof price === 'string' ? price : price.id, startsAt, endsAt }];
    });
}
