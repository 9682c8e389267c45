import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const TOKEN = 'gth_at_0123456789';
const ADA = { active: true, sub: 'usr_1', email: 'ada@example.com', email_verified: true, name: 'Ada', tier: 'free' };

describe('greeting example', () => {
  let gatehouse: Server;
  let verdict: Handler;
  let asked: IncomingMessage[];
  let api: ChildProcess;
  let apiUrl: string;

  beforeAll(async () => {
    gatehouse = createServer((request, response) => {
      asked.push(request);
      verdict(request, response);
    });
    await new Promise<void>((resolve) => gatehouse.listen(0, '127.0.0.1', resolve));
    const { port } = gatehouse.address() as AddressInfo;
    [api, apiUrl] = await startApi({ GATEHOUSE_VERIFY_URL: `http://127.0.0.1:${port}/t/ada/verify`, VERIFY_TIMEOUT_MS: '300' });
  });

  afterAll(async () => {
    await stopApi(api);
    gatehouse.closeAllConnections();
    gatehouse.close();
  });

  beforeEach(() => (asked = []));

  function get(path = '/greeting', token: string | null = TOKEN): Promise<Response> {
    return fetch(`${apiUrl}${path}`, { headers: token === null ? {} : { authorization: `Bearer ${token}` } });
  }

  it('greets the person by name and names its action to Gatehouse', async () => {
    verdict = answerWith(200, ADA);
    const response = await get();
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ greeting: expect.stringMatching(/, Ada!$/), name: 'Ada' });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ method: 'GET', url: '/t/ada/verify?action=getGreeting' });
    expect(asked[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  });

  it('greets by address where no name is known', async () => {
    verdict = answerWith(200, { ...ADA, name: null });
    expect(await (await get()).json()).toMatchObject({ name: 'ada' });
  });

  it.each([null, '', 'not a token', 'ä'.repeat(3)])(
    'asks to sign in, without asking Gatehouse, for the token %j',
    async (token) => {
      const headers: Record<string, string> =
        token === null ? {} : { authorization: Buffer.from(`Bearer ${token}`).toString('latin1') };
      const response = await fetch(`${apiUrl}/greeting`, { headers });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await response.json()).toMatchObject({ error: 'invalid_token', message: expect.any(String) });
      expect(asked).toHaveLength(0);
    },
  );

  it.each([
    [
      401,
      { active: false, error: 'invalid_token', message: 'Sign in again.' },
      { 'www-authenticate': 'Bearer error="invalid_token"' },
    ],
    [402, { active: true, error: 'payment_required', message: 'Upgrade.', upgrade_url: 'https://pay.example/u' }, {}],
    [403, { active: true, error: 'access_blocked', message: 'No access.' }, {}],
    [429, { active: true, error: 'rate_limited', message: 'Slow down.' }, { 'retry-after': '12', ratelimit: '"rate";r=0;t=12' }],
    [503, { error: 'temporarily_unavailable', message: 'Soon.' }, { 'retry-after': '3' }],
  ])('relays a %d with its sentence and headers', async (status, body, headers) => {
    verdict = answerWith(status, body, headers);
    const response = await get();
    expect(response.status).toBe(status);
    const { active: _active, ...relayed } = body as Record<string, unknown>;
    expect(await response.json()).toEqual(relayed);
    for (const [name, value] of Object.entries(headers)) expect(response.headers.get(name)).toBe(value);
  });

  it.each<[string, Handler]>([
    ['does not answer', () => undefined],
    ['stops in the middle of an answer', (_request, response) => void response.writeHead(200).write('{"active":')],
    ['hangs up', (_request, response) => void response.destroy()],
    ['sends a page', (_request, response) => void response.end('<html>')],
    ['sends null', (_request, response) => void response.end('null')],
    ['sends success without saying that the token is active', (_request, response) => void response.end('{"sub":"usr_1"}')],
    ['sends success for nobody', (_request, response) => void response.end('{"active":true}')],
    ['redirects', (_request, response) => void response.writeHead(302, { location: '/elsewhere' }).end()],
    ['fails without a reason', (_request, response) => void response.writeHead(500).end('oops')],
  ])('lets nobody in when Gatehouse %s', async (_name, handler) => {
    verdict = handler;
    const response = await get();
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await response.json()).toMatchObject({
      error: 'temporarily_unavailable',
      message: expect.stringContaining('try again'),
    });
    expect(asked).toHaveLength(1);
  });

  it('lets nobody in when Gatehouse cannot be reached', async () => {
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    const [alone, url] = await startApi({ GATEHOUSE_VERIFY_URL: `http://127.0.0.1:${port}/verify` });
    const response = await fetch(`${url}/greeting`, { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(response.status).toBe(503);
    expect(await stopApi(alone)).toBe(0);
  });

  it('answers health checks, unknown paths and other methods without asking Gatehouse', async () => {
    expect((await get('/healthz', null)).status).toBe(200);
    expect((await get('/nothing')).status).toBe(404);
    expect((await get('//')).status).toBe(404);
    const post = await fetch(`${apiUrl}/greeting`, { method: 'POST', body: 'x'.repeat(50_000) });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET']);
    expect(asked).toHaveLength(0);
  });

  it('says what is missing instead of starting without Gatehouse', async () => {
    const child = spawnApi({});
    let complaint = '';
    child.stderr?.on('data', (chunk) => (complaint += String(chunk)));
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(1);
    expect(complaint).toContain('GATEHOUSE_VERIFY_URL');
  });
});

function answerWith(status: number, body: unknown, headers: Record<string, string> = {}): Handler {
  return (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function spawnApi(env: Record<string, string>): ChildProcess {
  const server = join(__dirname, 'server.mjs');
  return spawn(process.execPath, [server], { env: { ...env, PORT: '0' }, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function startApi(env: Record<string, string>): Promise<[ChildProcess, string]> {
  const child = spawnApi(env);
  if (child.stdout === null) throw new Error('The API has no output.');
  for await (const line of createInterface({ input: child.stdout })) {
    const origin = /http:\/\/[\d.]+:\d+/.exec(line)?.[0];
    if (origin !== undefined) return [child, origin];
  }
  throw new Error('The API stopped before it listened.');
}

async function stopApi(child: ChildProcess): Promise<number | null> {
  const exited = once(child, 'exit') as Promise<[number | null]>;
  child.kill('SIGTERM');
  return (await exited)[0];
}
