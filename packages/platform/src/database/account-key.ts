import type { StripeConnection } from './entities/stripe-connection.entity';

/**
 * Under what everything is kept that is known of the account of a connection: prices, customers, places, payments, meters. An account has one id in test mode
 * and in live mode, and nothing else in common between them: what was made in one of them does not exist in the other.
 */
export const accountKey = ({ stripeAccountId, livemode }: Pick<StripeConnection, 'stripeAccountId' | 'livemode'>): string =>
  livemode ? `${stripeAccountId}:live` : stripeAccountId;

/** The same in SQL, of the row `c` of `stripe_connections`. */
export const ACCOUNT_KEY = `(c.stripe_account_id || CASE WHEN c.livemode THEN ':live' ELSE '' END)`;
