import { createHash } from 'node:crypto';
import { OidcStage } from './oidc-stage';

/** Cases of the OpenID Connect basic certification plan about ID tokens. In brackets the plan's own name for each. */
describe('OpenID Connect basic: ID tokens', () => {
  let oidc: OidcStage;
  beforeAll(async () => {
    oidc = await OidcStage.start();
  });
  afterAll(() => oidc.stop());

  it('carry iss, sub, aud, exp, iat and auth_time, in whole seconds (oidcc-server)', async () => {
    const { claims } = await oidc.verify((await oidc.obtain()).id_token);
    const now = Math.floor(oidc.stage.api.clock.now().getTime() / 1000);
    expect(claims).toEqual({
      iss: oidc.gpt.issuer,
      sub: expect.stringMatching(/^usr_[0-9a-z]{26}$/),
      aud: oidc.gpt.clientId,
      iat: now,
      exp: now + 3600,
      auth_time: now,
      at_hash: expect.any(String),
    });
  });

  it('are signed with RS256 by a published key that their header names, and never unsigned (oidcc-idtoken-signature)', async () => {
    const { header } = await oidc.verify((await oidc.obtain()).id_token);
    expect(header).toEqual({ alg: 'RS256', typ: 'JWT', kid: expect.any(String) });
    const kids = (await oidc.keySet()).keys.filter(({ alg, use }) => alg === 'RS256' && use === 'sig').map(({ kid }) => kid);
    expect(kids).toContain(header.kid);
    expect(new Set(kids).size).toBe(kids.length);
  });

  it('bind the access token of the same answer (at_hash)', async () => {
    const tokens = await oidc.obtain();
    const { claims } = await oidc.verify(tokens.id_token);
    const left = createHash('sha256').update(tokens.access_token).digest().subarray(0, 16);
    expect(claims['at_hash']).toBe(left.toString('base64url'));
  });

  it('echo the nonce byte for byte (oidcc-server)', async () => {
    for (const nonce of ['n-0S6_WzA2Mj', 'a b+c/d=&é"✓', 'x'.repeat(1024)]) {
      const { claims } = await oidc.verify((await oidc.obtain({ nonce })).id_token);
      expect(claims['nonce']).toBe(nonce);
    }
  });

  it('have no nonce where none was sent, or an empty one (oidcc-ensure-request-without-nonce-succeeds-for-code-flow)', async () => {
    for (const nonce of [null, '']) {
      const { claims } = await oidc.verify((await oidc.obtain({ nonce })).id_token);
      expect(claims).not.toHaveProperty('nonce');
    }
  });

  it('come with openid and not without', async () => {
    expect(await oidc.obtain({ scope: 'greet' })).not.toHaveProperty('id_token');
    expect(await oidc.obtain({ scope: null })).not.toHaveProperty('id_token');
    expect(await oidc.obtain({ scope: 'email profile' })).not.toHaveProperty('id_token');
  });

  it('name the same person at every sign-in, and another person otherwise', async () => {
    const { person, tokens } = await oidc.signedInPerson();
    const again = await oidc.redeem(await oidc.authorize(person));
    const sub = async (idToken: string): Promise<unknown> => (await oidc.verify(idToken)).claims.sub;
    expect(await sub(again.id_token)).toBe(await sub(tokens.id_token));
    expect(await sub((await oidc.obtain()).id_token)).not.toBe(await sub(tokens.id_token));
  });

  it('come again with a refresh: same iss, sub, aud and auth_time, a new iat, no nonce (oidcc-refresh-token)', async () => {
    const tokens = await oidc.obtain({ nonce: 'once', scope: 'openid email' });
    const before = (await oidc.verify(tokens.id_token)).claims;
    oidc.stage.api.clock.advance(100);
    const answer = await oidc.stage.refresh(oidc.gpt, tokens.refresh_token);
    const { claims } = await oidc.verify(answer.json<{ id_token: string }>().id_token);
    const { nonce, iat = 0, exp = 0, at_hash: _former, ...same } = before;
    expect(nonce).toBe('once');
    expect(claims).toEqual({ ...same, iat: iat + 100, exp: exp + 100, at_hash: claims['at_hash'] });
  });

  it('do not come with a refresh that leaves openid out', async () => {
    const tokens = await oidc.obtain({ scope: 'openid greet' });
    const answer = await oidc.stage.refresh(oidc.gpt, tokens.refresh_token, { scope: 'greet' });
    expect(answer.json()).not.toHaveProperty('id_token');
  });

  it('come again with a refresh that is repeated within the grace, for the same child', async () => {
    const tokens = await oidc.obtain();
    const first = (await oidc.stage.refresh(oidc.gpt, tokens.refresh_token)).json<{ access_token: string; id_token: string }>();
    const second = (await oidc.stage.refresh(oidc.gpt, tokens.refresh_token)).json<{ access_token: string; id_token: string }>();
    expect(second.access_token).toBe(first.access_token);
    expect((await oidc.verify(second.id_token)).claims).toEqual((await oidc.verify(first.id_token)).claims);
  });
});
