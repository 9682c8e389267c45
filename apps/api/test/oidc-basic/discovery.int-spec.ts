import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { form } from '../seed-client';
import { OidcStage } from './oidc-stage';

/** OpenID Connect Discovery and RFC 8414: what is advertised works, and what is not advertised does not. */
describe('OpenID Connect basic: discovery', () => {
  let oidc: OidcStage;
  let metadata: Record<string, unknown>;
  beforeAll(async () => {
    oidc = await OidcStage.start();
    metadata = (await oidc.get('/.well-known/openid-configuration')).json<Record<string, unknown>>();
  });
  afterAll(() => oidc.stop());

  const inject = (options: InjectOptions): Promise<LightMyRequestResponse> => oidc.stage.api.server.inject(options);
  const pathOf = (name: string): string => new URL(String(metadata[name])).pathname;

  it('names its issuer exactly as ID tokens, answers and introspection do', async () => {
    expect(metadata['issuer']).toBe(oidc.gpt.issuer);
    const person = oidc.person();
    await oidc.authorize(person);
    const back = await oidc.signIn(person);
    expect(back.get('iss')).toBe(oidc.gpt.issuer);
    const tokens = await oidc.redeem(back);
    expect((await oidc.verify(tokens.id_token)).claims.iss).toBe(oidc.gpt.issuer);
    const { clientId: client_id, clientSecret: client_secret } = oidc.gpt;
    const introspected = await inject(
      form(pathOf('introspection_endpoint'), { token: tokens.access_token, client_id, client_secret }),
    );
    expect(introspected.json<{ iss: string }>().iss).toBe(oidc.gpt.issuer);
  });

  it('says the same at both well-known places, cacheable, readable by scripts of any origin (RFC 8414 3.1)', async () => {
    const inserted = await inject({ url: `/.well-known/oauth-authorization-server/t/${oidc.gpt.slug}` });
    const appended = await oidc.get('/.well-known/openid-configuration');
    expect(inserted.json()).toEqual(appended.json());
    for (const { statusCode, headers } of [inserted, appended]) {
      expect(statusCode).toBe(200);
      expect(headers).toMatchObject({
        'content-type': 'application/json; charset=utf-8',
        'cache-control': expect.stringMatching(/^public, max-age=\d+$/),
        'access-control-allow-origin': '*',
      });
    }
  });

  it.each(['no-such-workspace', 'no%00such'])('finds nothing for the workspace %s', async (slug) => {
    for (const url of [`/t/${slug}/.well-known/openid-configuration`, `/.well-known/oauth-authorization-server/t/${slug}`])
      expect((await inject({ url })).statusCode).toBe(404);
  });

  it('has what Discovery requires (oidcc-discovery-endpoint-verification)', () => {
    expect(metadata).toMatchObject({
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      scopes_supported: expect.arrayContaining(['openid']),
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    });
  });

  it('advertises endpoints that answer', async () => {
    const answers = await Promise.all([
      inject({ url: pathOf('authorization_endpoint') }),
      inject(form(pathOf('token_endpoint'), {})),
      inject({ url: pathOf('jwks_uri') }),
      inject({ url: pathOf('userinfo_endpoint') }),
      inject(form(pathOf('revocation_endpoint'), {})),
      inject(form(pathOf('introspection_endpoint'), {})),
    ]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([400, 401, 200, 401, 401, 401]);
  });

  it.each(['scopes_supported', 'claims_supported', 'grant_types_supported', 'prompt_values_supported'])(
    'advertises %s that work',
    async (name) => {
      const listed = metadata[name] as string[];
      switch (name) {
        case 'scopes_supported':
          expect((await oidc.obtain({ scope: listed.join(' ') })).scope.split(' ').sort()).toEqual([...listed].sort());
          break;
        case 'claims_supported': {
          const person = oidc.person();
          await oidc.authorize(person, { scope: 'openid email profile', nonce: 'n' });
          await oidc.stage.signInByGoogle(person, {
            sub: 'g-1',
            email: 'g1@example.com',
            email_verified: true,
            name: 'Ada',
          });
          await person.press('Allow');
          const tokens = await oidc.redeem(new URL(person.leftTo ?? '').searchParams);
          expect(Object.keys((await oidc.verify(tokens.id_token)).claims).sort()).toEqual([...listed].sort());
          break;
        }
        case 'grant_types_supported': {
          expect(listed).toEqual(['authorization_code', 'refresh_token']);
          const { refresh_token: token } = await oidc.obtain();
          expect((await oidc.stage.refresh(oidc.gpt, token)).statusCode).toBe(200);
          break;
        }
        default:
          for (const prompt of listed) {
            const back = await oidc.authorize(oidc.person(), { prompt });
            expect(back?.get('error') ?? 'a page').toBe(prompt === 'none' ? 'login_required' : 'a page');
          }
      }
    },
  );

  it.each(['client_credentials', 'password', 'implicit', 'urn:ietf:params:oauth:grant-type:device_code'])(
    'does not take the grant %s, which it does not advertise',
    async (grant) => {
      const answer = await oidc.stage.token(oidc.gpt, { grant_type: grant, username: 'a', password: 'b', scope: 'openid' });
      expect(answer.json<{ error: string }>().error).toBe('unsupported_grant_type');
    },
  );

  it('never signs with none, and publishes keys for what it advertises', async () => {
    expect(JSON.stringify(metadata)).not.toMatch(/"none"(?!,"login")/);
    const algorithms = (await oidc.keySet()).keys.map(({ alg }) => alg);
    for (const algorithm of metadata['id_token_signing_alg_values_supported'] as string[])
      expect(algorithms).toContain(algorithm);
  });

  it('lets scripts of other origins read metadata, keys and userinfo, and nothing where a cookie or a secret speaks', async () => {
    const headers = { origin: 'https://rp.example' };
    const person = await oidc.person().open(oidc.stage.authorizeUrl(oidc.gpt));
    const closed = await Promise.all([
      inject({ url: pathOf('authorization_endpoint'), headers }),
      inject({ url: person.page.path, headers }),
      inject({ ...form(pathOf('token_endpoint'), {}, headers) }),
      inject({ ...form(pathOf('revocation_endpoint'), {}, headers) }),
      inject({ ...form(pathOf('introspection_endpoint'), {}, headers) }),
      inject({ method: 'OPTIONS', url: pathOf('token_endpoint'), headers }),
    ]);
    for (const answer of closed) expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    const open = await Promise.all([
      inject({ url: pathOf('jwks_uri'), headers }),
      inject({ url: pathOf('userinfo_endpoint'), headers }),
    ]);
    for (const answer of open) expect(answer.headers['access-control-allow-origin']).toBe('*');
  });
});
