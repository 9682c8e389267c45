import * as oauth from 'oauth4webapi';
import type { AddressInfo } from 'node:net';
import { type OAuthStage, startOAuthStage } from '../../../test/oauth-stage';
import type { RegisteredGpt } from '../../../test/seed-registered-client';

/** An OAuth library that knows nothing of us, against a listening server. It checks issuer, state, iss, PKCE and every answer's form. */
describe('an independent OAuth client (oauth4webapi)', () => {
  let stage: OAuthStage;
  let client: RegisteredGpt;
  let origin: string;
  beforeAll(async () => {
    stage = await startOAuthStage();
    await stage.api.app.listen(0, '127.0.0.1');
    origin = `http://127.0.0.1:${(stage.api.server.server.address() as AddressInfo).port}`;
    client = await stage.client();
  });
  afterAll(() => stage.stop());

  /** PUBLIC_URL is a name; the test's server is at an address. */
  const options = {
    [oauth.allowInsecureRequests]: true,
    [oauth.customFetch]: (url: string, init: object) => fetch(url.replace(stage.api.config.publicUrl, origin), init),
  };

  async function discover(): Promise<oauth.AuthorizationServer> {
    const issuer = new URL(client.issuer);
    const response = await oauth.discoveryRequest(issuer, { ...options, algorithm: 'oauth2' });
    return oauth.processDiscoveryResponse(issuer, response);
  }

  async function authorize(server: oauth.AuthorizationServer, more: Record<string, string>): Promise<URLSearchParams> {
    const state = oauth.generateRandomState();
    const url = new URL(server.authorization_endpoint ?? '');
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: client.clientId,
      redirect_uri: client.callbackUrl,
      scope: 'greet',
      state,
      ...more,
    }).toString();
    const person = stage.person();
    await person.open(url.toString());
    await stage.signInByEmail(person, `${state.toLowerCase().replace(/[^a-z0-9]/g, '')}@example.com`);
    await person.press('Allow');
    return oauth.validateAuthResponse(server, { client_id: client.clientId }, new URL(person.leftTo ?? ''), state);
  }

  const methods: [string, () => oauth.ClientAuth][] = [
    ['client_secret_post', () => oauth.ClientSecretPost(client.clientSecret)],
    ['client_secret_basic', () => oauth.ClientSecretBasic(client.clientSecret)],
  ];

  describe.each(methods)('with %s', (_method, authenticate) => {
    it.each([true, false])('goes through the whole flow, PKCE: %s', async (pkce) => {
      const server = await discover();
      const verifier = pkce ? oauth.generateRandomCodeVerifier() : oauth.nopkce;
      const challenge =
        typeof verifier === 'string'
          ? { code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' }
          : ({} as Record<string, string>);
      const parameters = await authorize(server, challenge);
      const by = { client_id: client.clientId };
      const answer = await oauth.authorizationCodeGrantRequest(
        server,
        by,
        authenticate(),
        parameters,
        client.callbackUrl,
        verifier,
        options,
      );
      const tokens = await oauth.processAuthorizationCodeResponse(server, by, answer);
      expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 86_400, scope: 'greet' });

      const refreshed = await oauth.refreshTokenGrantRequest(server, by, authenticate(), tokens.refresh_token ?? '', options);
      const child = await oauth.processRefreshTokenResponse(server, by, refreshed);
      expect(child.access_token).not.toBe(tokens.access_token);

      const verify = await oauth.protectedResourceRequest(
        child.access_token,
        'GET',
        new URL(`${origin}/t/${client.slug}/verify`),
        undefined,
        null,
        options,
      );
      expect(await verify.json()).toMatchObject({ active: true, scope: 'greet', client_id: client.clientId });
    });
  });

  it('is told what is wrong in the words of the standard', async () => {
    const server = await discover();
    const by = { client_id: client.clientId };
    const parameters = await authorize(server, {});
    const wrong = await oauth.authorizationCodeGrantRequest(
      server,
      by,
      oauth.ClientSecretPost('gth_cs_no'),
      parameters,
      client.callbackUrl,
      oauth.nopkce,
      options,
    );
    await expect(oauth.processAuthorizationCodeResponse(server, by, wrong)).rejects.toThrow(oauth.WWWAuthenticateChallengeError);
    const used = await oauth.refreshTokenGrantRequest(
      server,
      by,
      oauth.ClientSecretPost(client.clientSecret),
      'gth_rt_no',
      options,
    );
    await expect(oauth.processRefreshTokenResponse(server, by, used)).rejects.toMatchObject({
      error: 'invalid_grant',
      status: 400,
    });
  });
});
