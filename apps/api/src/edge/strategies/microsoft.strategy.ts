import { accountFromMicrosoft, type Clock, type ProviderAccount } from '@gatehouse/core';
import { PassportStrategy } from '@nestjs/passport';
import passport from 'passport';
import { Strategy, type StrategyOptions } from 'passport-oauth2';
import type { ProviderConnection } from './provider.strategy';

/** Microsoft's v2.0 endpoint for everybody: personal accounts and those of any organisation. Authorization code flow with PKCE, ID token read. */
export class MicrosoftStrategy extends PassportStrategy(Strategy, 'microsoft', 5) {
  constructor(
    private readonly connection: ProviderConnection,
    private readonly clock: Clock,
  ) {
    super({
      clientID: connection.client.clientId,
      clientSecret: connection.client.clientSecret,
      authorizationURL: connection.endpoints.authorizationUrl,
      tokenURL: connection.endpoints.tokenUrl,
      scope: ['openid', 'email', 'profile'],
      pkce: true,
      state: true,
      // The ID token says it all.
      skipUserProfile: true,
      store: connection.stateStore as unknown as NonNullable<StrategyOptions['store']>,
    });
  }

  protected getPassportInstance(): passport.Authenticator {
    return new passport.Passport();
  }

  override authorizationParams(options: { prompt?: string; loginHint?: string }): object {
    const { prompt, loginHint } = options;
    return { ...(prompt === undefined ? {} : { prompt }), ...(loginHint === undefined ? {} : { login_hint: loginHint }) };
  }

  validate(_accessToken: string, _refreshToken: string, answer: { id_token?: unknown }): ProviderAccount | false {
    const claims = claimsOf(answer.id_token);
    const { client, endpoints } = this.connection;
    const expected = { clientId: client.clientId, issuerTemplate: endpoints.issuerTemplate, now: this.clock.now() };
    return (claims === null ? null : accountFromMicrosoft(claims, expected)) ?? false;
  }
}

/** What the token says. Nothing is verified here: `accountFromMicrosoft` says why, and what is. */
function claimsOf(idToken: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof idToken !== 'string') return null;
  try {
    const claims: unknown = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
