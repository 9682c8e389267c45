/** What is noted at Stripe on subscriptions, customers, products and refunds that Gatehouse makes there: whom and what they are for. */
export const STRIPE_METADATA = {
  workspace: 'gatehouse_workspace',
  gpt: 'gatehouse_gpt',
  tier: 'gatehouse_tier',
  subscriber: 'gatehouse_subscriber',
  price: 'gatehouse_price',
  /** Which terms of which tier somebody was shown; see `termsNote`. */
  terms: 'gatehouse_terms',
  /** What a Checkout was opened with, as a hash. */
  checkout: 'gatehouse_checkout',
} as const;

/**
 * What is noted of somebody who is shown what a tier charges beyond its price, and agrees: only by that are they charged.
 * @param since since when the tier charges so
 */
export const termsNote = (tierId: string, since: Date): string => `${tierId} ${since.toISOString()}`;

/** Since when the terms hold that somebody was shown of this tier; null when they were shown none. */
export function termsSeen(note: string, tierId: string): Date | null {
  const [noted, since = ''] = note.split(' ');
  const seen = new Date(since);
  return noted === tierId && !Number.isNaN(seen.getTime()) ? seen : null;
}
