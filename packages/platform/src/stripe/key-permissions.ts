import { AppError } from '@gatehouse/core';
import Stripe from 'stripe';
import { isStripeAway } from './look-up-account';

type Look = (client: Stripe) => Promise<unknown>;

/** What Gatehouse reads of an account, as Stripe's page of a restricted key calls it. Whatever may be written there may be read. */
const READINGS: Readonly<Record<string, Look>> = {
  Products: (client) => client.products.list({ limit: 1 }),
  Prices: (client) => client.prices.list({ limit: 1 }),
  Customers: (client) => client.customers.list({ limit: 1 }),
  Subscriptions: (client) => client.subscriptions.list({ limit: 1 }),
  Invoices: (client) => client.invoices.list({ limit: 1 }),
  PaymentIntents: (client) => client.paymentIntents.list({ limit: 1 }),
  Charges: (client) => client.charges.list({ limit: 1 }),
  Refunds: (client) => client.refunds.list({ limit: 1 }),
  Disputes: (client) => client.disputes.list({ limit: 1 }),
};

/**
 * Which readings a restricted key lacks. Without one of them payments would be taken and never seen to come or go back. What it may write shows when it is used: to try it would
 * leave something behind.
 * @throws AppError `temporarily_unavailable` when Stripe does not answer
 */
export async function missingReadings(client: Stripe): Promise<string[]> {
  const missing = await Promise.all(
    Object.entries(READINGS).map(async ([name, look]) => {
      try {
        await look(client);
        return [];
      } catch (error) {
        if (error instanceof Stripe.errors.StripePermissionError) return [name];
        if (!isStripeAway(error)) throw error;
        throw new AppError('temporarily_unavailable', { detail: 'Stripe does not answer.', retryAfterSeconds: 10 });
      }
    }),
  );
  return missing.flat();
}
