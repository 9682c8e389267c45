import type Stripe from 'stripe';
import type { StripeNotice } from './stripe-events';
import type { StripeAccounts } from './stripe-accounts';

/** How old a delivery may be. */
const TOLERANCE_SECONDS = 300;

const EVENT_ID = /^evt_\w{1,250}$/;

/** An endpoint of an account's own. */
export interface OwnEndpoint {
  readonly secret: string;
  readonly accountId: string;
}

/**
 * @param own where the bytes came to a workspace's own endpoint: its secret alone counts there, and they are about its account whatever they say
 * @returns null unless Stripe signed exactly these bytes, not long ago, and they are an event
 */
export function readSignedEvent(
  accounts: StripeAccounts,
  body: Buffer,
  signature: string,
  own: OwnEndpoint | null = null,
): StripeNotice | null {
  const secret = own?.secret ?? accounts.config.webhookSecret;
  let event: Stripe.Event;
  try {
    event = accounts.platform().webhooks.constructEvent(body, signature, secret, TOLERANCE_SECONDS);
  } catch {
    return null;
  }
  if (!isEvent(event)) return null;
  if (own !== null && (event.account ?? own.accountId) !== own.accountId) return null;
  const object = (event as { data?: { object?: { id?: unknown; customer?: unknown } | null } | null }).data?.object;
  return {
    id: event.id,
    stripeAccountId: own?.accountId ?? event.account ?? null,
    type: event.type,
    objectId: textOrNull(object?.id),
    customerId: textOrNull(object?.customer),
    livemode: event.livemode,
    createdAt: new Date(event.created * 1_000),
  };
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** What was signed is an event of Stripe's in all that is taken from it. */
function isEvent(event: unknown): boolean {
  if (typeof event !== 'object' || event === null) return false;
  const { id, type, created, livemode, account } = event as Record<string, unknown>;
  const isNamed = typeof id === 'string' && EVENT_ID.test(id) && typeof type === 'string' && type.length <= 250;
  const isAccount = account === undefined || account === null || typeof account === 'string';
  return isNamed && isAccount && Number.isSafeInteger(created) && typeof livemode === 'boolean';
}
