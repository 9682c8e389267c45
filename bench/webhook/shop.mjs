import { createHash, randomBytes } from 'node:crypto';

const workspace = 'wsp_bench';
const gpt = 'gpt_01h00000000000000000000000';
const tier = 'tir_01h00000000000000000000000';
const idOf = (kind, n) => `${kind}_01h${String(n).padStart(23, '0')}`;

/** The sandbox's Stripe, spoken to as its API is: forms in, JSON out. */
export class Stripe {
  constructor(base, key) {
    Object.assign(this, { base, key, account: null });
  }

  async call(method, path, fields = {}) {
    const response = await fetch(`${this.base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(this.account === null ? {} : { 'stripe-account': this.account }),
      },
      ...(method === 'POST' ? { body: new URLSearchParams(fields) } : {}),
    });
    const body = await response.json();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${JSON.stringify(body)}`);
    return body;
  }

  /** Presses a button on a page. @returns where it leads */
  async press(path, fields) {
    const body = new URLSearchParams(fields);
    const response = await fetch(`${this.base}${path}`, { method: 'POST', redirect: 'manual', body });
    if (response.status >= 400) throw new Error(`${path} answered ${response.status}`);
    return response.headers.get('location');
  }

  /** Opens an account and connects it. @param publicUrl where the sandbox leads people back to */
  async connect(clientId, publicUrl) {
    const asked = { client_id: clientId, response_type: 'code', redirect_uri: `${publicUrl}/back`, state: 'bench' };
    const back = new URL(await this.press('/dev/stripe/oauth/authorize', { ...asked, account: 'new', name: 'Bench' }));
    const code = back.searchParams.get('code');
    const { stripe_user_id: id } = await this.call('POST', '/oauth/token', { grant_type: 'authorization_code', code });
    this.account = id;
  }

  /** Somebody pays by Checkout. @returns the event that tells of it */
  async sell(price, subscriber) {
    const notes = { workspace, gpt, tier, subscriber };
    const named = Object.entries(notes).map(([name, value]) => [`subscription_data[metadata][gatehouse_${name}]`, value]);
    const session = await this.call('POST', '/v1/checkout/sessions', {
      ...{ mode: 'subscription', success_url: 'http://127.0.0.1/done' },
      ...{ 'line_items[0][price]': price, 'line_items[0][quantity]': '1' },
      ...Object.fromEntries(named),
    });
    await this.press(`/dev/stripe/checkout/${session.id}`, { decision: 'pay', card: '4242424242424242' });
    const { data } = await this.call('GET', '/v1/events?type=customer.subscription.created&limit=1');
    return data[0];
  }
}

/** A GPT of which nothing is free, and people who signed in to it and have not paid. @returns their ids and tokens */
export async function seedShop(lab, url, { stripe, people }) {
  const product = await stripe.call('POST', '/v1/products', { name: 'Pro' });
  const price = await stripe.call('POST', '/v1/prices', {
    ...{ product: product.id, currency: 'eur', unit_amount: '900', 'recurring[interval]': 'month' },
  });
  const buyers = Array.from({ length: people }, (_, n) => {
    return { id: idOf('usr', n), n, token: `gth_at_${randomBytes(32).toString('base64url')}` };
  });
  await lab.inPostgres(url, async (client) => {
    // What is written here is right by construction.
    await client.query('SET session_replication_role = replica');
    const put = (text, values = []) => client.query(text, [workspace, ...values]);
    await put(`INSERT INTO workspaces (id, slug, name) VALUES ($1, 'bench', 'Bench')`);
    await put(
      `INSERT INTO gpts (workspace_id, id, name, client_id, login_methods) VALUES ($1, $2, 'Foods', 'client', '{google}')`,
      [gpt],
    );
    await put(
      `INSERT INTO tiers (workspace_id, id, gpt_id, key, name, is_default, quota_per_month, price_amount, price_currency, price_interval)
       VALUES ($1, $2, $3, 'pro', 'Pro', true, 1000000, 900, 'eur', 'month')`,
      [tier, gpt],
    );
    await put(
      `INSERT INTO tier_prices (workspace_id, id, gpt_id, tier_id, amount, currency, "interval", stripe_account_id, stripe_product_id, stripe_price_id, created_at)
       VALUES ($1, 'prc_bench', $2, $3, 900, 'eur', 'month', $4, $5, $6, now())`,
      [gpt, tier, stripe.account, product.id, price.id],
    );
    await put(
      `INSERT INTO stripe_connections (workspace_id, id, kind, stripe_account_id, livemode, connected_at) VALUES ($1, 'stc_bench', 'connect', $2, false, now())`,
      [stripe.account],
    );
    await put(`INSERT INTO stripe_account_directory (holder_id, stripe_account_id) VALUES ($1, $2)`, [stripe.account]);
    for (const { id, n, token } of buyers) {
      await put(
        `INSERT INTO subscribers (workspace_id, id, email, email_verified, sign_in_method, first_seen_at, last_seen_at)
         VALUES ($1, $2, $2 || '@example.com', true, 'google', now(), now())`,
        [id],
      );
      await put(
        `INSERT INTO subscriptions (workspace_id, id, subscriber_id, gpt_id, tier_id, status, served_until)
         VALUES ($1, $2, $3, $4, $5, 'incomplete', 'epoch')`,
        [idOf('sub', n), id, gpt, tier],
      );
      await put(`INSERT INTO grants (workspace_id, id, subscriber_id, gpt_id, scopes) VALUES ($1, $2, $3, $4, '{}')`, [
        ...[idOf('grt', n), id, gpt],
      ]);
      await put(
        `INSERT INTO access_tokens (workspace_id, id, grant_id, gpt_id, subscriber_id, authorization_code_id, token_hash, scopes, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, '{}', now(), now() + interval '1 day')`,
        [idOf('atk', n), idOf('grt', n), gpt, id, idOf('cod', n), createHash('sha256').update(token).digest()],
      );
    }
    await client.query('ANALYZE');
  });
  return { buyers, price: price.id };
}
