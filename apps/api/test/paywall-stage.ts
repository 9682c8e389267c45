import { newId, type StripeAccess, type StripeAccounts } from '@gatehouse/platform';
import { scratchDirectory } from '../../../infra/local/test/child';
import { Sandbox } from '../../../infra/local/test/sandbox';
import { DataPlaneModule } from '../src/data-plane.module';
import { STRIPE } from '../src/edge/tokens';
import { type OAuthStage, startOAuthStage } from './oauth-stage';
import type { RegisteredGpt } from './seed-registered-client';

export const CARDS = {
  good: '4242424242424242',
  declined: '4000000000000002',
  asks: '4000002500003155',
  failsLater: '4000000000000341',
} as const;

/** A GPT whose workspace is paid through an account at the sandbox's Stripe. */
export interface Shop extends RegisteredGpt {
  readonly accountId: string;
  readonly access: Pick<StripeAccess, 'client' | 'options'>;
}

export interface SoldTier {
  readonly tierId: string;
  /** Ids of ours. */
  readonly month: string;
  readonly year: string;
}

interface TierOptions {
  readonly quota?: number;
  readonly trialDays?: number;
  readonly amount?: number;
  readonly currency?: string;
  readonly isDefault?: boolean;
  readonly scopes?: readonly string[];
}

export interface PaywallStage extends OAuthStage {
  readonly sandbox: Sandbox;
  shop(): Promise<Shop>;
  /** A tier with a price by the month and one by the year, which costs ten times that. */
  sell(shop: Shop, name: string, options?: TierOptions): Promise<SoldTier>;
  /** On the page of Checkout at which somebody stands. @returns the answer, not followed */
  pay(checkoutUrl: string, fields: Readonly<Record<string, string>>): Promise<Response>;
  /** Moves the account's clock, and with it what becomes due. */
  forward(shop: Shop, days: number): Promise<void>;
  /** Does something while Stripe is away; afterwards it is back, with all that it had. */
  withoutStripe(work: () => Promise<void>): Promise<void>;
}

/** The data plane, a Google, and a Stripe. */
export async function startPaywallStage(): Promise<PaywallStage> {
  const scratch = scratchDirectory();
  let sandbox = await Sandbox.start(scratch.path, 'http://gatehouse.test');
  const stripe = {
    secretKey: 'sk_test_gatehouse_sandbox',
    webhookSecret: 'whsec_gatehouse_sandbox',
    connectClientId: 'ca_gatehouse_sandbox',
    connectAuthorizeUrl: 'http://gatehouse.test/dev/stripe/oauth/authorize',
    apiBase: sandbox.url,
    applicationFeePercent: 5,
    sandbox: true,
  };
  const stage = await startOAuthStage({ stripe, publicUrl: 'http://gatehouse.test' }, [DataPlaneModule]);
  const { api } = stage;
  const accounts = (): StripeAccounts => api.app.get<StripeAccounts>(STRIPE);

  async function connect(name: string): Promise<string> {
    const answer = await sandbox.post('/dev/stripe/oauth/authorize', {
      client_id: stripe.connectClientId,
      response_type: 'code',
      redirect_uri: 'http://gatehouse.test/connected',
      state: 'abc',
      account: 'new',
      name,
    });
    const code = new URL(answer.headers.get('location') ?? 'none:').searchParams.get('code') ?? '';
    const { stripe_user_id: id } = await accounts().platform().oauth.token({ grant_type: 'authorization_code', code });
    return id ?? '';
  }

  return {
    ...stage,
    sandbox,
    shop: async () => {
      const gpt = await stage.client();
      const accountId = await connect(gpt.slug);
      await api.database.query(
        `INSERT INTO stripe_connections (workspace_id, id, kind, stripe_account_id, livemode, connected_at) VALUES ($1, $2, 'connect', $3, false, now())`,
        [gpt.workspaceId, newId('stc'), accountId],
      );
      return { ...gpt, accountId, access: { client: accounts().platform(), options: { stripeAccount: accountId } } };
    },
    sell: async (shop, name, options = {}) => {
      const { workspaceId, gptId, accountId, access } = shop;
      const { amount = 900, currency = 'eur', quota = null, trialDays = null, isDefault = false, scopes = null } = options;
      const tierId = newId('tir');
      if (isDefault) await api.database.query('UPDATE tiers SET is_default = false WHERE gpt_id = $1', [gptId]);
      await api.database.query(
        `INSERT INTO tiers (workspace_id, id, gpt_id, key, name, position, is_default, quota_per_month, scopes, action_costs, price_amount, price_currency, price_interval, trial_days)
         VALUES ($1, $2, $3, $4, $5, 9, $6, $7, $8, '{}', $9, $10, 'month', $11)`,
        [workspaceId, tierId, gptId, name.toLowerCase(), name, isDefault, quota, scopes, amount, currency, trialDays],
      );
      const product = await access.client.products.create({ name }, access.options);
      const price = async (interval: 'month' | 'year', unit: number): Promise<string> => {
        const wanted = { product: product.id, unit_amount: unit, currency, recurring: { interval } };
        const made = await access.client.prices.create(wanted, access.options);
        const id = newId('prc');
        await api.database.query(
          `INSERT INTO tier_prices (workspace_id, id, gpt_id, tier_id, amount, currency, "interval", stripe_account_id, stripe_product_id, stripe_price_id, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now())`,
          [workspaceId, id, gptId, tierId, unit, currency, interval, accountId, product.id, made.id],
        );
        return id;
      };
      return { tierId, month: await price('month', amount), year: await price('year', amount * 10) };
    },
    pay: (checkoutUrl, fields) => sandbox.post(new URL(checkoutUrl).pathname, { decision: 'pay', ...fields }),
    forward: async ({ accountId }, days) => {
      const answer = await sandbox.post(`/dev/stripe/accounts/${accountId}`, { do: 'advance', seconds: String(days * 86_400) });
      if (answer.status >= 400) throw new Error(await answer.text());
    },
    withoutStripe: async (work) => {
      await sandbox.stop();
      try {
        await work();
      } finally {
        sandbox = await Sandbox.start(scratch.path, 'http://gatehouse.test', Number(new URL(sandbox.url).port));
      }
    },
    stop: async () => {
      await stage.stop();
      await sandbox.stop();
      scratch.remove();
    },
  };
}
