import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IdentityProviderConfig } from '@gatehouse/platform';

interface Authorization {
  readonly account: object;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string;
}

type Judgement = { readonly account: object } | { readonly fault: 'client' | 'secret' | 'redirect_uri' | 'grant' };
type Answer = readonly [status: number, body: object];

/** GitHub and Microsoft over HTTP, each with its own ways of answering: as strict as they are about client, redirect URI, PKCE and single use. */
export class FakeProviders {
  /** Clients and their secrets; a test adds a creator's own. */
  readonly clients = new Map([['service-client', 'service-secret']]);
  private readonly codes = new Map<string, Authorization>();
  private readonly tokens = new Map<string, object>();
  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakeProviders> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const fake = new FakeProviders(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void fake.serve(request, response));
    return fake;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  configOf(provider: 'github' | 'microsoft'): IdentityProviderConfig {
    const base = `${this.origin}/${provider}`;
    return {
      client: { clientId: 'service-client', clientSecret: 'service-secret' },
      endpoints: {
        authorizationUrl: `${base}/authorize`,
        tokenUrl: `${base}/token`,
        userProfileUrl: `${base}/user`,
        issuerTemplate: `${base}/{tenantid}/v2.0`,
      },
      sandbox: false,
    };
  }

  /**
   * What the provider does when the person picks this account: the URL to which the browser goes back.
   * @param account GitHub: `{user, emails}`; Microsoft: the claims of the ID token
   */
  choose(authorizationUrl: string, account: object): string {
    const asked = new URL(authorizationUrl).searchParams;
    const redirectUri = asked.get('redirect_uri') ?? '';
    const code = randomBytes(8).toString('hex');
    const challenge = asked.get('code_challenge') ?? '';
    this.codes.set(code, { account, clientId: asked.get('client_id') ?? '', redirectUri, challenge });
    return `${redirectUri}?${new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString()}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const [status, answer] = this.answer(request, new URLSearchParams(body));
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  private answer(request: IncomingMessage, form: URLSearchParams): Answer {
    const path = new URL(request.url ?? '', this.origin).pathname;
    if (path === '/github/token') return this.gitHubToken(form);
    if (path === '/microsoft/token') return this.microsoftToken(form);
    const account = this.tokens.get(request.headers.authorization?.replace('Bearer ', '') ?? '') as
      { user: object; emails: object } | undefined;
    if (account === undefined) return [401, { message: 'Bad credentials' }];
    return [200, path === '/github/user/emails' ? account.emails : account.user];
  }

  private gitHubToken(form: URLSearchParams): Answer {
    const judgement = this.judge(form);
    if (!('fault' in judgement)) return [200, { access_token: this.tokenFor(judgement.account), token_type: 'bearer' }];
    const errors = {
      secret: 'incorrect_client_credentials',
      redirect_uri: 'redirect_uri_mismatch',
      grant: 'bad_verification_code',
    };
    return judgement.fault === 'client' ? [404, { error: 'Not Found' }] : [200, { error: errors[judgement.fault] }];
  }

  private microsoftToken(form: URLSearchParams): Answer {
    const judgement = this.judge(form);
    if ('fault' in judgement) {
      const errors = {
        client: 'unauthorized_client',
        secret: 'invalid_client',
        redirect_uri: 'invalid_grant',
        grant: 'invalid_grant',
      };
      return [400, { error: errors[judgement.fault] }];
    }
    const { tid } = judgement.account as { tid?: string };
    const standard = {
      iss: `${this.origin}/microsoft/${tid}/v2.0`,
      aud: form.get('client_id'),
      exp: Math.floor(Date.now() / 1000) + 10 * 365 * 86_400,
    };
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const idToken = `${part({ alg: 'RS256' })}.${part({ ...standard, ...judgement.account })}.c2ln`;
    return [200, { access_token: this.tokenFor(judgement.account), token_type: 'Bearer', id_token: idToken }];
  }

  private judge(form: URLSearchParams): Judgement {
    const clientId = form.get('client_id') ?? '';
    if (!this.clients.has(clientId)) return { fault: 'client' };
    if (this.clients.get(clientId) !== form.get('client_secret')) return { fault: 'secret' };
    const code = form.get('code') ?? '';
    const granted = this.codes.get(code);
    this.codes.delete(code);
    if (granted !== undefined && form.get('redirect_uri') !== granted.redirectUri) return { fault: 'redirect_uri' };
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    return granted?.clientId === clientId && challenge === granted.challenge ? { account: granted.account } : { fault: 'grant' };
  }

  private tokenFor(account: object): string {
    const token = randomBytes(8).toString('hex');
    this.tokens.set(token, account);
    return token;
  }
}
