import { randomUUID } from 'node:crypto';
import { newEmail, OidcStage, SIGN_IN_PAGE } from './oidc-stage';

/** Cases of the OpenID Connect basic certification plan about authorization requests. */
describe('OpenID Connect basic: authorization requests', () => {
  let oidc: OidcStage;
  beforeAll(async () => {
    oidc = await OidcStage.start();
  });
  afterAll(() => oidc.stop());

  const authTimeOf = async (idToken: string): Promise<number> => Number((await oidc.verify(idToken)).claims['auth_time']);

  describe('prompt', () => {
    it('none, nobody signed in: login_required, with state and iss, and no page (oidcc-prompt-none-not-logged-in)', async () => {
      const state = randomUUID();
      const back = await oidc.authorize(oidc.person(), { prompt: 'none', state });
      expect(Object.fromEntries(back ?? [])).toEqual({
        error: 'login_required',
        error_description: expect.any(String),
        state,
        iss: oidc.gpt.issuer,
      });
    });

    it('none, signed in and allowed before: a code at once, for the same sign-in (oidcc-prompt-none-logged-in)', async () => {
      const { person, tokens } = await oidc.signedInPerson();
      oidc.stage.api.clock.advance(5);
      const again = await oidc.redeem(await oidc.authorize(person, { prompt: 'none' }));
      const [before, after] = [(await oidc.verify(tokens.id_token)).claims, (await oidc.verify(again.id_token)).claims];
      expect([after.sub, after['auth_time']]).toEqual([before.sub, before['auth_time']]);
    });

    it('none, signed in, more asked than allowed: consent_required', async () => {
      const { person } = await oidc.signedInPerson();
      expect((await oidc.authorize(person, { prompt: 'none', scope: 'openid email' }))?.get('error')).toBe('consent_required');
    });

    it('login: asks for a new sign-in, and auth_time is its time (oidcc-prompt-login)', async () => {
      const { person, tokens } = await oidc.signedInPerson();
      oidc.stage.api.clock.advance(5);
      expect(await oidc.authorize(person, { prompt: 'login' })).toBeNull();
      expect(person.page.path).toMatch(SIGN_IN_PAGE);
      const again = await oidc.redeem(await oidc.signIn(person));
      expect(await authTimeOf(again.id_token)).toBe((await authTimeOf(tokens.id_token)) + 5);
    });

    it('consent: asks again for what was allowed', async () => {
      const { person } = await oidc.signedInPerson();
      expect(await oidc.authorize(person, { prompt: 'consent' })).toBeNull();
      await person.press('Allow');
      expect(person.leftTo).toContain('code=');
    });

    it('select_account: lets the person choose who to be', async () => {
      const { person } = await oidc.signedInPerson();
      expect(await oidc.authorize(person, { prompt: 'select_account' })).toBeNull();
      expect(person.page.path).toMatch(SIGN_IN_PAGE);
    });

    it('none together with another is invalid_request', async () => {
      expect((await oidc.authorize(oidc.person(), { prompt: 'none login' }))?.get('error')).toBe('invalid_request');
    });
  });

  describe('max_age', () => {
    it('1: a sign-in that is older is asked for again, and auth_time tells (oidcc-max-age-1)', async () => {
      const { person, tokens } = await oidc.signedInPerson();
      oidc.stage.api.clock.advance(2);
      expect(await oidc.authorize(person, { max_age: '1' })).toBeNull();
      expect(person.page.path).toMatch(SIGN_IN_PAGE);
      const again = await oidc.redeem(await oidc.signIn(person));
      expect(await authTimeOf(again.id_token)).toBe((await authTimeOf(tokens.id_token)) + 2);
    });

    it('10000: the sign-in of a moment ago will do, with auth_time in the ID token (oidcc-max-age-10000)', async () => {
      const { person, tokens } = await oidc.signedInPerson();
      oidc.stage.api.clock.advance(2);
      const again = await oidc.redeem(await oidc.authorize(person, { max_age: '10000', prompt: 'none' }));
      expect(await authTimeOf(again.id_token)).toBe(await authTimeOf(tokens.id_token));
    });

    it('that has passed, under prompt=none: login_required', async () => {
      const { person } = await oidc.signedInPerson();
      oidc.stage.api.clock.advance(2);
      expect((await oidc.authorize(person, { max_age: '1', prompt: 'none' }))?.get('error')).toBe('login_required');
    });

    it('that is no number is invalid_request', async () => {
      expect((await oidc.authorize(oidc.person(), { max_age: 'soon' }))?.get('error')).toBe('invalid_request');
    });
  });

  describe('id_token_hint', () => {
    it('of the person who is signed in: a code at once (oidcc-id-token-hint)', async () => {
      const { person, tokens } = await oidc.signedInPerson();
      const back = await oidc.authorize(person, { id_token_hint: tokens.id_token, prompt: 'none' });
      expect((await oidc.verify((await oidc.redeem(back)).id_token)).claims.sub).toBe(
        (await oidc.verify(tokens.id_token)).claims.sub,
      );
    });

    it('that has expired still names its person', async () => {
      const { person, tokens } = await oidc.signedInPerson();
      oidc.stage.api.clock.advance(7200);
      expect((await oidc.authorize(person, { id_token_hint: tokens.id_token, prompt: 'none' }))?.get('code')).toMatch(/^gth_ac_/);
    });

    it('of somebody else: login_required under prompt=none, else a sign-in', async () => {
      const [{ person }, { tokens }] = [await oidc.signedInPerson(), await oidc.signedInPerson()];
      const hint = { id_token_hint: tokens.id_token };
      expect((await oidc.authorize(person, { ...hint, prompt: 'none' }))?.get('error')).toBe('login_required');
      expect(await oidc.authorize(person, hint)).toBeNull();
      expect(person.page.path).toMatch(SIGN_IN_PAGE);
    });

    it('of one person, and another signs in: login_required, and no code for the wrong one', async () => {
      const { tokens } = await oidc.signedInPerson();
      const person = oidc.person();
      await oidc.authorize(person, { id_token_hint: tokens.id_token });
      await oidc.stage.signInByEmail(person, newEmail());
      expect(new URL(person.leftTo ?? '').searchParams.get('error')).toBe('login_required');
    });

    it('of the person who then signs in: a code', async () => {
      const [first, email] = [oidc.person(), newEmail()];
      await oidc.authorize(first);
      const { id_token: hint } = await oidc.redeem(await oidc.signIn(first, email));
      const second = oidc.person();
      await oidc.authorize(second, { id_token_hint: hint });
      expect((await oidc.signIn(second, email)).get('code')).toMatch(/^gth_ac_/);
    });

    it.each(['nonsense', 'a.b.c', ''])('that is %j never makes a fault', async (hint) => {
      const { person } = await oidc.signedInPerson();
      const back = await oidc.authorize(person, { id_token_hint: hint, prompt: 'none' });
      expect(back?.get(hint === '' ? 'code' : 'error')).toMatch(hint === '' ? /^gth_ac_/ : /^login_required$/);
    });

    it("that another client's ID token is, or an unsigned copy, names nobody", async () => {
      const { person, tokens } = await oidc.signedInPerson();
      const [, payload] = tokens.id_token.split('.');
      const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
      const neighbour = await oidc.stage.client({ beside: oidc.gpt });
      const url = oidc.stage.authorizeUrl(neighbour, { scope: 'openid', prompt: 'none', id_token_hint: tokens.id_token });
      await person.open(url);
      expect(new URL(person.leftTo ?? '').searchParams.get('error')).toBe('login_required');
      expect((await oidc.authorize(person, { id_token_hint: unsigned, prompt: 'none' }))?.get('error')).toBe('login_required');
    });
  });

  it.each([
    ['display=page (oidcc-display-page)', { display: 'page' }],
    ['display=popup (oidcc-display-popup)', { display: 'popup' }],
    ['ui_locales (oidcc-ui-locales)', { ui_locales: 'se' }],
    ['claims_locales (oidcc-claims-locales)', { claims_locales: 'se' }],
    ['acr_values (oidcc-ensure-request-with-acr-values-succeeds)', { acr_values: '1 2' }],
    ['claims (oidcc-claims-essential)', { claims: '{"userinfo":{"name":{"essential":true}}}' }],
    ['an unknown parameter (oidcc-ensure-request-with-unknown-parameter-succeeds)', { extra: 'foobar' }],
    ['response_mode=query', { response_mode: 'query' }],
  ])('goes through with %s', async (_what, changes: Record<string, string>) => {
    const { claims } = await oidc.verify((await oidc.obtain(changes)).id_token);
    expect(claims.sub).toMatch(/^usr_/);
  });

  it('fills in the address that login_hint names (oidcc-login-hint)', async () => {
    const person = oidc.person();
    await oidc.authorize(person, { login_hint: 'ada@example.com' });
    expect(person.page.html).toContain('value="ada@example.com"');
    await oidc.authorize(person, { login_hint: '"><script>alert(1)</script>' });
    expect(person.page.html).not.toContain('<script>');
  });

  it.each([
    ['a request object', { request: 'eyJhbGciOiJub25lIn0.e30.' }, 'request_not_supported'],
    ['a request URI', { request_uri: 'https://rp.example/request.jwt' }, 'request_uri_not_supported'],
    ['a registration', { registration: '{"client_name":"x"}' }, 'registration_not_supported'],
    ['no response_type (oidcc-response-type-missing)', { response_type: null }, 'invalid_request'],
    ['the implicit flow', { response_type: 'id_token' }, 'unsupported_response_type'],
    ['the hybrid flow', { response_type: 'code id_token' }, 'unsupported_response_type'],
  ])('answers %s with an error to the client', async (_what, changes: Record<string, string | null>, error) => {
    const state = randomUUID();
    const back = await oidc.authorize(oidc.person(), { ...changes, state });
    expect([back?.get('error'), back?.get('state'), back?.get('iss')]).toEqual([error, state, oidc.gpt.issuer]);
  });

  it('takes the request by POST, too (OpenID Connect Core 3.1.2.1; oidcc-ensure-post-request-succeeds)', async () => {
    const { person } = await oidc.signedInPerson();
    const url = new URL(oidc.stage.authorizeUrl(oidc.gpt, { scope: 'openid', state: 'a b+c' }), 'http://x');
    await person.post(url.pathname, Object.fromEntries(url.searchParams));
    const back = new URL(person.leftTo ?? '').searchParams;
    expect([back.get('state'), back.get('code')]).toEqual(['a b+c', expect.stringMatching(/^gth_ac_/)]);
    expect((await oidc.redeem(back)).id_token).toBeDefined();
  });
});
