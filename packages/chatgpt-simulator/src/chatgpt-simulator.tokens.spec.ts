import { countingRandom, json, LocalServer, type Answer } from '../test/local-server';
import { makeCallbackUrl } from './callback-url';
import { ChatGptSimulator } from './chatgpt-simulator';

const PAIR = {
  access_token: 'at-first-0123456789',
  token_type: 'Bearer',
  refresh_token: 'rt-first-0123456789',
  expires_in: 3600,
};

describe('ChatGptSimulator with tokens', () => {
  let server: LocalServer;
  let chatgpt: ChatGptSimulator;
  beforeAll(async () => (server = await LocalServer.start()));
  afterAll(() => server.stop());

  beforeEach(() => {
    server.received.length = 0;
    chatgpt = new ChatGptSimulator({
      settings: {
        clientId: 'id',
        clientSecret: 'gth_cs_0123456789abcdef',
        authorizationUrl: `${server.origin}/oauth/authorize`,
        tokenUrl: `${server.origin}/oauth/token`,
        scope: '',
        tokenExchangeMethod: 'post',
        callbackUrl: makeCallbackUrl(countingRandom()),
      },
      limits: { callTimeoutMs: 400 },
    });
  });

  async function signIn(): Promise<void> {
    server.answer = json(200, PAIR);
    await chatgpt.redeem('c-1');
  }

  it('keeps what the token endpoint answers', async () => {
    await signIn();
    expect(chatgpt.tokens).toEqual({
      accessToken: PAIR.access_token,
      refreshToken: PAIR.refresh_token,
      expiresInSeconds: 3600,
      scope: null,
      warnings: [],
    });
  });

  it.each<[string, Answer]>([
    ['an OAuth error', json(400, { error: 'invalid_grant', error_description: 'Used.' })],
    ['success without an access token', json(200, { token: 'x' })],
    ['an empty access token', json(200, { ...PAIR, access_token: '' })],
    ['a page', (_request, response) => void response.end('<html>')],
    ['a list', json(200, [PAIR])],
    ['a redirect', (_request, response) => void response.writeHead(302, { location: '/elsewhere' }).end()],
  ])('shows "Missing access token" for %s', async (_name, answer) => {
    server.answer = answer;
    await expect(chatgpt.redeem('c')).rejects.toMatchObject({ code: 'missing_access_token', message: 'Missing access token' });
    expect(chatgpt.tokens).toBeNull();
    expect(server.received).toHaveLength(1);
  });

  it('shows a failed login when the Token URL gives no answer', async () => {
    server.answer = (_request, response) => void response.destroy();
    await expect(chatgpt.redeem('c')).rejects.toMatchObject({ code: 'login_failed', message: "Couldn't log in with plugin" });
    server.answer = () => undefined;
    await expect(chatgpt.redeem('c')).rejects.toMatchObject({ code: 'login_failed', detail: expect.stringContaining('400 ms') });
  });

  it('warns of what people will feel later', async () => {
    server.answer = json(200, { access_token: 'a', expires_in: '60' });
    const { warnings } = await chatgpt.redeem('c');
    expect(warnings).toEqual(['no_refresh_token', 'expires_in_not_an_integer', 'token_type_not_bearer']);
  });

  it('refreshes, and keeps the old refresh token where no new one comes', async () => {
    await signIn();
    server.answer = json(200, { access_token: 'at-2', token_type: 'bearer', expires_in: 60 });
    await chatgpt.refresh();
    expect(new URLSearchParams(server.last.body).get('refresh_token')).toBe(PAIR.refresh_token);
    expect(chatgpt.tokens).toMatchObject({ accessToken: 'at-2', refreshToken: PAIR.refresh_token });
  });

  it('cannot refresh without a refresh token', async () => {
    await expect(chatgpt.refresh()).rejects.toThrow('User is missing credentials');
  });

  it('signs the person out when a refresh is refused, and not when the server is down', async () => {
    await signIn();
    server.answer = json(503, { error: 'temporarily_unavailable' });
    await expect(chatgpt.refresh()).rejects.toThrow('Missing access token');
    expect(chatgpt.tokens).not.toBeNull();
    server.answer = json(400, { error: 'invalid_grant' });
    await expect(chatgpt.refresh()).rejects.toThrow('Missing access token');
    expect(chatgpt.tokens).toBeNull();
  });

  it('sends parallel refreshes of one token and keeps the shared child', async () => {
    await signIn();
    server.answer = json(200, { ...PAIR, access_token: 'at-2', refresh_token: 'rt-2' });
    const outcomes = await chatgpt.refreshInParallel(5);
    expect(outcomes.every((outcome) => 'tokens' in outcome)).toBe(true);
    const sent = server.received.slice(1).map(({ body }) => new URLSearchParams(body).get('refresh_token'));
    expect(sent).toEqual(Array.from({ length: 5 }, () => PAIR.refresh_token));
    expect(chatgpt.tokens).toMatchObject({ accessToken: 'at-2', refreshToken: 'rt-2' });
  });

  it('is trapped by a strict rotation', async () => {
    await signIn();
    let served = false;
    server.answer = (request, response) => {
      const answer = served ? json(400, { error: 'invalid_grant' }) : json(200, { ...PAIR, refresh_token: 'rt-2' });
      served = true;
      answer(request, response);
    };
    const outcomes = await chatgpt.refreshInParallel(3);
    expect(outcomes.filter((outcome) => 'tokens' in outcome)).toHaveLength(1);
    expect(chatgpt.tokens).toBeNull();
  });

  it('logs every exchange without a single secret', async () => {
    const state = new URL(chatgpt.authorizeUrl()).searchParams.get('state') ?? '';
    const { code } = chatgpt.acceptCallback(`${chatgpt.callbackUrl}?code=gth_ac_0123456789abcdef&state=${state}`);
    server.answer = json(200, PAIR);
    await chatgpt.redeem(code);
    server.answer = (_request, response) => void response.end(`you sent ${PAIR.access_token}`);
    await chatgpt.call(`${server.origin}/echo`);
    server.answer = json(200, { ...PAIR, access_token: 'at-second-0123456789' });
    await chatgpt.refresh();

    expect(chatgpt.exchanges.map(({ step }) => step)).toEqual(['authorize', 'callback', 'token', 'call', 'refresh']);
    expect(chatgpt.droppedExchanges).toBe(0);
    const log = JSON.stringify(chatgpt.exchanges);
    for (const secret of [code, 'gth_cs_0123456789abcdef', PAIR.access_token, PAIR.refresh_token, 'at-second-0123456789']) {
      expect(log).not.toContain(secret);
    }
    expect(chatgpt.exchanges[2]).toMatchObject({ failure: null, response: { status: 200 }, request: { method: 'POST' } });
  });

  it('keeps the newest 500 exchanges and says how many it let go', () => {
    for (let count = 0; count < 503; count += 1) chatgpt.authorizeUrl();
    expect(chatgpt.exchanges).toHaveLength(500);
    expect(chatgpt.droppedExchanges).toBe(3);
  });
});
