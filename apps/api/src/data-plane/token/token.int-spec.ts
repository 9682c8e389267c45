import { type OAuthStage, startOAuthStage } from '../../../test/oauth-stage';
import type { RegisteredGpt } from '../../../test/seed-registered-client';

const FORM = 'application/x-www-form-urlencoded';

describe('the token endpoint', () => {
  let stage: OAuthStage;
  let client: RegisteredGpt;
  beforeAll(async () => {
    stage = await startOAuthStage();
    client = await stage.client();
  });
  afterAll(() => stage.stop());

  const post = (payload: string | Buffer, headers: Record<string, string> = { 'content-type': FORM }, query = '') =>
    stage.api.server.inject({ method: 'POST', url: `/t/${client.slug}/oauth/token${query}`, headers, payload });
  const basic = (id: string, secret: string): string => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
  const redemption = (code: string): Record<string, string> => ({
    grant_type: 'authorization_code',
    code,
    redirect_uri: client.callbackUrl,
  });
  const withSecret = (fields: Record<string, string>): Record<string, string> => ({
    client_id: client.clientId,
    client_secret: client.clientSecret,
    ...fields,
  });

  describe('takes what ChatGPT is known to send:', () => {
    it.each(['', '; charset=utf-8', ';charset=UTF-8'])('JSON%s', async (charset) => {
      const body = JSON.stringify(withSecret(redemption(await stage.obtainCode(client))));
      expect((await post(body, { 'content-type': `application/json${charset}` })).statusCode).toBe(200);
    });

    it.each([
      ['as they are', (text: string) => text],
      ['percent-encoded', (text: string) => text.replace(/[_-]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)],
    ])('HTTP Basic with id and secret %s', async (_how, encode) => {
      const fields = new URLSearchParams(redemption(await stage.obtainCode(client))).toString();
      const authorization = basic(encode(client.clientId), encode(client.clientSecret));
      expect((await post(fields, { 'content-type': FORM, authorization })).statusCode).toBe(200);
    });

    it('parameters that nobody knows', async () => {
      const answer = await stage.redeem(client, await stage.obtainCode(client), { resource: 'x', audience: 'y' });
      expect(answer.statusCode).toBe(200);
    });
  });

  it('takes the older secret while a rotation overlaps, and not after', async () => {
    const { createHash } = await import('node:crypto');
    const newer = { ...client, clientSecret: 'gth_cs_newer' };
    const until = new Date(stage.api.clock.now().getTime() + 50_000);
    await stage.api.database.query('UPDATE gpt_secrets SET expires_at = $2 WHERE gpt_id = $1', [client.gptId, until]);
    const hash = createHash('sha256').update(newer.clientSecret).digest();
    await stage.api.database.query(
      `INSERT INTO gpt_secrets (workspace_id, id, gpt_id, secret_hash, last4) VALUES ($1, 'sec_newer', $2, $3, 'ewer')`,
      [client.workspaceId, client.gptId, hash],
    );
    expect((await stage.redeem(client, await stage.obtainCode(client))).statusCode).toBe(200);
    expect((await stage.redeem(newer, await stage.obtainCode(client))).statusCode).toBe(200);
    stage.api.clock.advance(50);
    expect((await stage.redeem(client, await stage.obtainCode(client))).json().error).toBe('invalid_client');
    await stage.api.database.query('UPDATE gpt_secrets SET expires_at = NULL WHERE gpt_id = $1', [client.gptId]);
  });

  it('narrows a refresh and never widens it', async () => {
    const code = await stage.obtainCode(client, { scope: 'greet greet.loud' });
    const { refresh_token: token } = (await stage.redeem(client, code)).json();
    const wider = await stage.refresh(client, token, { scope: 'greet other' });
    expect([wider.statusCode, wider.json().error]).toEqual([400, 'invalid_scope']);
    const narrow = (await stage.refresh(client, token, { scope: 'greet.loud' })).json();
    expect(narrow.scope).toBe('greet.loud');
    // The refresh token itself did not narrow (RFC 6749 6).
    expect((await stage.refresh(client, narrow.refresh_token)).json().scope).toBe('greet greet.loud');
  });

  it('refuses a client the tokens and codes of another, also of another workspace, and they stay good', async () => {
    const [neighbour, stranger] = [await stage.client({ beside: client }), await stage.client()];
    const code = await stage.obtainCode(client);
    for (const thief of [neighbour, stranger]) {
      expect((await stage.redeem({ ...thief, callbackUrl: client.callbackUrl }, code)).json().error).toBe('invalid_grant');
    }
    const { refresh_token: token } = (await stage.redeem(client, code)).json();
    for (const thief of [neighbour, stranger]) expect((await stage.refresh(thief, token)).json().error).toBe('invalid_grant');
    expect((await stage.refresh(client, token)).statusCode).toBe(200);
    // Right credentials at another workspace's door are nobody's.
    expect((await stage.refresh({ ...client, slug: stranger.slug }, token)).json().error).toBe('invalid_client');
  });

  it('knows a deleted GPT no more', async () => {
    const gone = await stage.client({ beside: client });
    const code = await stage.obtainCode(gone);
    await stage.api.database.query('UPDATE gpts SET deleted_at = now() WHERE id = $1', [gone.gptId]);
    const answer = await stage.redeem(gone, code);
    expect([answer.statusCode, answer.json().error]).toEqual([401, 'invalid_client']);
  });

  describe('bad input', () => {
    const good = (): Record<string, string> => withSecret(redemption('gth_ac_x'));
    const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();
    const without = (name: string): string => {
      const fields = good();
      delete fields[name];
      return form(fields);
    };
    const cases = (): [string, number, string, string | Buffer, Record<string, string>?, string?][] => [
      ['an empty body', 400, 'invalid_request', '', {}],
      ['an empty form', 401, 'invalid_client', ''],
      ['no content type', 400, 'invalid_request', form(good()), {}],
      ['another content type', 400, 'invalid_request', form(good()), { 'content-type': 'text/plain' }],
      ['a content type that is none', 400, 'invalid_request', form(good()), { 'content-type': ';' }],
      ['multipart', 400, 'invalid_request', 'x', { 'content-type': 'multipart/form-data; boundary=x' }],
      ['broken JSON', 400, 'invalid_request', '{"grant_type"', { 'content-type': 'application/json' }],
      ['JSON that is no object', 400, 'invalid_request', '[]', { 'content-type': 'application/json' }],
      ['nested JSON', 400, 'invalid_request', '{"code":{}}', { 'content-type': 'application/json' }],
      [
        'a name twice in JSON',
        400,
        'invalid_request',
        '{"client_id":"a","client_id":"a"}',
        { 'content-type': 'application/json' },
      ],
      [
        'a compressed body',
        400,
        'invalid_request',
        Buffer.from([31, 139, 8]),
        { 'content-type': FORM, 'content-encoding': 'gzip' },
      ],
      ['a body that is too large', 400, 'invalid_request', `${form(good())}&x=${'x'.repeat(20_000)}`],
      ['no grant_type', 400, 'invalid_request', without('grant_type')],
      ['no code', 400, 'invalid_request', without('code')],
      ['no redirect_uri', 400, 'invalid_request', without('redirect_uri')],
      ['no client_id', 401, 'invalid_client', without('client_id')],
      ['no client_secret', 401, 'invalid_client', without('client_secret')],
      ['the password grant', 400, 'unsupported_grant_type', form({ ...good(), grant_type: 'password' })],
      ['a repeated code', 400, 'invalid_request', `${form(good())}&code=y`],
      ['a repeated client_secret', 400, 'invalid_request', `${form(good())}&client_secret=y`],
      ['an unknown code', 400, 'invalid_grant', form(good())],
      ['a code of zero bytes', 400, 'invalid_grant', form({ ...good(), code: '\0\0' })],
      ['an oversized code', 400, 'invalid_request', form({ ...good(), code: 'x'.repeat(600) })],
      ['an unknown refresh token', 400, 'invalid_grant', form(withSecret({ grant_type: 'refresh_token', refresh_token: 'x' }))],
      ['an unknown client', 401, 'invalid_client', form({ ...good(), client_id: 'nobody' })],
      ['a client id with a zero byte', 401, 'invalid_client', form({ ...good(), client_id: 'a\0b' })],
      ['an oversized client id', 401, 'invalid_client', form({ ...good(), client_id: 'x'.repeat(4000) })],
      ['a wrong secret', 401, 'invalid_client', form({ ...good(), client_secret: 'wrong' })],
      [
        'a wrong secret by Basic',
        401,
        'invalid_client',
        form(redemption('x')),
        { 'content-type': FORM, authorization: basic(client.clientId, 'wrong') },
      ],
      [
        'a broken Basic header',
        401,
        'invalid_client',
        form(redemption('x')),
        { 'content-type': FORM, authorization: 'Basic %%%' },
      ],
      ['a bearer header', 401, 'invalid_client', form(redemption('x')), { 'content-type': FORM, authorization: 'Bearer x' }],
      [
        'Basic and post at once',
        400,
        'invalid_request',
        form(good()),
        { 'content-type': FORM, authorization: basic(client.clientId, client.clientSecret) },
      ],
      [
        'the secret in the URL',
        400,
        'invalid_request',
        form(good()),
        { 'content-type': FORM },
        `?client_secret=${client.clientSecret}`,
      ],
    ];

    it('gets the error that RFC 6749 5.2 names, and leaves every row count as it was', async () => {
      const before = await stage.api.database.rowCounts();
      for (const [what, status, error, payload, headers, query] of cases()) {
        const answer = await post(payload, headers ?? { 'content-type': FORM }, query);
        expect([what, answer.statusCode, answer.json().error]).toEqual([what, status, error]);
        expect(answer.json().error_description).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
        expect(answer.headers['cache-control']).toBe('no-store');
        if (status === 401) expect(answer.headers['www-authenticate']).toMatch(/^Basic realm="/);
      }
      expect(await stage.api.database.rowCounts()).toEqual(before);
    });

    it('is refused by method: POST only', async () => {
      for (const method of ['GET', 'PUT', 'PATCH', 'DELETE'] as const) {
        const answer = await stage.api.server.inject({ method, url: `/t/${client.slug}/oauth/token?${form(good())}` });
        expect([method, answer.statusCode, answer.headers.allow]).toEqual([method, 405, 'POST']);
      }
    });

    it('at an unknown workspace is 404, whatever it says', async () => {
      for (const slug of ['nobody', 'NOBODY', '%00', 'a%2Fb', 'x'.repeat(150), '..%2f..']) {
        const answer = await stage.api.server.inject({
          method: 'POST',
          url: `/t/${slug}/oauth/token`,
          headers: { 'content-type': FORM },
          payload: form(good()),
        });
        expect([slug, answer.statusCode]).toEqual([slug, 404]);
      }
    });
  });

  it('slows down who guesses secrets, by source and client, and never who has the right one', async () => {
    const victim = await stage.client();
    const guess = () => stage.redeem(victim, 'gth_ac_x', { client_secret: 'gth_cs_wrong' });
    for (let tries = 0; tries < 60; tries += 1) expect((await guess()).statusCode).toBe(401);
    const answer = await guess();
    expect([answer.statusCode, Number(answer.headers['retry-after'])]).toEqual([429, expect.any(Number)]);
    expect((await stage.redeem(victim, await stage.obtainCode(victim))).statusCode).toBe(200);
  });
});
