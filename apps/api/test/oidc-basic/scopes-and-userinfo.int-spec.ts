import { OidcStage, newEmail } from './oidc-stage';

/** Cases of the OpenID Connect basic certification plan about scopes and userinfo. */
describe('OpenID Connect basic: scopes and userinfo', () => {
  let oidc: OidcStage;
  beforeAll(async () => {
    oidc = await OidcStage.start();
  });
  afterAll(() => oidc.stop());

  const obtainAs = async (email: string, scope: string) => {
    const person = oidc.person();
    await oidc.authorize(person, { scope });
    return oidc.redeem(await oidc.signIn(person, email));
  };
  const obtainNamed = async (scope: string) => {
    const person = oidc.person();
    await oidc.authorize(person, { scope });
    const account = { sub: newEmail(), email: newEmail(), email_verified: true, name: 'Ada Lovelace' };
    await oidc.stage.signInByGoogle(person, account);
    await person.press('Allow');
    return oidc.redeem(new URL(person.leftTo ?? '').searchParams);
  };

  it('answers userinfo by GET and by POST with a bearer header (oidcc-userinfo-get, oidcc-userinfo-post-header)', async () => {
    const tokens = await oidc.obtain();
    const { claims } = await oidc.verify(tokens.id_token);
    for (const method of ['GET', 'POST'] as const) {
      const answer = await oidc.userinfo(tokens.access_token, method);
      expect([answer.statusCode, answer.json()]).toEqual([200, { sub: claims.sub }]);
    }
  });

  it('takes no token in a body, which is optional and which our standards rule out (oidcc-userinfo-post-body)', async () => {
    const { access_token: token } = await oidc.obtain();
    const answer = await oidc.stage.api.server.inject({
      method: 'POST',
      url: `/t/${oidc.gpt.slug}/oauth/userinfo`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ access_token: token }).toString(),
    });
    expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([401, 'Bearer realm="gatehouse"']);
  });

  it('opens email and email_verified with email (oidcc-scope-email)', async () => {
    const email = newEmail();
    const tokens = await obtainAs(email, 'openid email');
    expect(tokens.scope).toBe('openid email');
    const opened = { email, email_verified: true };
    expect((await oidc.userinfo(tokens.access_token)).json()).toEqual({ sub: expect.any(String), ...opened });
    expect((await oidc.verify(tokens.id_token)).claims).toMatchObject(opened);
  });

  it('opens the name with profile, and nothing that is unknown (oidcc-scope-profile)', async () => {
    const tokens = await obtainNamed('openid profile');
    expect((await oidc.userinfo(tokens.access_token)).json()).toEqual({ sub: expect.any(String), name: 'Ada Lovelace' });
    const nameless = await oidc.obtain({ scope: 'openid profile' });
    expect((await oidc.userinfo(nameless.access_token)).json()).toEqual({ sub: expect.any(String) });
  });

  it('takes the scopes in any order, all at once, and beside its own (oidcc-scope-all, oidcc-ensure-other-scope-order-succeeds)', async () => {
    const tokens = await obtainNamed('greet profile email offline_access openid');
    expect(tokens.scope.split(' ').sort()).toEqual(['email', 'greet', 'offline_access', 'openid', 'profile']);
    const person = (await oidc.userinfo(tokens.access_token)).json<object>();
    expect(Object.keys(person).sort()).toEqual(['email', 'email_verified', 'name', 'sub']);
  });

  it('passes over the scopes that it does not know, and says what it granted (oidcc-scope-address, oidcc-scope-phone)', async () => {
    const tokens = await oidc.obtain({ scope: 'openid address phone' });
    expect(tokens.scope).toBe('openid');
    expect((await oidc.userinfo(tokens.access_token)).json()).toEqual({ sub: expect.any(String) });
  });

  it('issues a refresh token with offline_access and without (oidcc-refresh-token)', async () => {
    for (const scope of ['openid', 'openid offline_access'])
      expect((await oidc.obtain({ scope })).refresh_token).toMatch(/^gth_rt_/);
  });

  it('says on the consent page, in plain words, what OpenID scopes open', async () => {
    const person = oidc.person();
    await oidc.authorize(person, { scope: 'openid email profile offline_access greet' });
    await oidc.stage.signInByEmail(person, newEmail());
    for (const sentence of ['Know your name and email address', 'Keep you signed in', 'Greet you by name'])
      expect(person.page.html).toContain(`<li>${sentence}</li>`);
  });

  it('refuses userinfo to a token without openid, with the scope that it needs', async () => {
    const { access_token: token } = await oidc.obtain({ scope: 'greet' });
    const answer = await oidc.userinfo(token);
    expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([403, expect.stringContaining('scope="openid"')]);
  });

  it('lets OpenID tokens through verify like any other', async () => {
    const { access_token: token } = await oidc.obtain({ scope: 'openid greet' });
    expect(await oidc.stage.verify(oidc.gpt, token)).toBe(200);
  });
});
