import { AppError } from '@gatehouse/core';
import Stripe from 'stripe';
import { isAccountRefusal, isStripeAway } from './look-up-account';
import type { StripeAccess } from './stripe-accounts';

type At = Pick<StripeAccess, 'client' | 'options'>;
type Asking = Readonly<Record<string, (at: At) => Promise<unknown>>>;

/** What Gatehouse reads of an account, as Stripe's page of a restricted key calls it. Whatever may be written there may be read. */
const READINGS: Asking = {
  Invoices: ({ client, options }) => client.invoices.list({ limit: 1 }, options),
  PaymentIntents: ({ client, options }) => client.paymentIntents.list({ limit: 1 }, options),
  Charges: ({ client, options }) => client.charges.list({ limit: 1 }, options),
  Disputes: ({ client, options }) => client.disputes.list({ limit: 1 }, options),
};

/** Without these nobody can be let go: what they pay runs on, and a Checkout that is open can be paid. */
const ENDINGS: Asking = {
  Subscriptions: ({ client, options }) => client.subscriptions.update('sub_gatehouse_asks', {}, options),
  'Checkout Sessions': ({ client, options }) => client.checkout.sessions.expire('cs_test_gatehouse_asks', {}, options),
};

/**
 * What it writes, each asked of a thing that nobody has and with nothing to change: Stripe looks at the key first, so one that may is told that there is no such
 * thing, and nothing is left behind.
 */
const WRITINGS: Asking = {
  Products: ({ client, options }) => client.products.update('prod_gatehouse_asks', {}, options),
  Prices: ({ client, options }) => client.prices.update('price_gatehouse_asks', {}, options),
  Customers: ({ client, options }) => client.customers.update('cus_gatehouse_asks', {}, options),
  ...ENDINGS,
  Refunds: ({ client, options }) => client.refunds.update('re_gatehouse_asks', {}, options),
  'Customer portal': ({ client, options }) => client.billingPortal.configurations.update('bpc_gatehouse_asks', {}, options),
  Meters: ({ client, options }) => client.billing.meters.update('mtr_gatehouse_asks', {}, options),
  // A permission of its own. An event without a payload is refused at once: none is left behind.
  'Meter events': ({ client, options }) =>
    client.billing.meterEvents.create({ event_name: 'gatehouse_asks', payload: {} }, options),
};

/**
 * What a restricted key lacks, in words; null when it may do all that it is for. Without a reading payments would be taken and never seen to come or go back; without a
 * writing it would show only when somebody buys, or is to be let go.
 * @throws AppError `temporarily_unavailable` when Stripe does not answer
 */
export async function missingPermissions(at: At): Promise<string | null> {
  const [read, write] = [await refusedOf(at, READINGS), await refusedOf(at, WRITINGS)];
  const lacks = [
    ...(read.length === 0 ? [] : [`may not read ${read.join(', ')}`]),
    ...(write.length === 0 ? [] : [`may not write ${write.join(', ')}`]),
  ];
  return lacks.length === 0 ? null : lacks.join(', and ');
}

/** Whether an account lets us end what people pay, and could begin to pay. @throws AppError `temporarily_unavailable` when Stripe does not answer */
export const mayEndPayments = async (at: At): Promise<boolean> => (await refusedOf(at, ENDINGS)).length === 0;

async function refusedOf(at: At, asking: Asking): Promise<string[]> {
  const refused = await Promise.all(
    Object.entries(asking).map(async ([name, ask]) => {
      try {
        await ask(at);
        return [];
      } catch (error) {
        if (isAccountRefusal(error)) return [name];
        if (error instanceof Stripe.errors.StripeInvalidRequestError) return [];
        if (!isStripeAway(error)) throw error;
        throw new AppError('temporarily_unavailable', { detail: 'Stripe does not answer.', retryAfterSeconds: 10 });
      }
    }),
  );
  return refused.flat();
}
