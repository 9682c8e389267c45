import Stripe from 'stripe';
import type { WebhookFault } from '../database/entities/stripe-connection.entity';
import type { StripeAccess } from './stripe-accounts';

/** Where the secret of a workspace's own endpoint is sealed (see `Vault`). */
export const WEBHOOK_SECRET_COLUMN = 'stripe_connections.webhook_secret_sealed';

/** What an endpoint has to be told of: all that may change a place or a payment. */
export const WEBHOOK_EVENTS = [
  'charge.dispute.closed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.refunded',
  'checkout.session.completed',
  'customer.subscription.created',
  'customer.subscription.deleted',
  'customer.subscription.paused',
  'customer.subscription.resumed',
  'customer.subscription.updated',
  'invoice.marked_uncollectible',
  'invoice.paid',
  'invoice.payment_action_required',
  'invoice.payment_failed',
  'invoice.voided',
  'refund.created',
  'refund.failed',
  'refund.updated',
  'subscription_schedule.canceled',
  'subscription_schedule.released',
  'subscription_schedule.updated',
] as const satisfies readonly Stripe.WebhookEndpointCreateParams.EnabledEvent[];

/** Where the events of a workspace that is paid by a key of its own arrive. */
export const ownWebhookUrl = (publicUrl: string, workspaceId: string): string => `${publicUrl}/webhooks/stripe/${workspaceId}`;

export type MadeWebhook = (
  | { readonly endpointId: string; readonly secret: string; readonly fault: null }
  | { readonly endpointId: null; readonly secret: null; readonly fault: WebhookFault }
) & {
  /** Whether one that was there has been taken away. */
  readonly isRemoved: boolean;
};

/** Makes the account's endpoint at this address, in the place of any that was there. Stripe tells its secret this once. */
export async function makeOwnWebhook({ client, options }: StripeAccess, url: string): Promise<MadeWebhook> {
  let isRemoved = false;
  try {
    for await (const endpoint of client.webhookEndpoints.list({ limit: 100 }, options)) {
      if (endpoint.url !== url) continue;
      await client.webhookEndpoints.del(endpoint.id, {}, options);
      isRemoved = true;
    }
    const made = await client.webhookEndpoints.create(
      { url, enabled_events: [...WEBHOOK_EVENTS], description: 'Gatehouse: who has paid, and who has stopped' },
      options,
    );
    if (made.secret === undefined) return { endpointId: null, secret: null, fault: 'refused', isRemoved };
    return { endpointId: made.id, secret: made.secret, fault: null, isRemoved };
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const isForbidden = error instanceof Stripe.errors.StripePermissionError;
    return { endpointId: null, secret: null, fault: isForbidden ? 'permission' : 'refused', isRemoved };
  }
}

/** @throws when Stripe does not answer, or refuses */
export async function removeOwnWebhook({ client, options }: StripeAccess, endpointId: string): Promise<void> {
  await client.webhookEndpoints.del(endpointId, {}, options);
}
