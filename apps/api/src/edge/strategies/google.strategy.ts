import type { ProviderAccount } from '@gatehouse/core';
import { PassportStrategy } from '@nestjs/passport';
import passport from 'passport';
import { type Profile, Strategy, type StrategyOptions } from 'passport-google-oauth20';
import type { ProviderConnection } from './provider.strategy';

/** Google, by its OpenID Connect userinfo. Authorization code flow with PKCE. */
export class GoogleStrategy extends PassportStrategy(Strategy, 'google') {
  constructor({ client, endpoints, stateStore }: ProviderConnection) {
    super({
      clientID: client.clientId,
      clientSecret: client.clientSecret,
      authorizationURL: endpoints.authorizationUrl,
      tokenURL: endpoints.tokenUrl,
      userProfileURL: endpoints.userProfileUrl,
      scope: ['openid', 'email', 'profile'],
      pkce: true,
      state: true,
      // The published types know neither PKCE in a store nor `callbackURL` in its metadata; the library has both.
      store: stateStore as unknown as NonNullable<StrategyOptions['store']>,
    });
    // Otherwise the library puts the access token into the URL, where logs keep it.
    this._oauth2.useAuthorizationHeaderforGET(true);
  }

  /** One of its own: in the process-wide one, the strategy of another GPT's client would take this one's place. */
  protected getPassportInstance(): passport.Authenticator {
    return new passport.Passport();
  }

  /** Called by passport with the profile; throws nothing, so that an odd profile is a refusal and not an error. */
  validate(_accessToken: string, _refreshToken: string, profile: Profile): ProviderAccount | false {
    if (typeof profile.id !== 'string' || profile.id === '') return false;
    const [email] = profile.emails ?? [];
    return {
      subject: profile.id,
      email: email?.value.toLowerCase() ?? null,
      // Google has sent both `true` and `"true"`.
      emailVerified: String(email?.verified) === 'true',
      name: profile.displayName || null,
    };
  }
}
