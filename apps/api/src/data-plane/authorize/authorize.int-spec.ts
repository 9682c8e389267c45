import { type OAuthStage, startOAuthStage } from '../../../test/oauth-stage';
import type { RegisteredGpt } from '../../../test/seed-registered-client';

describe('the authorization endpoint', () => {
  let stage: OAuthStage;
  let client: RegisteredGpt;
  beforeAll(async () => {
    stage = await startOAuthStage();
    client = await stage.client();
  });
  afterAll(() => stage.stop());

  const get = (url: string) => stage.api.server.inject({ url });

  it('shows a page and redirects nowhere while client or redirect URI are unproven, and writes nothing of theirs', async () => {
    const good = stage.authorizeUrl(client);
    const stranger = await stage.client();
    const before = await stage.api.database.rowCounts();
    const urls = [
      `/t/${client.slug}/oauth/authorize`,
      stage.authorizeUrl(client, { client_id: null }),
      stage.authorizeUrl(client, { client_id: '' }),
      stage.authorizeUrl(client, { client_id: 'nobody' }),
      stage.authorizeUrl(client, { client_id: 'a\0b' }),
      stage.authorizeUrl(client, { client_id: 'x'.repeat(3000) }),
      stage.authorizeUrl(client, { client_id: stranger.clientId, redirect_uri: stranger.callbackUrl }),
      `${good}&client_id=${client.clientId}`,
      stage.authorizeUrl(client, { redirect_uri: null }),
      stage.authorizeUrl(client, { redirect_uri: 'https://evil.example/' }),
      stage.authorizeUrl(client, { redirect_uri: `${client.callbackUrl}/` }),
      stage.authorizeUrl(client, { redirect_uri: `${client.callbackUrl}?x=1` }),
      stage.authorizeUrl(client, { redirect_uri: client.callbackUrl.toUpperCase() }),
      stage.authorizeUrl(client, { redirect_uri: 'javascript:alert(1)' }),
      `${good}&redirect_uri=${encodeURIComponent(client.callbackUrl)}`,
      `${good}&${'&x='.repeat(200)}`,
      `/t/${client.slug}/oauth/authorize?%&=&&&client_id=%zz%ff&redirect_uri=%`,
    ];
    for (const url of urls) {
      const answer = await get(url);
      expect([url, answer.statusCode, answer.headers.location]).toEqual([url, 400, undefined]);
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(answer.payload).not.toContain('evil.example');
      expect(answer.payload).not.toContain('javascript:');
      expect(answer.payload).toMatch(/tell the GPT&#x27;s creator, .+ close this page and return to ChatGPT/);
    }
    // That somebody was turned away is told to the creator; nothing of theirs is kept.
    expect(await stage.api.database.rowCounts()).toEqual({ ...before, turned_away_callbacks: 1 });
  });

  it('sends every other fault back with error, unchanged state and iss, and writes nothing', async () => {
    const before = await stage.api.database.rowCounts();
    const state = 'b3f0 ü+/%&=#';
    const cases: [Record<string, string | null>, string][] = [
      [{ response_type: null }, 'invalid_request'],
      [{ response_type: 'token' }, 'unsupported_response_type'],
      [{ scope: 'nope' }, 'invalid_scope'],
      [{ scope: 'a"b' }, 'invalid_scope'],
      [{ code_challenge: 'x', code_challenge_method: 'S256' }, 'invalid_request'],
      [{ code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' }, 'invalid_request'],
      [{ code_challenge: 'x'.repeat(43) }, 'invalid_request'],
      [{ request: 'eyJ' }, 'request_not_supported'],
      [{ nonce: 'a\0b' }, 'invalid_request'],
      [{ nonce: 'n'.repeat(2000) }, 'invalid_request'],
      [{ prompt: 'none' }, 'login_required'],
    ];
    for (const [changes, error] of cases) {
      const answer = await get(stage.authorizeUrl(client, { state, ...changes }));
      expect(answer.statusCode).toBe(303);
      const location = new URL(String(answer.headers.location));
      expect(`${location.origin}${location.pathname}`).toBe(client.callbackUrl);
      const said = Object.fromEntries(location.searchParams);
      expect([changes, said['error'], said['state'], said['iss']]).toEqual([changes, error, state, client.issuer]);
    }
    const twice = await get(`${stage.authorizeUrl(client, { state })}&state=other`);
    expect(new URL(String(twice.headers.location)).searchParams.get('error')).toBe('invalid_request');
    const long = await get(stage.authorizeUrl(client, { state: 's'.repeat(5000) }));
    expect(new URL(String(long.headers.location)).searchParams.get('state')).toBe('s'.repeat(5000));
    expect(await stage.api.database.rowCounts()).toEqual(before);
  });

  it('keeps a query that the callback has already', async () => {
    const other = await stage.client({ callbackUrl: 'https://app.example/cb?tenant=1' });
    const answer = await get(stage.authorizeUrl(other, { response_type: 'token', state: 's' }));
    expect(String(answer.headers.location)).toMatch(/^https:\/\/app\.example\/cb\?tenant=1&error=unsupported_response_type&/);
  });

  it('answers an unknown workspace with a page, 404', async () => {
    for (const slug of ['nobody', 'a'.repeat(150), '%00', 'A']) {
      const answer = await get(`/t/${slug}/oauth/authorize?client_id=${client.clientId}`);
      expect([slug, answer.statusCode, answer.headers['content-type']]).toEqual([slug, 404, 'text/html; charset=utf-8']);
    }
  });

  it('has no HEAD, which would begin a sign-in unseen', async () => {
    const before = await stage.api.database.rowCounts();
    const answer = await stage.api.server.inject({ method: 'HEAD', url: stage.authorizeUrl(client) });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(await stage.api.database.rowCounts()).toEqual(before);
  });

  it('stores no state or secret in the clear that a browser is bound by', async () => {
    const person = stage.person();
    await person.open(stage.authorizeUrl(client));
    expect(person.cookieNames()).toEqual(['gth_int']);
    const [row] = await stage.api.database.query<{ browser_hash: Buffer }>(
      'SELECT browser_hash FROM interactions ORDER BY created_at DESC LIMIT 1',
    );
    expect(row?.browser_hash).toHaveLength(32);
  });

  it('slows down a source that begins sign-ins without end, by a page that says when to come back', async () => {
    const url = stage.authorizeUrl(client, { client_id: 'nobody' });
    const begin = () => stage.api.server.inject({ url, remoteAddress: '198.51.100.7' });
    for (let tries = 0; tries < 600; tries += 1) expect((await begin()).statusCode).toBe(400);
    const answer = await begin();
    expect([answer.statusCode, Number(answer.headers['retry-after'])]).toEqual([429, expect.any(Number)]);
    expect(answer.payload).toContain('Too many attempts');
    expect((await get(url)).statusCode).toBe(400);
  });
});
