import Stripe from 'stripe';
import type { StripeAccess } from './stripe-accounts';

/** What has to be read again because of an event. */
export interface EventSubject {
  readonly subscriptionId: string | null;
  readonly invoiceId: string | null;
  /** Whose it is; null where it was not read for this. */
  readonly customerId: string | null;
}

const INVOICE_EVENTS: ReadonlySet<string> = new Set(
  ['paid', 'payment_succeeded', 'payment_failed', 'payment_action_required', 'voided', 'marked_uncollectible'].map(
    (what) => `invoice.${what}`,
  ),
);

type IdOrObject = string | { readonly id: string } | null | undefined;
const idOf = (value: IdOrObject): string | null => (typeof value === 'string' ? value : (value?.id ?? null));
const ofSubscription = (value: IdOrObject): EventSubject => ({
  subscriptionId: idOf(value),
  invoiceId: null,
  customerId: null,
});

/**
 * Finds it. Only the kind of the event and the id of its object are trusted, everything else is asked of Stripe.
 * @returns null for an event that changes nothing here, and for an object that Stripe has no more
 * @throws when Stripe does not answer
 */
export async function findSubject(access: StripeAccess, type: string, objectId: string): Promise<EventSubject | null> {
  const { client, options } = access;
  if (type.startsWith('customer.subscription.')) return ofSubscription(objectId);
  if (INVOICE_EVENTS.has(type)) return { subscriptionId: null, invoiceId: objectId, customerId: null };
  if (type.startsWith('checkout.session.'))
    return ofSubscription((await client.checkout.sessions.retrieve(objectId, {}, options)).subscription);
  if (type.startsWith('subscription_schedule.')) {
    const schedule = await client.subscriptionSchedules.retrieve(objectId, {}, options);
    return ofSubscription(schedule.subscription ?? schedule.released_subscription);
  }
  const chargeId = await chargeOf(access, type, objectId);
  return chargeId === null ? null : ofCharge(access, chargeId);
}

async function chargeOf({ client, options }: StripeAccess, type: string, objectId: string): Promise<string | null> {
  if (type === 'charge.refunded') return objectId;
  if (type.startsWith('charge.dispute.')) return idOf((await client.disputes.retrieve(objectId, {}, options)).charge);
  if (type.startsWith('refund.') || type === 'charge.refund.updated')
    return idOf((await client.refunds.retrieve(objectId, {}, options)).charge);
  return null;
}

async function ofCharge({ client, options }: StripeAccess, chargeId: string): Promise<EventSubject | null> {
  const charge = await client.charges.retrieve(chargeId, {}, options);
  const intent = idOf(charge.payment_intent);
  if (intent === null) return null;
  const payment = { type: 'payment_intent' as const, payment_intent: intent };
  const [found] = (await client.invoicePayments.list({ payment, limit: 1 }, options)).data;
  return found === undefined ? null : { subscriptionId: null, invoiceId: idOf(found.invoice), customerId: idOf(charge.customer) };
}

export const isMissing = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404;
