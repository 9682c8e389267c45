import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config, IdentityProviderConfig } from '@gatehouse/platform';

export interface FakeAccount {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
}

interface Authorization {
  readonly account: FakeAccount;
  readonly redirectUri: string;
  readonly challenge: string;
}

/** Google's token and userinfo endpoints over HTTP, as strict as Google's about client, redirect URI, PKCE and single use. */
export class FakeGoogle {
  private readonly codes = new Map<string, Authorization>();
  private readonly tokens = new Map<string, FakeAccount>();
  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakeGoogle> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const google = new FakeGoogle(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void google.answer(request, response));
    return google;
  }

  get config(): IdentityProviderConfig {
    const origin = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return {
      client: { clientId: 'google-client', clientSecret: 'google-secret' },
      endpoints: {
        authorizationUrl: `${origin}/authorize`,
        tokenUrl: `${origin}/token`,
        userProfileUrl: `${origin}/userinfo`,
        issuerTemplate: origin,
      },
      sandbox: true,
    };
  }

  /** What Google does when the person picks this account: the URL to which the browser goes back. */
  choose(authorizationUrl: string, account: FakeAccount): string {
    const asked = new URL(authorizationUrl).searchParams;
    const redirectUri = asked.get('redirect_uri') ?? '';
    const code = randomBytes(8).toString('hex');
    this.codes.set(code, { account, redirectUri, challenge: asked.get('code_challenge') ?? '' });
    return `${redirectUri}?${new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString()}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const say = (status: number, body: object): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/userinfo') {
      const account = this.tokens.get(request.headers.authorization?.replace('Bearer ', '') ?? '');
      say(account === undefined ? 401 : 200, account ?? { error: 'invalid_token' });
      return;
    }
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const form = new URLSearchParams(body);
    const code = form.get('code') ?? '';
    const authorization = this.codes.get(code);
    this.codes.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const right =
      form.get('client_id') === 'google-client' &&
      form.get('client_secret') === 'google-secret' &&
      form.get('redirect_uri') === authorization?.redirectUri &&
      challenge === authorization?.challenge;
    if (form.get('client_secret') !== 'google-secret') return say(401, { error: 'invalid_client' });
    if (!right || authorization === undefined) return say(400, { error: 'invalid_grant' });
    const token = randomBytes(8).toString('hex');
    this.tokens.set(token, authorization.account);
    say(200, { access_token: token, token_type: 'Bearer', expires_in: 3600 });
  }
}

/** Google as it is given, and no client at the others. */
export function onlyGoogle(google: IdentityProviderConfig): Config['identityProviders'] {
  const nobody = { ...google, client: null };
  return { google, github: nobody, microsoft: nobody };
}
