import type { Config } from '@gatehouse/platform';

/** Where a form leads that opens Stripe's own page for payment methods and invoices (Chromium holds the redirects after a form to `form-action` too). */
export function portalTargets({ stripe, publicUrl }: Pick<Config, 'stripe' | 'publicUrl'>): string[] {
  if (stripe === null) return [];
  return [stripe.sandbox ? publicUrl : 'https://billing.stripe.com'];
}
