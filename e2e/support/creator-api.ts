import type { GptSettings } from '@gatehouse/chatgpt-simulator';
import type { Person } from './people';

interface CreatedGpt {
  id: string;
  client_id: string;
  client_secret: string;
  oauth: { authorization_url: string; token_url: string; scope: string };
  verify_url: string;
}

interface PricedTier {
  key: string;
  name: string;
  quota_per_month?: number;
  trial_days?: number;
  prices: { month: number; year: number };
}

/** Arranges things by the creator's API, for tests whose subject is not the dashboard. */
export class CreatorApi {
  private constructor(
    private readonly origin: string,
    private readonly cookie: string,
  ) {}

  /** Signs `person` up, verifies the address, and keeps the session. */
  static async signUp(origin: string, { name, email, password, mailbox }: Person): Promise<CreatorApi> {
    const signedUp = await new CreatorApi(origin, '').#call('POST', '/auth/sign-up', { name, email, password });
    // Only the browser that signed up confirms the password that it chose.
    const visitor = new CreatorApi(origin, cookiesOf(signedUp));
    const response = await visitor.#call('POST', '/auth/verify-email', { email, code: await mailbox.code() });
    return new CreatorApi(origin, cookiesOf(response));
  }

  async createWorkspace(name: string): Promise<{ slug: string; issuer: string }> {
    return (await (await this.#call('POST', '/workspaces', { name })).json()) as { slug: string; issuer: string };
  }

  async createGpt(
    slug: string,
    name: string,
    callbackUrl: string,
  ): Promise<{ id: string; settings: GptSettings; verifyUrl: string }> {
    const response = await this.#call('POST', `/workspaces/${slug}/gpts`, { name, callback_urls: [callbackUrl] });
    const gpt = (await response.json()) as CreatedGpt;
    const settings: GptSettings = {
      clientId: gpt.client_id,
      clientSecret: gpt.client_secret,
      authorizationUrl: gpt.oauth.authorization_url,
      tokenUrl: gpt.oauth.token_url,
      scope: gpt.oauth.scope,
      tokenExchangeMethod: 'post',
      callbackUrl,
    };
    return { id: gpt.id, settings, verifyUrl: gpt.verify_url };
  }

  async setLoginMethods(slug: string, gptId: string, methods: readonly string[]): Promise<void> {
    await this.#call('PATCH', `/workspaces/${slug}/gpts/${gptId}`, { login_methods: methods });
  }

  /** A tier that costs something by the month and by the year, in minor units. @returns its id */
  async addTier(slug: string, gptId: string, { prices, ...tier }: PricedTier): Promise<string> {
    const tiers = `/workspaces/${slug}/gpts/${gptId}/tiers`;
    const { id } = (await (await this.#call('POST', tiers, tier)).json()) as { id: string };
    const each = Object.entries(prices).map(([interval, amount]) => ({ interval, amount, currency: 'eur' }));
    const priced = await this.#call('PUT', `${tiers}/${id}/prices`, { prices: each });
    const { data } = (await priced.json()) as { data: { at_stripe: boolean }[] };
    if (!data.every((price) => price.at_stripe)) throw new Error(`A price of ${tier.name} did not come to Stripe.`);
    return id;
  }

  /** New subscribers begin there. Where it has a price, the GPT has nothing free. */
  async beginOn(slug: string, gptId: string, tierId: string): Promise<void> {
    await this.#call('PATCH', `/workspaces/${slug}/gpts/${gptId}/tiers/${tierId}`, { default: true });
  }

  async #call(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(`${this.origin}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', cookie: this.cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response;
  }
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
}
