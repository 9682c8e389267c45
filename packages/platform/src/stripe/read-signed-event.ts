import type Stripe from 'stripe';
import type { StripeNotice } from './stripe-events';
import type { StripeAccounts } from './stripe-accounts';

/** How old a delivery may be. */
const TOLERANCE_SECONDS = 300;

/** @returns null unless Stripe signed exactly these bytes, not long ago */
export function readSignedEvent(accounts: StripeAccounts, body: Buffer, signature: string): StripeNotice | null {
  let event: Stripe.Event;
  try {
    event = accounts.platform().webhooks.constructEvent(body, signature, accounts.config.webhookSecret, TOLERANCE_SECONDS);
  } catch {
    return null;
  }
  const object: unknown = (event as { data?: { object?: { id?: unknown } } }).data?.object?.id;
  return {
    id: event.id,
    stripeAccountId: event.account ?? null,
    type: event.type,
    objectId: typeof object === 'string' ? object : null,
    livemode: event.livemode,
    createdAt: new Date(event.created * 1_000),
  };
}
