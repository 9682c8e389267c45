import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { scratchDirectory } from './child';
import { Sandbox } from './sandbox';

const SECRET_KEY = 'sk_test_gatehouse_sandbox';
const WEBHOOK_SECRET = 'whsec_gatehouse_sandbox';

export const CARDS = {
  good: '4242424242424242',
  declined: '4000000000000002',
  failsLater: '4000000000000341',
  asks: '4000002500003155',
};

/** The very client of the product, against what stands in for Stripe on a machine without a key: a connected account, its buyers, its events. */
export class SandboxStripe {
  /** Whether events are refused for now. */
  receiverFails = false;
  /** How many were. */
  refused = 0;
  client!: Stripe;
  sandbox!: Sandbox;
  account = '';
  readonly #scratch = scratchDirectory();
  readonly #events: Stripe.Event[] = [];
  readonly #receiver: Server;

  private constructor() {
    const stripe = new Stripe(SECRET_KEY);
    this.#receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (this.receiverFails) {
          this.refused += 1;
          return void response.writeHead(500).end();
        }
        const signature = String(request.headers['stripe-signature']);
        this.#events.push(stripe.webhooks.constructEvent(Buffer.concat(chunks), signature, WEBHOOK_SECRET));
        response.writeHead(200).end();
      });
    });
  }

  static async start(): Promise<SandboxStripe> {
    const at = new SandboxStripe();
    at.#receiver.listen(0, '127.0.0.1');
    await once(at.#receiver, 'listening');
    await at.#startSandbox();
    at.account = await at.#connect('Recipe Labs');
    return at;
  }

  async #startSandbox(): Promise<void> {
    this.sandbox = await Sandbox.start(this.#scratch.path, this.publicUrl());
    this.client = this.clientFor(SECRET_KEY);
  }

  async startAgain(): Promise<void> {
    await this.sandbox.stop();
    await this.#startSandbox();
  }

  async stop(): Promise<void> {
    await this.sandbox.stop();
    this.#receiver.close();
    this.#scratch.remove();
  }

  clientFor(key: string): Stripe {
    const { hostname, port } = new URL(this.sandbox.url);
    return new Stripe(key, { host: hostname, port: Number(port), protocol: 'http', maxNetworkRetries: 0 });
  }

  on(): { stripeAccount: string } {
    return { stripeAccount: this.account };
  }

  publicUrl(): string {
    return `http://127.0.0.1:${(this.#receiver.address() as AddressInfo).port}`;
  }

  async #connect(name: string): Promise<string> {
    const answer = await this.sandbox.post('/dev/stripe/oauth/authorize', {
      client_id: 'ca_gatehouse_sandbox',
      response_type: 'code',
      redirect_uri: `${this.publicUrl()}/connected`,
      state: 'abc',
      account: 'new',
      name,
    });
    const target = new URL(answer.headers.get('location') ?? 'none:');
    expect(target.searchParams.get('state')).toBe('abc');
    const code = target.searchParams.get('code') ?? '';
    const token = await this.client.oauth.token({ grant_type: 'authorization_code', code });
    await expect(this.client.oauth.token({ grant_type: 'authorization_code', code })).rejects.toThrow();
    return token.stripe_user_id ?? '';
  }

  async price(amount: number, interval: 'month' | 'year' = 'month', currency = 'eur'): Promise<Stripe.Price> {
    const product = await this.client.products.create({ name: `Pro ${amount}` }, this.on());
    const what = { product: product.id, unit_amount: amount, currency, recurring: { interval } };
    return this.client.prices.create(what, this.on());
  }

  async checkout(priceId: string, more: Partial<Stripe.Checkout.SessionCreateParams> = {}): Promise<Stripe.Checkout.Session> {
    const customer = await this.client.customers.create({ email: 'ada@example.com' }, this.on());
    return this.client.checkout.sessions.create(
      {
        mode: 'subscription',
        customer: customer.id,
        line_items: [{ price: priceId, quantity: 1 }],
        success_url: `${this.publicUrl()}/done?s={CHECKOUT_SESSION_ID}`,
        cancel_url: `${this.publicUrl()}/back`,
        ...more,
      },
      this.on(),
    );
  }

  pay(session: Stripe.Checkout.Session, fields: Record<string, string>): Promise<Response> {
    return this.sandbox.post(`/dev/stripe/checkout/${session.id}`, { decision: 'pay', ...fields });
  }

  async bought(session: Stripe.Checkout.Session): Promise<Stripe.Subscription> {
    const expand = { expand: ['subscription'] };
    const { subscription } = await this.client.checkout.sessions.retrieve(session.id, expand, this.on());
    if (subscription === null || typeof subscription === 'string') throw new Error('nothing was bought');
    return subscription;
  }

  again(id: string): Promise<Stripe.Subscription> {
    return this.client.subscriptions.retrieve(id, {}, this.on());
  }

  /** Lets days pass at the account. */
  forward(days: number): Promise<Response> {
    return this.sandbox.post(`/dev/stripe/accounts/${this.account}`, { do: 'advance', seconds: String(days * 86_400) });
  }

  /** Waits for an event about something. */
  async told(type: string, id: string): Promise<Stripe.Event> {
    for (let attempt = 0; attempt < 800; attempt += 1) {
      const event = this.#events.find((one) => one.type === type && JSON.stringify(one.data.object).includes(id));
      if (event !== undefined) return event;
      await new Promise((done) => setTimeout(done, 25));
    }
    throw new Error(`${type} for ${id} was never told; but ${this.#events.map((one) => one.type).join(', ')}`);
  }
}

/** The id of something that was not expanded. */
export function idOf(value: unknown): string {
  if (typeof value !== 'string') throw new Error('not an id');
  return value;
}
