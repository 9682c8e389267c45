import OAuth2Strategy, { type VerifyCallback } from 'passport-oauth2';
import type { OAuthStage } from '../oauth-stage';
import type { RegisteredGpt } from '../seed-registered-client';
import { basic } from '../seed-client';
import { startListeningStage, walkThrough } from './listening-stage';

interface Profile {
  readonly sub: string;
  readonly email: string;
}

interface SignedIn {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly profile: Profile;
}

/** What a strategy calls on itself when passport drives it. */
type Outcome =
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'success'; readonly user: SignedIn }
  | { readonly kind: 'fail' | 'error'; readonly reason: unknown };

/** A website that signs people in through us with passport's own OAuth 2 strategy. */
describe('passport-oauth2, as a relying party', () => {
  let stage: OAuthStage;
  let gpt: RegisteredGpt;
  beforeAll(async () => {
    stage = await startListeningStage();
    gpt = await stage.client();
  });
  afterAll(() => stage.stop());

  class SiteStrategy extends OAuth2Strategy {
    override userProfile(accessToken: string, done: (error?: Error | null, profile?: Profile) => void): void {
      this._oauth2.useAuthorizationHeaderforGET(true);
      this._oauth2.get(`${gpt.issuer}/oauth/userinfo`, accessToken, (error, body) => {
        if (error) done(new Error(JSON.stringify(error)));
        else done(null, JSON.parse(String(body)) as Profile);
      });
    }
  }

  function strategyWith(method: 'post' | 'basic', pkce: boolean): OAuth2Strategy {
    const common = {
      authorizationURL: `${gpt.issuer}/oauth/authorize`,
      tokenURL: `${gpt.issuer}/oauth/token`,
      clientID: gpt.clientId,
      callbackURL: gpt.callbackUrl,
      scope: ['openid', 'email', 'greet'],
      state: true,
      pkce,
    };
    // With Basic the site leaves the secret out of the strategy, which would otherwise put it into the body as well.
    const credentials =
      method === 'post'
        ? { clientSecret: gpt.clientSecret }
        : { clientSecret: '', customHeaders: { Authorization: basic(gpt.clientId, gpt.clientSecret) } };
    return new SiteStrategy(
      { ...common, ...credentials },
      (accessToken: string, refreshToken: string, profile: Profile, done: VerifyCallback) =>
        done(null, { accessToken, refreshToken, profile }),
    );
  }

  function drive(strategy: OAuth2Strategy, request: object): Promise<Outcome> {
    return new Promise((resolve) => {
      const driven = Object.assign(Object.create(strategy) as OAuth2Strategy, {
        redirect: (url: string) => resolve({ kind: 'redirect', url }),
        success: (user: SignedIn) => resolve({ kind: 'success', user }),
        fail: (reason: unknown) => resolve({ kind: 'fail', reason }),
        error: (reason: unknown) => resolve({ kind: 'error', reason }),
      });
      driven.authenticate(request as never, {});
    });
  }

  it.each([
    ['post', true],
    ['post', false],
    ['basic', true],
    ['basic', false],
  ] as const)('signs a person in and reads their profile; %s, PKCE: %s', async (method, pkce) => {
    const strategy = strategyWith(method, pkce);
    const session = {};
    const away = await drive(strategy, { query: {}, session });
    if (away.kind !== 'redirect') throw new Error('the strategy did not send the person to us');
    expect(new URL(away.url).searchParams.has('code_challenge')).toBe(pkce);
    const back = await walkThrough(stage, away.url);
    const outcome = await drive(strategy, { query: Object.fromEntries(back.searchParams), session });
    if (outcome.kind !== 'success') throw new Error(JSON.stringify(outcome));
    const { accessToken, refreshToken, profile } = outcome.user;
    expect(profile).toEqual({ sub: expect.stringMatching(/^usr_/), email: expect.stringContaining('@'), email_verified: true });
    expect(await stage.verify(gpt, accessToken)).toBe(200);
    expect(refreshToken).toMatch(/^gth_rt_/);
  });

  it('learns that the person refused', async () => {
    const strategy = strategyWith('post', true);
    const session = {};
    const away = await drive(strategy, { query: {}, session });
    if (away.kind !== 'redirect') throw new Error('the strategy did not send the person to us');
    const person = await stage.person().open(away.url);
    await stage.signInByEmail(person, 'no@example.com');
    await person.press('Deny');
    const back = new URL(person.leftTo ?? '');
    expect(await drive(strategy, { query: Object.fromEntries(back.searchParams), session })).toMatchObject({ kind: 'fail' });
  });
});
