import * as oidc from 'openid-client';
import type { OAuthStage } from '../oauth-stage';
import type { RegisteredGpt } from '../seed-registered-client';
import { startListeningStage, walkThrough } from './listening-stage';

/** The certified OpenID Connect library for Node: it configures itself from discovery and checks every claim and signature. */
describe('openid-client', () => {
  let stage: OAuthStage;
  let gpt: RegisteredGpt;
  beforeAll(async () => {
    stage = await startListeningStage();
    gpt = await stage.client();
  });
  afterAll(() => stage.stop());

  const methods: [string, () => oidc.ClientAuth][] = [
    ['client_secret_post', () => oidc.ClientSecretPost(gpt.clientSecret)],
    ['client_secret_basic', () => oidc.ClientSecretBasic(gpt.clientSecret)],
  ];
  const discover = async (authenticate: oidc.ClientAuth): Promise<oidc.Configuration> => {
    const config = await oidc.discovery(new URL(gpt.issuer), gpt.clientId, {}, authenticate, {
      execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks],
    });
    return config;
  };

  describe.each(methods)('with %s', (_method, authenticate) => {
    it.each([true, false])('signs in, reads who it is, refreshes, introspects and revokes; PKCE: %s', async (pkce) => {
      const config = await discover(authenticate());
      const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: gpt.callbackUrl,
        scope: 'openid email profile offline_access greet',
        state,
        nonce,
        ...(pkce ? { code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' } : {}),
      });
      const checks = { expectedState: state, expectedNonce: nonce, idTokenExpected: true, maxAge: 300 };
      const tokens = await oidc.authorizationCodeGrant(config, await walkThrough(stage, url.href), {
        ...checks,
        ...(pkce ? { pkceCodeVerifier: verifier } : {}),
      });
      const claims = tokens.claims();
      expect(claims).toMatchObject({ iss: gpt.issuer, aud: gpt.clientId, nonce, email_verified: true });
      const sub = claims?.sub ?? '';

      const person = await oidc.fetchUserInfo(config, tokens.access_token, sub);
      expect(person).toMatchObject({ sub, email: claims?.['email'], email_verified: true });

      const refreshed = await oidc.refreshTokenGrant(config, tokens.refresh_token ?? '');
      expect(refreshed.claims()).toMatchObject({ sub, auth_time: claims?.auth_time });
      expect(refreshed.claims()).not.toHaveProperty('nonce');

      const described = await oidc.tokenIntrospection(config, refreshed.access_token);
      expect(described).toMatchObject({ active: true, sub, iss: gpt.issuer, client_id: gpt.clientId, token_type: 'bearer' });
      await oidc.tokenRevocation(config, refreshed.refresh_token ?? '');
      expect(await oidc.tokenIntrospection(config, refreshed.access_token)).toEqual({ active: false });
      expect(await stage.verify(gpt, refreshed.access_token)).toBe(401);
      await expect(oidc.fetchUserInfo(config, refreshed.access_token, sub)).rejects.toThrow();
      await expect(oidc.refreshTokenGrant(config, refreshed.refresh_token ?? '')).rejects.toMatchObject({
        error: 'invalid_grant',
      });
    });
  });

  it('is refused an answer that belongs to another nonce, and learns of errors in the words of the standard', async () => {
    const config = await discover(oidc.ClientSecretPost(gpt.clientSecret));
    const parameters = { redirect_uri: gpt.callbackUrl, scope: 'openid', nonce: oidc.randomNonce() };
    const back = await walkThrough(stage, oidc.buildAuthorizationUrl(config, parameters).href);
    const wrong = { expectedNonce: oidc.randomNonce(), idTokenExpected: true };
    await expect(oidc.authorizationCodeGrant(config, back, wrong)).rejects.toMatchObject({
      code: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
    });

    const silent = oidc.buildAuthorizationUrl(config, { ...parameters, prompt: 'none' });
    const person = await stage.person().open(silent.href);
    await expect(oidc.authorizationCodeGrant(config, new URL(person.leftTo ?? ''))).rejects.toMatchObject({
      error: 'login_required',
    });
  });
});
