import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type StripeConfig, StripeAccounts, type Vault } from '@gatehouse/platform';
import { freePort } from './free-port';

const MAIN = resolve(__dirname, '../../../infra/local/sandbox/main.mjs');
const PUBLIC_URL = 'http://gatehouse.test';

/** The sandbox's Stripe as a process of a test's own. Nobody is there to hear its events: who needs them asks again. */
export class SandboxStripe {
  private constructor(
    private readonly child: ChildProcess,
    private readonly directory: string,
    readonly url: string,
  ) {}

  static async start(): Promise<SandboxStripe> {
    const directory = mkdtempSync(join(tmpdir(), 'gatehouse-stripe-'));
    const [port, smtp] = [await freePort(), await freePort()];
    const env = { PUBLIC_URL, SANDBOX_PORT: String(port), SANDBOX_SMTP_PORT: String(smtp), SANDBOX_DIRECTORY: directory };
    const child = spawn(process.execPath, [MAIN], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
      said += String(chunk);
      if (said.includes('The sandbox listens')) break;
    }
    if (!said.includes('The sandbox listens'))
      throw new Error(`The sandbox ended before it listened on ${port} and ${smtp}: ${said}`);
    child.stdout.resume();
    return new SandboxStripe(child, directory, `http://127.0.0.1:${port}`);
  }

  async stop(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill();
    await gone;
    rmSync(this.directory, { recursive: true, force: true });
  }

  get config(): StripeConfig {
    return {
      secretKey: 'sk_test_gatehouse_sandbox',
      webhookSecret: 'whsec_gatehouse_sandbox',
      connectClientId: 'ca_gatehouse_sandbox',
      connectAuthorizeUrl: `${PUBLIC_URL}/dev/stripe/oauth/authorize`,
      apiBase: this.url,
      applicationFeePercent: 0,
      sandbox: true,
    };
  }

  accounts(vault: Vault): StripeAccounts {
    return new StripeAccounts(this.config, vault);
  }

  /** A creator's account, connected to the platform. */
  async connect(vault: Vault, name = 'Recipe Labs'): Promise<string> {
    const fields = {
      client_id: 'ca_gatehouse_sandbox',
      response_type: 'code',
      redirect_uri: `${PUBLIC_URL}/connected`,
      state: 's',
    };
    const answer = await this.post('/dev/stripe/oauth/authorize', { ...fields, account: 'new', name });
    const code = new URL(answer.headers.get('location') ?? 'none:').searchParams.get('code') ?? '';
    const token = await this.accounts(vault).platform().oauth.token({ grant_type: 'authorization_code', code });
    return token.stripe_user_id ?? '';
  }

  /** What a person does at Checkout, with a card that works. */
  async pay(checkoutId: string, card = '4242424242424242'): Promise<void> {
    await this.post(`/dev/stripe/checkout/${checkoutId}`, { decision: 'pay', card });
  }

  async advance(accountId: string, seconds: number): Promise<void> {
    await this.post(`/dev/stripe/accounts/${accountId}`, { do: 'advance', seconds: String(seconds) });
  }

  private post(path: string, fields: Record<string, string>): Promise<Response> {
    return fetch(this.url + path, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });
  }
}
