import { createHash } from 'node:crypto';
import { countingRandom, json, LocalServer } from '../test/local-server';
import { makeCallbackUrl } from './callback-url';
import { ChatGptSimulator } from './chatgpt-simulator';
import { ChatGptError } from './chatgpt.errors';
import type { GptSettings, RequestForm } from './settings';
import { everyShape } from './shapes';

const CLIENT_ID = 'gpt_client';
const CLIENT_SECRET = 'gth_cs_secret+with/odd%characters';

describe('ChatGptSimulator signing in', () => {
  let server: LocalServer;
  beforeAll(async () => (server = await LocalServer.start()));
  afterAll(() => server.stop());

  function simulator(settings: Partial<GptSettings> = {}, form: Partial<RequestForm> = {}): ChatGptSimulator {
    const random = countingRandom();
    return new ChatGptSimulator({
      settings: {
        clientId: CLIENT_ID,
        clientSecret: CLIENT_SECRET,
        authorizationUrl: `${server.origin}/oauth/authorize`,
        tokenUrl: `${server.origin}/oauth/token`,
        scope: 'foods.read greetings',
        tokenExchangeMethod: 'post',
        callbackUrl: makeCallbackUrl(random, form.host),
        ...settings,
      },
      form,
      random,
    });
  }

  function comeBack(chatgpt: ChatGptSimulator, answer: Record<string, string>): URL {
    const url = new URL(chatgpt.callbackUrl);
    url.search = new URLSearchParams(answer).toString();
    return url;
  }

  function stateOf(authorizeUrl: string): string {
    return new URL(authorizeUrl).searchParams.get('state') ?? '';
  }

  it.each([...everyShape()].map((shape) => [shape.name, shape] as const))('sends what it says: %s', async (_name, shape) => {
    const { form, tokenExchangeMethod } = shape;
    const chatgpt = simulator({ tokenExchangeMethod }, form);
    server.answer = json(200, { access_token: 'at-1', token_type: 'bearer', refresh_token: 'rt-1', expires_in: 60 });

    const asked = new URL(chatgpt.authorizeUrl()).searchParams;
    expect(asked.get('scope')).toBe({ value: 'foods.read greetings', empty: '', absent: null }[form.scope]);
    expect(asked.has('code_challenge')).toBe(form.pkce);
    expect(asked.get('redirect_uri')).toBe(chatgpt.callbackUrl);

    const { code } = chatgpt.acceptCallback(comeBack(chatgpt, { code: 'c-1', state: asked.get('state') ?? '' }));
    await chatgpt.redeem(code);

    const { headers, body } = server.last;
    expect(headers['content-type']).toBe(
      form.tokenEncoding === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
    );
    const sent = (form.tokenEncoding === 'json' ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body))) as Record<
      string,
      string
    >;
    expect(sent).toMatchObject({ grant_type: 'authorization_code', code: 'c-1', redirect_uri: chatgpt.callbackUrl });
    if (form.pkce)
      expect(
        createHash('sha256')
          .update(sent['code_verifier'] ?? '')
          .digest('base64url'),
      ).toBe(asked.get('code_challenge'));
    else expect(sent).not.toHaveProperty('code_verifier');

    const pair =
      form.basicEncoding === 'percent' ? [CLIENT_ID, CLIENT_SECRET].map(encodeURIComponent) : [CLIENT_ID, CLIENT_SECRET];
    if (tokenExchangeMethod === 'basic') {
      expect(headers.authorization).toBe(`Basic ${Buffer.from(pair.join(':')).toString('base64')}`);
      expect(sent).not.toHaveProperty('client_secret');
    } else {
      expect(headers.authorization).toBeUndefined();
      expect(sent).toMatchObject({ client_id: CLIENT_ID, client_secret: CLIENT_SECRET });
    }
  });

  it('uses a UUID-shaped state, another for each sign-in', () => {
    const chatgpt = simulator();
    const states = [stateOf(chatgpt.authorizeUrl()), stateOf(chatgpt.authorizeUrl())];
    for (const state of states) expect(state).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(states[0]).not.toBe(states[1]);
  });

  it('keeps the query that an authorization URL already has', () => {
    const chatgpt = simulator({ authorizationUrl: `${server.origin}/oauth/authorize?tenant=ada` });
    expect(new URL(chatgpt.authorizeUrl()).searchParams.get('tenant')).toBe('ada');
  });

  it('asks on the twin host of the registered callback', () => {
    const registered = makeCallbackUrl(countingRandom(), 'chatgpt.com');
    const chatgpt = simulator({ callbackUrl: registered }, { host: 'chat.openai.com' });
    const twin = registered.replace('chatgpt.com', 'chat.openai.com');
    expect(new URL(chatgpt.authorizeUrl()).searchParams.get('redirect_uri')).toBe(twin);
  });

  it('takes a state once', () => {
    const chatgpt = simulator();
    const back = comeBack(chatgpt, { code: 'c', state: stateOf(chatgpt.authorizeUrl()) });
    chatgpt.acceptCallback(back);
    expect(() => chatgpt.acceptCallback(back)).toThrow('OAuth state invalid or not found');
  });

  it('refuses an unknown state, even beside an error', () => {
    const chatgpt = simulator();
    chatgpt.authorizeUrl();
    for (const answer of [{ code: 'c' }, { code: 'c', state: 'other' }, { error: 'access_denied', state: 'other' }]) {
      expect(() => chatgpt.acceptCallback(comeBack(chatgpt, answer))).toThrow('OAuth state invalid or not found');
    }
  });

  it('tells a denied consent and an answer without a code as a failed login', () => {
    const chatgpt = simulator();
    const denied = { error: 'access_denied', error_description: 'The person said no.', state: stateOf(chatgpt.authorizeUrl()) };
    expect(failureOf(() => chatgpt.acceptCallback(comeBack(chatgpt, denied)))).toMatchObject({
      code: 'login_failed',
      message: "Couldn't log in with plugin",
      said: { error: 'access_denied', errorDescription: 'The person said no.' },
    });
    const empty = comeBack(chatgpt, { state: stateOf(chatgpt.authorizeUrl()) });
    expect(failureOf(() => chatgpt.acceptCallback(empty)).code).toBe('login_failed');
  });

  it('does not take a callback to another page', () => {
    const chatgpt = simulator();
    const state = stateOf(chatgpt.authorizeUrl());
    expect(failureOf(() => chatgpt.acceptCallback(`https://chatgpt.com/elsewhere?code=c&state=${state}`)).code).toBe(
      'login_failed',
    );
  });

  it('returns the issuer that the server named', () => {
    const chatgpt = simulator();
    const back = comeBack(chatgpt, { code: 'c', state: stateOf(chatgpt.authorizeUrl()), iss: 'https://auth.example/t/ada' });
    expect(chatgpt.acceptCallback(back).issuer).toBe('https://auth.example/t/ada');
  });
});

function failureOf(act: () => unknown): ChatGptError {
  try {
    act();
  } catch (error) {
    if (error instanceof ChatGptError) return error;
    throw error;
  }
  throw new Error('It did not fail.');
}
