import type { ProviderAccount } from '@gatehouse/core';
import type { GoogleConfig } from '@gatehouse/platform';
import { PassportStrategy } from '@nestjs/passport';
import { type Profile, Strategy, type StrategyOptions } from 'passport-google-oauth20';
import type { GoogleStateStore } from './google-state.store';

/**
 * Google for members and subscribers alike: one client, one strategy. Where the browser comes back to and what for is said call by call (see
 * `authenticateWithGoogle`). Authorization code flow with PKCE; without a configured client the same code speaks to the local sandbox.
 */
export class GoogleStrategy extends PassportStrategy(Strategy, 'google') {
  constructor(
    google: GoogleConfig,
    readonly stateStore: GoogleStateStore,
  ) {
    super({
      clientID: google.clientId,
      clientSecret: google.clientSecret,
      authorizationURL: google.authorizationUrl,
      tokenURL: google.tokenUrl,
      userProfileURL: google.userProfileUrl,
      scope: ['openid', 'email', 'profile'],
      pkce: true,
      state: true,
      // The published types know neither PKCE in a store nor `callbackURL` in its metadata; the library has both.
      store: stateStore as unknown as NonNullable<StrategyOptions['store']>,
    });
    // Otherwise the library puts the access token into the URL, where logs keep it.
    this._oauth2.useAuthorizationHeaderforGET(true);
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
