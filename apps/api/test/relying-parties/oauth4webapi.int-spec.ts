import * as oauth from 'oauth4webapi';
import type { OAuthStage } from '../oauth-stage';
import type { RegisteredGpt } from '../seed-registered-client';
import { startListeningStage, walkThrough } from './listening-stage';

const options = { [oauth.allowInsecureRequests]: true };

/** The library in which every input is explicit, on the OpenID endpoints. (Its plain OAuth flow is tested beside the token endpoint.) */
describe('oauth4webapi, as an OpenID client', () => {
  let stage: OAuthStage;
  let gpt: RegisteredGpt;
  let server: oauth.AuthorizationServer;
  beforeAll(async () => {
    stage = await startListeningStage();
    gpt = await stage.client();
    const issuer = new URL(gpt.issuer);
    server = await oauth.processDiscoveryResponse(
      issuer,
      await oauth.discoveryRequest(issuer, { ...options, algorithm: 'oidc' }),
    );
  });
  afterAll(() => stage.stop());

  const methods: [string, () => oauth.ClientAuth][] = [
    ['client_secret_post', () => oauth.ClientSecretPost(gpt.clientSecret)],
    ['client_secret_basic', () => oauth.ClientSecretBasic(gpt.clientSecret)],
  ];

  it('finds the same at both well-known places (RFC 8414 3.1)', async () => {
    const issuer = new URL(gpt.issuer);
    const inserted = await oauth.discoveryRequest(issuer, { ...options, algorithm: 'oauth2' });
    expect(await oauth.processDiscoveryResponse(issuer, inserted)).toEqual(server);
  });

  describe.each(methods)('with %s', (_method, authenticate) => {
    it.each([true, false])(
      'checks the ID token and its signature, reads userinfo, introspects and revokes; PKCE: %s',
      async (pkce) => {
        const client = { client_id: gpt.clientId };
        const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
        const verifier = pkce ? oauth.generateRandomCodeVerifier() : oauth.nopkce;
        const url = new URL(server.authorization_endpoint ?? '');
        url.search = new URLSearchParams({
          ...{
            response_type: 'code',
            client_id: gpt.clientId,
            redirect_uri: gpt.callbackUrl,
            scope: 'openid email',
            state,
            nonce,
          },
          ...(typeof verifier === 'string'
            ? { code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' }
            : {}),
        }).toString();
        const back = oauth.validateAuthResponse(server, client, await walkThrough(stage, url.href), state);
        const answer = await oauth.authorizationCodeGrantRequest(
          server,
          client,
          authenticate(),
          back,
          gpt.callbackUrl,
          verifier,
          options,
        );
        const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer, {
          expectedNonce: nonce,
          requireIdToken: true,
          maxAge: 300,
        });
        await oauth.validateApplicationLevelSignature(server, answer, options);
        const sub = oauth.getValidatedIdTokenClaims(tokens)?.sub ?? '';

        const userinfo = await oauth.userInfoRequest(server, client, tokens.access_token, options);
        expect(await oauth.processUserInfoResponse(server, client, sub, userinfo)).toMatchObject({ sub, email_verified: true });

        const introspect = async (token: string): Promise<oauth.IntrospectionResponse> =>
          oauth.processIntrospectionResponse(
            server,
            client,
            await oauth.introspectionRequest(server, client, authenticate(), token, options),
          );
        expect(await introspect(tokens.access_token)).toMatchObject({ active: true, sub, scope: 'openid email' });
        expect(await introspect(tokens.refresh_token ?? '')).toMatchObject({ active: true, sub });
        await oauth.processRevocationResponse(
          await oauth.revocationRequest(server, client, authenticate(), tokens.access_token, options),
        );
        expect(await introspect(tokens.access_token)).toEqual({ active: false });
        expect(await introspect(tokens.refresh_token ?? '')).toMatchObject({ active: true });
      },
    );
  });
});
