import type { StripeAccess } from '@gatehouse/platform';

/** Of these, none stands on an invoice any more, or yet. */
const WITHOUT_INVOICES: ReadonlySet<string> = new Set(['canceled', 'incomplete', 'incomplete_expired', 'paused']);

/**
 * Whether units of a customer's would be charged twice: Stripe counts what a meter is told by the customer, and puts it on the invoice of each of their subscriptions that has
 * one of the meter's prices.
 * @throws when Stripe is away
 */
export async function isChargedTwice(
  { client, options }: StripeAccess,
  customer: string,
  meterPriceIds: ReadonlySet<string>,
): Promise<boolean> {
  let charged = 0;
  try {
    for await (const { status, items } of client.subscriptions.list({ customer, limit: 100 }, options))
      if (!WITHOUT_INVOICES.has(status) && items.data.some(({ price }) => meterPriceIds.has(price.id))) charged += 1;
  } catch (error) {
    // Of a customer who is gone Stripe says so, when it is told of them.
    if ((error as { statusCode?: unknown }).statusCode !== 404 && (error as { code?: unknown }).code !== 'resource_missing')
      throw error;
  }
  return charged > 1;
}
