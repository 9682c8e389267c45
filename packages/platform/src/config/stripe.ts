/** How Stripe is spoken to, or the sandbox that stands in for it. */
export interface StripeConfig {
  /** The platform's own key; connected accounts are named beside it. */
  readonly secretKey: string;
  /** What events are signed with (`whsec_…`). */
  readonly webhookSecret: string;
  /** The platform at Stripe Connect (`ca_…`); null when creators can only bring keys of their own. */
  readonly connectClientId: string | null;
  /** Where creators allow the platform to act for their account. */
  readonly connectAuthorizeUrl: string;
  /** Origin of the API. */
  readonly apiBase: string;
  /** What the service keeps of each payment, in percent with at most two decimals. */
  readonly applicationFeePercent: number;
  /** True when the local sandbox stands in; every page that leads there says so. */
  readonly sandbox: boolean;
}

export interface StripeEnvironment {
  readonly STRIPE_SECRET_KEY?: string | undefined;
  readonly STRIPE_WEBHOOK_SECRET?: string | undefined;
  readonly STRIPE_CONNECT_CLIENT_ID?: string | undefined;
  readonly STRIPE_API_BASE?: string | undefined;
  readonly STRIPE_APPLICATION_FEE_PERCENT: number;
}

/** Stripe with the operator's key; the sandbox where there is none; null where there is neither, and nothing can be sold. */
export function stripeFrom(env: StripeEnvironment, publicUrl: string, sandboxUrl: string | null): StripeConfig | null {
  const applicationFeePercent = env.STRIPE_APPLICATION_FEE_PERCENT;
  if (env.STRIPE_SECRET_KEY !== undefined) {
    return {
      secretKey: env.STRIPE_SECRET_KEY,
      webhookSecret: env.STRIPE_WEBHOOK_SECRET ?? '',
      connectClientId: env.STRIPE_CONNECT_CLIENT_ID ?? null,
      connectAuthorizeUrl: 'https://connect.stripe.com/oauth/authorize',
      apiBase: env.STRIPE_API_BASE ?? 'https://api.stripe.com',
      applicationFeePercent,
      sandbox: false,
    };
  }
  if (sandboxUrl === null) return null;
  return {
    secretKey: 'sk_test_gatehouse_sandbox',
    webhookSecret: 'whsec_gatehouse_sandbox',
    connectClientId: 'ca_gatehouse_sandbox',
    connectAuthorizeUrl: `${publicUrl}/dev/stripe/oauth/authorize`,
    apiBase: env.STRIPE_API_BASE ?? sandboxUrl,
    applicationFeePercent,
    sandbox: true,
  };
}

/** A key without the secret of its webhooks would take money and never learn of it. */
export function problemsWithStripe(env: StripeEnvironment): string[] {
  if (env.STRIPE_SECRET_KEY !== undefined && env.STRIPE_WEBHOOK_SECRET === undefined)
    return ['STRIPE_WEBHOOK_SECRET: must be set together with STRIPE_SECRET_KEY'];
  if (env.STRIPE_SECRET_KEY === undefined && (env.STRIPE_WEBHOOK_SECRET ?? env.STRIPE_CONNECT_CLIENT_ID) !== undefined)
    return ['STRIPE_SECRET_KEY: must be set together with STRIPE_WEBHOOK_SECRET and STRIPE_CONNECT_CLIENT_ID'];
  return [];
}
