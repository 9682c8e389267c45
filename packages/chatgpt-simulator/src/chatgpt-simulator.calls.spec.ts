import { countingRandom, json, LocalServer } from '../test/local-server';
import { makeCallbackUrl } from './callback-url';
import { ChatGptSimulator } from './chatgpt-simulator';

describe('ChatGptSimulator calling the API', () => {
  let server: LocalServer;
  let chatgpt: ChatGptSimulator;
  beforeAll(async () => (server = await LocalServer.start()));
  afterAll(() => server.stop());

  beforeEach(async () => {
    chatgpt = new ChatGptSimulator({
      settings: {
        clientId: 'id',
        clientSecret: 'secret',
        authorizationUrl: `${server.origin}/oauth/authorize`,
        tokenUrl: `${server.origin}/oauth/token`,
        scope: '',
        tokenExchangeMethod: 'post',
        callbackUrl: makeCallbackUrl(countingRandom()),
      },
      limits: { callTimeoutMs: 400, maxCharacters: 1_000 },
    });
    server.answer = json(200, { access_token: 'at-1', token_type: 'bearer', refresh_token: 'rt-1', expires_in: 60 });
    await chatgpt.redeem('c');
  });

  function answerWith(characters: number): void {
    server.answer = (_request, response) => void response.end('é'.repeat(characters));
  }

  it('bears the token and the headers by which an API can know ChatGPT', async () => {
    server.answer = json(200, { greeting: 'Hello' });
    const outcome = await chatgpt.call(`${server.origin}/greeting?mood=good`);
    expect(outcome).toMatchObject({ reaction: 'use_answer', status: 200, json: { greeting: 'Hello' }, failure: null });
    expect(server.last).toMatchObject({ method: 'GET', path: '/greeting?mood=good', body: '' });
    expect(server.last.headers).toMatchObject({
      authorization: 'Bearer at-1',
      'user-agent': expect.stringContaining('ChatGPT-User'),
      'openai-conversation-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'openai-ephemeral-user-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'openai-gpt-id': expect.stringMatching(/^g-[0-9a-f]{32}$/),
    });
  });

  it('keeps one conversation and one person over its calls', async () => {
    server.answer = json(200, {});
    await chatgpt.call(server.origin);
    const first = server.last.headers;
    await chatgpt.call(server.origin);
    for (const name of ['openai-conversation-id', 'openai-ephemeral-user-id', 'openai-gpt-id']) {
      expect(server.last.headers[name]).toBe(first[name]);
    }
  });

  it('sends a body as JSON', async () => {
    await chatgpt.call(`${server.origin}/items`, { method: 'POST', body: { title: 'Tea' } });
    expect(server.last).toMatchObject({ method: 'POST', body: '{"title":"Tea"}' });
    expect(server.last.headers['content-type']).toBe('application/json');
  });

  it('asks for a new sign-in on 401 and keeps the refresh token for it', async () => {
    server.answer = json(401, { message: 'Sign in.' });
    expect(await chatgpt.call(server.origin)).toMatchObject({ reaction: 'sign_in_again', message: 'Sign in.' });
    expect(chatgpt.tokens?.refreshToken).toBe('rt-1');
  });

  it('backs off on 429 for as long as it is told', async () => {
    server.answer = json(429, { message: 'Slow down.' }, { 'retry-after': '7' });
    expect(await chatgpt.call(server.origin)).toMatchObject({
      reaction: 'back_off',
      retryAfterSeconds: 7,
      message: 'Slow down.',
    });
  });

  it('takes an answer under the limit, counted in characters, and none at it', async () => {
    answerWith(999);
    expect(await chatgpt.call(server.origin)).toMatchObject({ reaction: 'use_answer', failure: null });
    answerWith(1_000);
    expect(await chatgpt.call(server.origin)).toMatchObject({ reaction: 'give_up', failure: 'response_too_large', status: 200 });
  });

  it('does not read an endless answer to its end', async () => {
    server.answer = (_request, response) => {
      const timer = setInterval(() => response.write('x'.repeat(600)), 1);
      response.on('close', () => clearInterval(timer));
    };
    expect(await chatgpt.call(server.origin)).toMatchObject({ failure: 'response_too_large' });
  });

  it('does not send a request that is too large', async () => {
    const before = server.received.length;
    const outcome = await chatgpt.call(server.origin, { method: 'POST', body: 'x'.repeat(1_000) });
    expect(outcome).toMatchObject({ reaction: 'give_up', failure: 'request_too_large' });
    expect(server.received).toHaveLength(before);
  });

  it('gives up on an answer that does not come', async () => {
    server.answer = () => undefined;
    expect(await chatgpt.call(server.origin)).toMatchObject({ reaction: 'give_up', failure: 'timed_out', status: null });
  });

  it('gives up on an answer that starts and does not end', async () => {
    server.answer = (_request, response) => void response.write('{');
    expect(await chatgpt.call(server.origin)).toMatchObject({ reaction: 'give_up', failure: 'timed_out' });
  });

  it('gives up on an API that is not there', async () => {
    const gone = await LocalServer.start();
    const { origin } = gone;
    await gone.stop();
    expect(await chatgpt.call(origin)).toMatchObject({ reaction: 'give_up', failure: 'unreachable' });
    expect(chatgpt.exchanges.at(-1)?.failure).toContain('ECONNREFUSED');
  });

  it('does not follow a redirect with the token', async () => {
    server.answer = (_request, response) => void response.writeHead(302, { location: `${server.origin}/trap` }).end();
    expect(await chatgpt.call(server.origin)).toMatchObject({ status: 302 });
    expect(server.received.map(({ path }) => path)).not.toContain('/trap');
  });

  it('does not call before sign-in', async () => {
    const nobody = new ChatGptSimulator({
      settings: {
        clientId: 'id',
        clientSecret: 'secret',
        authorizationUrl: server.origin,
        tokenUrl: server.origin,
        scope: '',
        tokenExchangeMethod: 'post',
        callbackUrl: makeCallbackUrl(countingRandom()),
      },
    });
    await expect(nobody.call(server.origin)).rejects.toThrow('User is missing credentials');
  });
});
