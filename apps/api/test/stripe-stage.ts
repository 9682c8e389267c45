import { newId, STRIPE_METADATA, type StripeConfig, StripeAccounts, Vault } from '@gatehouse/platform';
import { freePort } from '@gatehouse/testing';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { scratchDirectory } from '../../../infra/local/test/child';
import { Sandbox } from '../../../infra/local/test/sandbox';
import { startTestApi, type TestApi } from './test-api';
import { addSubscriber, type SeededSubscriber } from './test-tenant';
import { type Creator, createCreator } from './test-members';

const WEBHOOK_SECRET = 'whsec_gatehouse_sandbox';

/** The API beside the sandbox's Stripe: a process of its own, spoken to over HTTP by the product's own client, that sends its webhooks to the API. */
export interface StripeStage {
  readonly api: TestApi;
  readonly sandboxUrl: string;
  readonly accounts: StripeAccounts;
  /** A creator whose account is connected. */
  creator(slug: string): Promise<Creator & { readonly accountId: string }>;
  /** Presses a button on one of the sandbox's pages. */
  readonly press: (path: string, fields: Record<string, string>) => Promise<Response>;
  stop(): Promise<void>;
}

/** @param isTold whether the sandbox's events reach the API, as they happen; else a test delivers them itself */
export async function startStripeStage({ isTold = true } = {}): Promise<StripeStage> {
  const apiPort = await freePort();
  const publicUrl = `http://127.0.0.1:${apiPort}`;
  const scratch = scratchDirectory();
  const sandbox = await Sandbox.start(scratch.path, publicUrl);
  const sandboxUrl = sandbox.url;
  const stripe = stripeConfig(publicUrl, sandboxUrl);
  const api = await startTestApi({ config: { publicUrl, stripe } });
  api.clock.now = () => new Date();
  const sink = createServer((_request, response) => response.end());
  if (isTold) await api.server.listen({ port: apiPort, host: '127.0.0.1' });
  else await once(sink.listen(apiPort, '127.0.0.1'), 'listening');
  const press = (path: string, fields: Record<string, string>): Promise<Response> => sandbox.post(path, fields);
  return {
    api,
    sandboxUrl,
    accounts: new StripeAccounts(stripe, new Vault(api.config.masterKeys)),
    press,
    creator: async (slug) => {
      const creator = await createCreator(api, slug);
      return { ...creator, accountId: await connect(creator, press, slug) };
    },
    stop: async () => {
      await api.stop();
      await sandbox.stop();
      sink.close();
      scratch.remove();
    },
  };
}

const stripeConfig = (publicUrl: string, sandboxUrl: string): StripeConfig => ({
  secretKey: 'sk_test_gatehouse_sandbox',
  webhookSecret: WEBHOOK_SECRET,
  connectClientId: 'ca_gatehouse_sandbox',
  connectAuthorizeUrl: `${publicUrl}/dev/stripe/oauth/authorize`,
  apiBase: sandboxUrl,
  applicationFeePercent: 0,
  sandbox: true,
});

/** Goes to Stripe, opens an account there, and comes back. @returns the account's id */
async function connect({ browser, base }: Creator, press: StripeStage['press'], name: string): Promise<string> {
  const back = await allowAtStripe((await browser.post(`${base}/billing/connection/authorize`)).body.url, press, name);
  await browser.get(`${back.pathname}${back.search}`);
  return (await browser.get(`${base}/billing/connection`)).body.connection.account_id;
}

/** What the creator does on Stripe's page. @returns where Stripe sends them */
export async function allowAtStripe(url: string, press: StripeStage['press'], name: string): Promise<URL> {
  const asked = Object.fromEntries(new URL(url).searchParams);
  const answer = await press('/dev/stripe/oauth/authorize', { ...asked, account: 'new', name });
  return new URL(answer.headers.get('location') ?? 'none:');
}

export interface Sold {
  readonly gptId: string;
  readonly freeTierId: string;
  readonly tierId: string;
  readonly stripePriceId: string;
}

/** A GPT with a tier that costs `amount` a month at Stripe, put there past the product. */
export async function offerTier(
  { api, accounts }: StripeStage,
  creator: Creator & { accountId: string },
  amount = 500,
): Promise<Sold> {
  const { browser, base, workspaceId, accountId } = creator;
  const gpt = (await browser.post(`${base}/gpts`, { name: 'Foods', callback_urls: ['https://tool.example/cb'] })).body;
  const price = { amount, currency: 'eur', interval: 'month' };
  const tier = (await browser.post(`${base}/gpts/${gpt.id}/tiers`, { key: 'pro', name: 'Pro', price })).body;
  const { data: tiers } = (await browser.get(`${base}/gpts/${gpt.id}/tiers`)).body;
  const on = { stripeAccount: accountId };
  const product = await accounts.platform().products.create({ name: 'Pro' }, on);
  const made = await accounts
    .platform()
    .prices.create({ product: product.id, currency: 'eur', unit_amount: amount, recurring: { interval: 'month' } }, on);
  await api.database.query('DELETE FROM tier_prices WHERE workspace_id = $1 AND tier_id = $2', [workspaceId, tier.id]);
  await api.database.query(
    `INSERT INTO tier_prices (workspace_id, id, gpt_id, tier_id, amount, currency, "interval", stripe_account_id, stripe_product_id, stripe_price_id, created_at)
     VALUES ($1, $2, $3, $4, $5, 'eur', 'month', $6, $7, $8, now())`,
    [workspaceId, newId('prc'), gpt.id, tier.id, amount, accountId, product.id, made.id],
  );
  return { gptId: gpt.id, freeTierId: tiers[0].id, tierId: tier.id, stripePriceId: made.id };
}

/** Somebody who signed in and pays by Checkout. @returns their id and what they bought */
export async function buy(
  stage: StripeStage,
  creator: Creator & { accountId: string },
  sold: Sold,
  seed: SeededSubscriber & { card?: string },
): Promise<{ subscriberId: string; subscriptionId: string }> {
  const { accountId, workspaceId } = creator;
  const subscriberId = await addSubscriber(stage.api.database, workspaceId, sold.gptId, seed);
  const on = { stripeAccount: accountId };
  const client = stage.accounts.platform();
  const customer = await client.customers.create({ email: seed.email }, on);
  const session = await client.checkout.sessions.create(
    {
      mode: 'subscription',
      customer: customer.id,
      line_items: [{ price: sold.stripePriceId, quantity: 1 }],
      success_url: `${stage.api.config.publicUrl}/done`,
      cancel_url: `${stage.api.config.publicUrl}/back`,
      subscription_data: { metadata: notesFor(workspaceId, sold, subscriberId) },
    },
    on,
  );
  const paid = await stage.press(`/dev/stripe/checkout/${session.id}`, {
    decision: 'pay',
    card: seed.card ?? '4242424242424242',
  });
  if (paid.status !== 303 && paid.status !== 302) throw new Error(`Checkout answered ${paid.status}`);
  const { subscription } = await client.checkout.sessions.retrieve(session.id, {}, on);
  if (typeof subscription !== 'string') throw new Error('nothing was bought');
  return { subscriberId, subscriptionId: subscription };
}

const notesFor = (workspaceId: string, { gptId, tierId }: Sold, subscriberId: string): Record<string, string> => ({
  [STRIPE_METADATA.workspace]: workspaceId,
  [STRIPE_METADATA.gpt]: gptId,
  [STRIPE_METADATA.tier]: tierId,
  [STRIPE_METADATA.subscriber]: subscriberId,
});
