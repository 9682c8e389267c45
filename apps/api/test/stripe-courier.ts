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
  /** The same to another process. @returns the status; 0 when it did not live to answer */
  deliverTo(origin: string, event: object): Promise<number>;
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
  const signed = (event: object, secret: string, at?: number) => {
    const payload = JSON.stringify(event);
    const timestamp = at ?? Math.floor(Date.now() / 1000);
    return { payload, signature: client.webhooks.generateTestHeaderString({ payload, secret, timestamp }) };
  };
  return {
    deliver: (event, { secret = accounts.config.webhookSecret, at, alter, headers = {} } = {}) => {
      const { payload, signature } = signed(event, secret, at);
      return browser.post('/webhooks/stripe', alter?.(payload) ?? payload, { 'stripe-signature': signature, ...headers });
    },
    deliverTo: async (origin, event) => {
      const { payload, signature } = signed(event, accounts.config.webhookSecret);
      const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
      try {
        const answer = await fetch(`${origin}/webhooks/stripe`, { method: 'POST', headers, body: payload });
        await answer.arrayBuffer();
        return answer.status;
      } catch {
        return 0;
      }
    },
    events: async (accountId) => {
      const told: StripeTold[] = [];
      for await (const event of client.events.list({ limit: 100 }, { stripeAccount: accountId })) told.push(event);
      return told.reverse();
    },
  };
}
