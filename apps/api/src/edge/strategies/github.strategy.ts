import { accountFromGitHub, type ProviderAccount } from '@gatehouse/core';
import { PassportStrategy } from '@nestjs/passport';
import passport from 'passport';
import { Strategy, type StrategyOptions } from 'passport-oauth2';
import type { ProviderConnection } from './provider.strategy';

type Told = (error: unknown, body?: unknown) => void;

/** GitHub, an OAuth 2 server without OpenID Connect: the person is read from its API. Authorization code flow with PKCE. */
export class GitHubStrategy extends PassportStrategy(Strategy, 'github') {
  private readonly userUrl: string;

  constructor({ client, endpoints, stateStore }: ProviderConnection) {
    super({
      clientID: client.clientId,
      clientSecret: client.clientSecret,
      authorizationURL: endpoints.authorizationUrl,
      tokenURL: endpoints.tokenUrl,
      // No access to anything of theirs but who they are.
      scope: ['read:user', 'user:email'],
      pkce: true,
      state: true,
      store: stateStore as unknown as NonNullable<StrategyOptions['store']>,
      // GitHub answers with a form unless asked for JSON, and refuses whoever does not say who they are.
      customHeaders: { accept: 'application/json', 'user-agent': 'Gatehouse' },
    });
    this.userUrl = endpoints.userProfileUrl;
    this._oauth2.useAuthorizationHeaderforGET(true);
    this.readRefusalsOfTokenEndpoint();
  }

  protected getPassportInstance(): passport.Authenticator {
    return new passport.Passport();
  }

  override authorizationParams(options: { prompt?: string }): object {
    // The account picker; GitHub has no way to ask for the password again.
    return options.prompt === undefined ? {} : { prompt: 'select_account' };
  }

  override userProfile(accessToken: string, done: (error?: Error | null, profile?: unknown) => void): void {
    Promise.all([this.read(this.userUrl, accessToken), this.read(`${this.userUrl}/emails?per_page=100`, accessToken)]).then(
      ([user, emails]) => done(null, { user, emails }),
      (error: unknown) => done(error instanceof Error ? error : new Error('GitHub did not say who signed in')),
    );
  }

  validate(_accessToken: string, _refreshToken: string, profile: { user: unknown; emails: unknown }): ProviderAccount | false {
    return accountFromGitHub(profile.user, profile.emails) ?? false;
  }

  private read(url: string, accessToken: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this._oauth2.get(url, accessToken, (error, body) => {
        if (error !== null && error !== undefined) return reject(new Error('GitHub refused its own access token'));
        try {
          resolve(JSON.parse(String(body)));
        } catch {
          reject(new Error('GitHub answered with something else than JSON'));
        }
      });
    });
  }

  /** GitHub refuses with status 200 and an `error` in the body (against RFC 6749 5.2), which the library takes for an answer without a token. */
  private readRefusalsOfTokenEndpoint(): void {
    const client = this._oauth2 as unknown as { getOAuthAccessToken(code: string, params: object, told: Told): void };
    const ask = client.getOAuthAccessToken.bind(client);
    client.getOAuthAccessToken = (code, params, told) =>
      ask(code, params, (error: unknown, ...answer: unknown[]) => {
        const results = answer[2] as { error?: unknown } | undefined;
        if (typeof results?.error === 'string') return told({ statusCode: 400, data: JSON.stringify(results) });
        told(error, ...(answer as [unknown]));
      });
  }
}
