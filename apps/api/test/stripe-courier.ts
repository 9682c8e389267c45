import type { StripeStage } from './stripe-stage';
import type { Answer } from './test-browser';

/** An event as Stripe lists it, as far as a test looks at it. */
export interface StripeTold {
  readonly id: string;
  readonly type: string;
  readonly created: number;
  readonly account?: string;
  readonly data: { readonly object: unknown };
}

/** Brings events to the API's door, signed as Stripe signs them. */
export interface StripeCourier {
  deliver(event: object, more?: Delivery): Promise<Answer>;
  /** All that happened in an account, the oldest first. */
  events(accountId: string): Promise<StripeTold[]>;
}

interface Delivery {
  readonly secret?: string;
  /** When it was signed, in seconds since 1970. */
  readonly at?: number;
  /** Done to the bytes after they were signed. */
  readonly alter?: (text: string) => string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function stripeCourier({ api, accounts }: StripeStage): StripeCourier {
  const browser = api.browser();
  const client = accounts.platform();
  return {
    deliver: (event, { secret = accounts.config.webhookSecret, at, alter, headers = {} } = {}) => {
      const payload = JSON.stringify(event);
      const timestamp = at ?? Math.floor(Date.now() / 1000);
      const signature = client.webhooks.generateTestHeaderString({ payload, secret, timestamp });
      return browser.post('/webhooks/stripe', alter?.(payload) ?? payload, { 'stripe-signature': signature, ...headers });
    },
    events: async (accountId) => {
      const told: StripeTold[] = [];
      for await (const event of client.events.list({ limit: 100 }, { stripeAccount: accountId })) told.push(event);
      return told.reverse();
    },
  };
}
