/** What is noted at Stripe on subscriptions, customers and products that Gatehouse makes there: whom and what they are for. */
export const STRIPE_METADATA = {
  workspace: 'gatehouse_workspace',
  gpt: 'gatehouse_gpt',
  tier: 'gatehouse_tier',
  subscriber: 'gatehouse_subscriber',
  price: 'gatehouse_price',
  /** What a Checkout was opened with, as a hash. */
  checkout: 'gatehouse_checkout',
} as const;
