import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { scratchDirectory } from './child';
import { Sandbox } from './sandbox';

const PUBLIC_URL = 'http://localhost:3000';
const SECRET = 'gth_cs_right';

/** Plays Gatehouse's Token URL and the creator's API, and remembers what it was asked. */
class Counterpart {
  readonly asked: { method: string; path: string; headers: IncomingMessage['headers']; body: URLSearchParams }[] = [];
  private constructor(
    private readonly server: Server,
    readonly origin: string,
  ) {}

  static async start(): Promise<Counterpart> {
    const server = createServer((request, response) => {
      void (async () => {
        let body = '';
        for await (const chunk of request) body += String(chunk);
        const fields = new URLSearchParams(body);
        const { method = '', url: path = '', headers } = request;
        counterpart.asked.push({ method, path, headers, body: fields });
        const [status, answer] = counterpart.answer(path, fields, headers.authorization);
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      })();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const counterpart = new Counterpart(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return counterpart;
  }

  stop(): void {
    this.server.close();
  }

  private answer(path: string, fields: URLSearchParams, authorization?: string): [number, object] {
    if (path !== '/oauth/token') {
      return authorization === 'Bearer at-1' || authorization === 'Bearer at-2'
        ? [200, { greeting: `<b>Hello</b> with ${authorization}` }]
        : [401, { message: 'Sign in.' }];
    }
    if (fields.get('client_secret') !== SECRET)
      return [401, { error: 'invalid_client', error_description: 'The secret is wrong.' }];
    const fresh = fields.get('grant_type') === 'refresh_token' ? 2 : 1;
    return [200, { access_token: `at-${fresh}`, token_type: 'bearer', refresh_token: `rt-${fresh}`, expires_in: 3600 }];
  }
}

const scratch = scratchDirectory();
let sandbox: Sandbox;
let counterpart: Counterpart;

beforeAll(async () => {
  counterpart = await Counterpart.start();
  sandbox = await Sandbox.start(scratch.path, PUBLIC_URL);
});

afterAll(async () => {
  await sandbox.stop();
  counterpart.stop();
  scratch.remove();
});

function save(change: Record<string, string> = {}): Promise<Response> {
  return sandbox.post('/dev/chatgpt', {
    name: 'Greeter',
    clientId: 'client',
    clientSecret: SECRET,
    authorizationUrl: `${counterpart.origin}/oauth/authorize`,
    tokenUrl: `${counterpart.origin}/oauth/token`,
    scope: 'greet',
    tokenExchangeMethod: 'post',
    ...change,
  });
}

const show = async () => (await sandbox.get('/dev/chatgpt')).text();

/** Presses "Sign in to Greeter": the URL to which the browser is sent. */
async function beginSignIn(): Promise<URL> {
  const response = await sandbox.post('/dev/chatgpt/sign-in', {});
  expect(response.status).toBe(303);
  return new URL(response.headers.get('location') ?? 'none:');
}

/** Comes back as the browser does after "Allow", and shows the page. */
async function comeBack(authorize: URL, change: Record<string, string> = {}): Promise<string> {
  const callback = new URL(authorize.searchParams.get('redirect_uri') ?? 'none:');
  callback.search = new URLSearchParams({
    code: 'code-1',
    state: authorize.searchParams.get('state') ?? '',
    ...change,
  }).toString();
  const response = await sandbox.get(callback.pathname + callback.search);
  expect([response.status, response.headers.get('location')]).toEqual([303, '/dev/chatgpt#latest']);
  return show();
}

describe('the sandbox that stands in for ChatGPT', () => {
  it('asks for what the GPT editor asks for, and offers nothing more before it is saved', async () => {
    const page = await show();
    for (const label of ['Client ID', 'Client Secret', 'Authorization URL', 'Token URL', 'Scope', 'Token Exchange Method'])
      expect(page).toContain(label);
    expect(page).toContain('<strong>Sandbox</strong>');
    expect(page).not.toContain('Sign in to');
    expect((await sandbox.post('/dev/chatgpt/sign-in', {})).status).toBe(409);
    expect(await (await sandbox.get('/dev/mail')).text()).toContain('href="/dev/chatgpt"');
  });

  it.each([
    ['another machine', 'https://example.com/oauth/token'],
    ['a network address', 'http://192.168.1.1/oauth/token'],
    ['a name that only begins like this machine', 'http://localhost.example.com/'],
    ['no http', 'file:///etc/passwd'],
    ['a user in front', 'http://localhost@127.0.0.1/'],
  ])('takes no Token URL on %s', async (_, tokenUrl) => {
    const response = await save({ tokenUrl });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Token URL must lead to this machine');
  });

  it('shows a callback URL that stays, keeps the secret and does not show it', async () => {
    expect((await save()).status).toBe(303);
    const page = await show();
    const [callback] = /http:\/\/localhost:3000\/dev\/chatgpt\/callback\/[0-9a-f]{40}/.exec(page) ?? [];
    expect(callback).toBeDefined();
    expect(page).not.toContain(SECRET);
    await save({ clientSecret: '' });
    await sandbox.stop();
    sandbox = await Sandbox.start(scratch.path, PUBLIC_URL);
    expect(await show()).toContain(callback);
  });

  it('signs in without PKCE, calls the API as often as asked, refreshes and signs out', async () => {
    const authorize = await beginSignIn();
    expect(Object.fromEntries(authorize.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'client',
      redirect_uri: expect.stringMatching(/\/dev\/chatgpt\/callback\/[0-9a-f]{40}$/),
      state: expect.stringMatching(/^[0-9a-f-]{36}$/),
      scope: 'greet',
    });
    expect(await comeBack(authorize)).toContain('Signed in.');
    const redeemed = counterpart.asked.at(-1);
    expect(redeemed?.headers['user-agent']).toContain('ChatGPT-User');
    expect(Object.fromEntries(redeemed?.body ?? [])).toEqual({
      grant_type: 'authorization_code',
      code: 'code-1',
      redirect_uri: authorize.searchParams.get('redirect_uri'),
      client_id: 'client',
      client_secret: SECRET,
    });

    const before = counterpart.asked.length;
    await sandbox.post('/dev/chatgpt/call', { url: `${counterpart.origin}/greeting`, count: '3' });
    expect(counterpart.asked.slice(before).map(({ path }) => path)).toEqual(['/greeting', '/greeting', '/greeting']);
    await sandbox.post('/dev/chatgpt/refresh', {});
    await sandbox.post('/dev/chatgpt/call', { url: `${counterpart.origin}/greeting` });
    const page = await show();
    expect(page).toContain('&lt;b&gt;Hello&lt;/b&gt; with Bearer at-2');
    expect(page).not.toContain('<b>Hello');

    await sandbox.post('/dev/chatgpt/sign-out', {});
    await sandbox.post('/dev/chatgpt/call', { url: `${counterpart.origin}/greeting` });
    expect(await show()).toContain('User is missing credentials');
    expect(counterpart.asked.at(-1)?.headers.authorization).toBe('Bearer at-2');
  });

  it('calls nothing but this machine with the token', async () => {
    await comeBack(await beginSignIn());
    const before = counterpart.asked.length;
    for (const url of ['http://169.254.169.254/latest', 'https://example.com/', 'file:///etc/passwd', '']) {
      await sandbox.post('/dev/chatgpt/call', { url });
      expect(await show()).toContain('This address is not on this machine');
    }
    expect(counterpart.asked).toHaveLength(before);
  });

  it('does not take a state that it did not give, or a second time', async () => {
    await save();
    const authorize = await beginSignIn();
    const before = counterpart.asked.length;
    expect(await comeBack(authorize, { state: 'forged' })).toContain('OAuth state invalid or not found');
    expect(counterpart.asked).toHaveLength(before);
    await comeBack(authorize);
    await comeBack(authorize);
    expect(counterpart.asked).toHaveLength(before + 1);
  });

  it("says in ChatGPT's words that the secret is wrong or the person said no, and why", async () => {
    await save({ clientSecret: 'gth_cs_wrong' });
    const page = await comeBack(await beginSignIn());
    expect(page).toContain('Missing access token');
    expect(page).toContain('invalid_client');
    expect(page).not.toContain('gth_cs_wrong');
    expect(await comeBack(await beginSignIn(), { error: 'access_denied' })).toContain('log in with plugin');
  });

  it('takes no form from the page of another site', async () => {
    for (const path of ['/dev/chatgpt', '/dev/chatgpt/sign-in', '/dev/chatgpt/call', '/dev/chatgpt/sign-out'])
      expect((await sandbox.post(path, {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it('stands in on loopback only', async () => {
    const elsewhere = scratchDirectory();
    const shared = await Sandbox.start(elsewhere.path, 'https://gatehouse.example.com');
    expect((await shared.get('/dev/chatgpt')).status).toBe(404);
    expect(await (await shared.get('/dev/mail')).text()).not.toContain('/dev/chatgpt');
    await shared.stop();
    elsewhere.remove();
  });
});
