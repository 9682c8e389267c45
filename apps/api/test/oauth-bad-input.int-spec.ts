import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { type OAuthStage, startOAuthStage } from './oauth-stage';
import type { RegisteredGpt } from './seed-registered-client';
import { basic } from './seed-client';

const FORM = 'application/x-www-form-urlencoded';

/** Whatever comes to an endpoint under the issuer, it is neither a fault of ours nor a change. */
describe('bad input under the issuer', () => {
  let stage: OAuthStage;
  let gpt: RegisteredGpt;
  beforeAll(async () => {
    stage = await startOAuthStage();
    gpt = await stage.client();
  });
  afterAll(() => stage.stop());

  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('', '\u0000', 'a\u0000b', '\ufffd', '%00', '%ff', 'x'.repeat(5_000), '{"a":', '[]', '..', "' OR 1=1 --"),
  );
  /** What stands where a token or a JWT is expected. */
  const token = fc.oneof(
    text,
    fc.constantFrom('gth_at_', 'gth_rt_').map((prefix) => `${prefix}${'x'.repeat(43)}`),
    fc.json().map((header) => `${Buffer.from(header).toString('base64url')}.e30.x`),
    fc
      .constantFrom('{"kid":"a\\u0000"}', '{"kid":1}', '{"alg":"none"}', '{"kid":"key_01h455vb4pex5vsknk084sn02q","alg":"HS256"}')
      .map((header) => `${Buffer.from(header).toString('base64url')}.e30.`),
  );
  const parameters = fc.array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom('token', 'token_type_hint', 'client_id', 'client_secret', 'grant_type', 'code', 'redirect_uri'),
        fc.constantFrom('refresh_token', 'scope', 'id_token_hint', 'prompt', 'max_age', 'nonce', 'state', 'claims'),
        text,
      ),
      fc.oneof(token, fc.constantFrom('openid', 'none', 'login', '0', '-1', '99999999999')),
    ),
    { maxLength: 6 },
  );
  // Node refuses other bytes before any code of ours sees them.
  const header = fc.oneof(
    token.map((value) => `Bearer ${value.replace(/[^\x20-\x7e]/g, '')}`),
    text.map((value) => `Basic ${Buffer.from(value).toString('base64')}`),
    text.map((value) => value.replace(/[^\x20-\x7e]/g, '')),
  );
  const query = (pairs: [string, string][]): string =>
    new URLSearchParams(pairs.map(([a, b]): [string, string] => [a.toWellFormed(), b.toWellFormed()])).toString();

  async function ask(options: InjectOptions): Promise<void> {
    const answer = await stage.api.server.inject(options);
    if (answer.statusCode >= 500) throw new Error(`${answer.statusCode} ${answer.body} to ${JSON.stringify(options)}`);
  }

  it.each(['introspect', 'revoke', 'token', 'userinfo'])('at %s changes nothing and makes no fault', async (endpoint) => {
    const before = await stage.api.database.rowCounts();
    const url = `/t/${gpt.slug}/oauth/${endpoint}`;
    const authorization = basic(gpt.clientId, gpt.clientSecret);
    const types = fc.constantFrom(FORM, 'application/json', 'text/plain', 'multipart/form-data', ';', '');
    await fc.assert(
      fc.asyncProperty(
        parameters,
        types,
        fc.option(header),
        fc.boolean(),
        fc.option(text),
        async (pairs, type, own, known, body) => {
          const headers = { 'content-type': type, authorization: known ? authorization : (own ?? '') };
          const payload = body ?? (type === 'application/json' ? JSON.stringify(Object.fromEntries(pairs)) : query(pairs));
          await ask({ method: 'POST', url, headers, payload });
        },
      ),
      { numRuns: 200 },
    );
    expect(await stage.api.database.rowCounts()).toEqual(before);
  });

  it('at authorize makes no fault, and no interaction unless the request is valid', async () => {
    const before = await stage.api.database.rowCounts();
    await fc.assert(
      fc.asyncProperty(parameters, async (pairs) => {
        await ask({ url: `/t/${gpt.slug}/oauth/authorize?${query(pairs)}`, remoteAddress: `198.51.100.${pairs.length}` });
        const hint = pairs.map(([, value]) => value).join('');
        const url = stage.authorizeUrl(gpt, {
          scope: 'openid',
          prompt: 'none',
          id_token_hint: hint.toWellFormed().slice(0, 8_000),
        });
        await ask({ url, remoteAddress: `203.0.113.${pairs.length}` });
      }),
      { numRuns: 150 },
    );
    expect(await stage.api.database.rowCounts()).toEqual(before);
  });

  it('in the name of the workspace finds nothing, at every endpoint', async () => {
    const paths = ['oauth/authorize', 'oauth/userinfo', '.well-known/jwks.json', '.well-known/openid-configuration'];
    for (const slug of ['%00', '%ff', '..%2f..', 'a'.repeat(199), "'", 'ACME', '%F0%9F%98%80', '-', 'no-such-workspace']) {
      for (const path of paths) await ask({ url: `/t/${slug}/${path}` });
      for (const path of ['oauth/token', 'oauth/introspect', 'oauth/revoke', 'oauth/authorize'])
        await ask({ method: 'POST', url: `/t/${slug}/${path}`, headers: { 'content-type': FORM }, payload: 'token=x' });
    }
  });
});
