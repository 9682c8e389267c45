import { createHash, randomBytes } from 'node:crypto';
import { basic, form } from '../seed-client';
import { OidcStage } from './oidc-stage';

const CALLBACK = 'https://rp.example/callback?tenant=a%20b&x=1';

/** Cases of the OpenID Connect basic certification plan about redirect URIs, client authentication and codes. */
describe('OpenID Connect basic: redirect URIs and codes', () => {
  let oidc: OidcStage;
  beforeAll(async () => {
    oidc = await OidcStage.start({ callbackUrl: CALLBACK });
  });
  afterAll(() => oidc.stop());

  describe('the redirect URI', () => {
    it.each([
      ['missing', null],
      ['not registered (oidcc-ensure-registered-redirect-uri)', 'https://rp.example/other'],
      ['the registered one with another query', 'https://rp.example/callback?tenant=a%20b&x=2'],
      ['the registered one with more query', `${CALLBACK}&y=1`],
      ['the registered one without its query', 'https://rp.example/callback'],
      ['the registered one, encoded otherwise', 'https://rp.example/callback?tenant=a+b&x=1'],
    ])('is refused on a page of ours when it is %s', async (_what, redirectUri) => {
      const person = oidc.person();
      expect(await oidc.authorize(person, { redirect_uri: redirectUri })).toBeNull();
      expect([person.page.status, person.trail]).toEqual([400, []]);
    });

    it('keeps the query that it was registered with, in front of the answer (redirect_uri with a query)', async () => {
      const person = oidc.person();
      await oidc.authorize(person);
      await oidc.signIn(person);
      expect(person.leftTo).toMatch(/^https:\/\/rp\.example\/callback\?tenant=a%20b&x=1&code=gth_ac_/);
    });
  });

  describe('client authentication at the token endpoint', () => {
    const redemption = async (): Promise<Record<string, string>> => {
      const person = oidc.person();
      await oidc.authorize(person);
      const code = (await oidc.signIn(person)).get('code') ?? '';
      return { grant_type: 'authorization_code', code, redirect_uri: CALLBACK };
    };
    const path = (): string => `/t/${oidc.gpt.slug}/oauth/token`;

    it.each(['client_secret_basic', 'client_secret_post (oidcc-server-client-secret-post)'])('is %s', async (method) => {
      const { clientId, clientSecret } = oidc.gpt;
      const answer = await oidc.stage.api.server.inject(
        method === 'client_secret_basic'
          ? form(path(), await redemption(), { authorization: basic(clientId, clientSecret) })
          : form(path(), { ...(await redemption()), client_id: clientId, client_secret: clientSecret }),
      );
      expect((await oidc.verify(answer.json<{ id_token: string }>().id_token)).claims.aud).toBe(clientId);
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' });
    });
  });

  it('goes through with PKCE (oidcc-ensure-request-with-valid-pkce-succeeds)', async () => {
    const verifier = randomBytes(32).toString('base64url');
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const person = oidc.person();
    await oidc.authorize(person, { code_challenge: challenge, code_challenge_method: 'S256' });
    const back = await oidc.signIn(person);
    expect((await oidc.redeem(back, { code_verifier: verifier })).id_token).toBeDefined();
  });

  describe.each([
    ['at once (oidcc-codereuse)', 0],
    ['after 30 seconds (oidcc-codereuse-30seconds)', 30],
    ['after it expired', 61],
  ])('a code that is used again %s', (_when, seconds) => {
    it('is refused, and what it gave is revoked', async () => {
      const person = oidc.person();
      await oidc.authorize(person);
      const back = await oidc.signIn(person);
      const tokens = await oidc.redeem(back);
      expect((await oidc.userinfo(tokens.access_token)).statusCode).toBe(200);
      oidc.stage.api.clock.advance(seconds);
      expect((await oidc.redeem(back)).error).toBe('invalid_grant');
      expect((await oidc.userinfo(tokens.access_token)).statusCode).toBe(401);
      const refresh = await oidc.stage.refresh(oidc.gpt, tokens.refresh_token);
      expect(refresh.json<{ error: string }>().error).toBe('invalid_grant');
    });
  });
});
