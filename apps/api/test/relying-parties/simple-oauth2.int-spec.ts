import { createHash, randomBytes } from 'node:crypto';
import { AuthorizationCode } from 'simple-oauth2';
import type { OAuthStage } from '../oauth-stage';
import type { RegisteredGpt } from '../seed-registered-client';
import { startListeningStage, walkThrough } from './listening-stage';

/** A plain OAuth client that many creators' servers use. It knows nothing of PKCE, and passes on what it is given. */
describe('simple-oauth2', () => {
  let stage: OAuthStage;
  let gpt: RegisteredGpt;
  beforeAll(async () => {
    stage = await startListeningStage();
    gpt = await stage.client();
  });
  afterAll(() => stage.stop());

  const clientWith = (authorizationMethod: 'header' | 'body', bodyFormat: 'form' | 'json'): AuthorizationCode => {
    const { origin, pathname } = new URL(gpt.issuer);
    const auth = {
      tokenHost: origin,
      tokenPath: `${pathname}/oauth/token`,
      authorizePath: `${pathname}/oauth/authorize`,
      revokePath: `${pathname}/oauth/revoke`,
    };
    return new AuthorizationCode({
      client: { id: gpt.clientId, secret: gpt.clientSecret },
      auth,
      options: { authorizationMethod, bodyFormat },
    });
  };

  it.each([
    ['header', 'form', true],
    ['header', 'form', false],
    ['header', 'json', false],
    ['body', 'form', true],
    ['body', 'form', false],
    ['body', 'json', true],
  ] as const)('signs in, refreshes and revokes; secret in the %s, body as %s, PKCE: %s', async (method, format, pkce) => {
    const client = clientWith(method, format);
    const verifier = randomBytes(32).toString('base64url');
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const asked = { redirect_uri: gpt.callbackUrl, scope: 'greet', state: randomBytes(8).toString('hex') };
    const url = client.authorizeURL({ ...asked, ...(pkce ? { code_challenge: challenge, code_challenge_method: 'S256' } : {}) });
    const back = await walkThrough(stage, url);
    expect(back.searchParams.get('state')).toBe(asked.state);

    const redemption = { code: back.searchParams.get('code') ?? '', redirect_uri: gpt.callbackUrl, scope: 'greet' };
    const issued = await client.getToken({ ...redemption, ...(pkce ? { code_verifier: verifier } : {}) });
    expect(issued.expired()).toBe(false);
    expect(await stage.verify(gpt, String(issued.token['access_token']))).toBe(200);

    const refreshed = await issued.refresh();
    expect(refreshed.token['access_token']).not.toBe(issued.token['access_token']);
    expect(await stage.verify(gpt, String(refreshed.token['access_token']))).toBe(200);

    await refreshed.revoke('refresh_token');
    expect(await stage.verify(gpt, String(refreshed.token['access_token']))).toBe(401);
    await expect(refreshed.refresh()).rejects.toMatchObject({ output: { statusCode: 400 } });
  });

  it('gets a client error for a code that is none', async () => {
    const attempt = clientWith('body', 'form').getToken({ code: 'gth_ac_no', redirect_uri: gpt.callbackUrl });
    await expect(attempt).rejects.toMatchObject({ data: { payload: { error: 'invalid_grant' } } });
  });
});
