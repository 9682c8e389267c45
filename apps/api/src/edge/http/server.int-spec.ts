import { createTestDatabase } from '@gatehouse/testing';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Redis } from 'ioredis';
import { REDIS } from '../tokens';
import { PLANES } from '../../planes';
import { startTestApi, type TestApi } from '../../../test/test-api';
import type { Answer } from '../../../test/test-browser';

/** Sends bytes and reads until the server closes the connection. */
function raw(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (text += chunk));
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
}

describe('the server', () => {
  let api: TestApi;
  let port: number;
  beforeAll(async () => {
    api = await startTestApi();
    await api.app.listen(0, '127.0.0.1');
    port = (api.server.server.address() as AddressInfo).port;
  });
  afterAll(() => api.stop());

  it('says that it runs, and that Postgres and Redis answer', async () => {
    const browser = api.browser();
    expect((await browser.get('/healthz')).body).toEqual({ status: 'ok' });
    expect((await browser.get('/readyz')).body).toEqual({ status: 'ready', postgres: true, redis: true });
  });

  it('measures requests by route pattern, so that ids make no series', async () => {
    await api.browser().get('/api/v1/workspaces/some-slug/gpts/some-gpt');
    const { text, headers } = await api.browser().get('/metrics');
    expect(headers['content-type']).toContain('text/plain');
    expect(text).toMatch(
      /gatehouse_http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/workspaces\/:slug\/gpts\/:gpt",status="401"\} 1/,
    );
    expect(text).not.toContain('some-slug');
    expect(text).toContain('process_cpu_seconds_total');
  });

  it('sends its pages with no way to frame them, sniff them or run a script that is not ours', async () => {
    const { headers } = await api.browser().get('/healthz');
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it.each([
    ['no HTTP at all', 'GARBAGE\r\n\r\n', 400, 'malformed_request'],
    ['an unknown method', 'FROB / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400, 'malformed_request'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx', 400, 'malformed_request'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'malformed_request',
    ],
    ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`, 431, 'header_too_large'],
    ['a zero byte in a header', 'GET /healthz HTTP/1.1\r\nHost: x\r\nX-Odd: a\0b\r\n\r\n', 400, 'malformed_request'],
    ['a broken escape in the path', 'GET /api/v1/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400, 'malformed_request'],
    [
      'bytes that are no UTF-8 in the path',
      'GET /api/v1/workspaces/%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      400,
      'malformed_request',
    ],
  ])('refuses %s in the one form', async (_what, bytes, status, code) => {
    const answer = await raw(port, bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer.toLowerCase()).toContain('content-type: application/problem+json');
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))).toMatchObject({ status, code });
  });

  it.each(['PROPFIND', 'TRACE', 'SEARCH', 'LINK'])('answers the method %s of other protocols with a 4xx', async (method) => {
    expect(await raw(port, `${method} /api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 4\d\d /);
  });

  it('answers HEAD like GET without a body', async () => {
    const [get, head] = [await api.browser().get('/healthz'), await api.browser().send('HEAD', '/healthz')];
    expect([head.status, head.text, head.headers['content-length']]).toEqual([get.status, '', get.headers['content-length']]);
  });

  it('believes no address that a client puts into a header', async () => {
    const attempts = [];
    for (let n = 0; n < 11; n += 1) {
      const headers = { 'x-forwarded-for': `203.0.113.${n}` };
      attempts.push(await api.browser().post('/api/v1/auth/sign-in', { email: 'x@example.com', password: 'guess' }, headers));
    }
    expect(attempts.at(-1)?.status).toBe(429);
  });

  it('publishes the document of the API', async () => {
    const { body } = await api.browser().get('/api/v1/openapi.json');
    expect(body).toMatchObject({ openapi: expect.stringMatching(/^3\./), info: { title: 'Gatehouse' } });
    expect(Object.keys(body.paths).filter((path) => !path.startsWith('/api/v1/'))).toEqual(['/t/{workspace}/verify']);
  });
});

describe('a server whose Postgres is gone', () => {
  it('is not ready, refuses what needs it as unavailable without saying why, and recovers by itself', async () => {
    const api = await startTestApi();
    const superuser = await createTestDatabase();
    const name = new URL(api.database.url).pathname.slice(1);
    await superuser.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await superuser.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name = 'gatehouse'`,
      [name],
    );
    const ready = await api.browser().get('/readyz');
    expect([ready.status, ready.body]).toEqual([503, { status: 'unavailable', postgres: false, redis: true }]);
    expect((await api.browser().get('/healthz')).status).toBe(200);
    const browser = api.browser();
    browser.cookies.set('gth_session', 'x'.repeat(43));
    const answer = await browser.get('/api/v1/me');
    expect([answer.status, answer.body.code, answer.headers['retry-after']]).toEqual([503, 'temporarily_unavailable', '2']);
    expect(answer.body.detail).toBe('Try again in a moment');
    await superuser.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    expect((await browser.get('/api/v1/me')).status).toBe(401);
    await api.stop();
    await superuser.drop();
  });
});

it('refuses what needs Redis as unavailable while Redis is gone: no guess goes uncounted', async () => {
  const api = await startTestApi();
  const redis = api.app.get<Redis>(REDIS);
  redis.disconnect();
  expect((await api.browser().get('/readyz')).body).toEqual({ status: 'unavailable', postgres: true, redis: false });
  const answer = await api.browser().post('/api/v1/auth/sign-in', { email: 'a@example.com', password: 'guess' });
  expect([answer.status, answer.body.code]).toEqual([503, 'temporarily_unavailable']);
  await redis.connect();
  expect((await api.browser().post('/api/v1/auth/sign-in', { email: 'a@example.com', password: 'guess' })).status).toBe(401);
  await api.stop();
});

describe('stopping', () => {
  it('finishes what was begun, says that it is not ready, and takes nothing new', async () => {
    const api = await startTestApi();
    await api.app.listen(0, '127.0.0.1');
    const { port } = api.server.server.address() as AddressInfo;
    const body = JSON.stringify({ email: 'slow@example.com', password: 'seven green kettles', name: 'Slow' });
    // A sign-up takes a third of a second: long enough to be in flight when the process is asked to stop.
    const inFlight = raw(
      port,
      `POST /api/v1/auth/sign-up HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    await new Promise((resolve) => api.server.server.once('request', resolve));
    const closed = api.close();
    expect(await inFlight).toMatch(/^HTTP\/1.1 202 /);
    await closed;
    await expect(raw(port, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')).rejects.toThrow(/ECONNREFUSED/);
    await api.mailbox.close();
    await api.database.drop();
  });
});

describe('stopping with time to drain', () => {
  it('says that it is not ready, and goes on answering new connections until the time is over', async () => {
    const api = await startTestApi({ config: { drainSeconds: 5 } });
    await api.app.listen(0, '127.0.0.1');
    const { port } = api.server.server.address() as AddressInfo;
    const get = (path: string) => raw(port, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(await get('/readyz')).toMatch(/^HTTP\/1.1 200 /);
    const closed = api.close();
    expect(await get('/readyz')).toMatch(/^HTTP\/1.1 503 /);
    expect(await get('/api/v1/me')).toMatch(/^HTTP\/1.1 401 /);
    await closed;
    await expect(get('/healthz')).rejects.toThrow(/ECONNREFUSED/);
    await api.mailbox.close();
    await api.database.drop();
  });
});

describe('the sandbox under /dev', () => {
  let sandbox: Server;
  let api: TestApi;
  beforeAll(async () => {
    sandbox = createServer(
      (request, response) => void echo(request).then((seen) => response.writeHead(201, { 'x-sandbox': 'yes' }).end(seen)),
    );
    await new Promise<void>((resolve) => sandbox.listen(0, '127.0.0.1', resolve));
    api = await startTestApi({ config: { sandboxUrl: `http://127.0.0.1:${(sandbox.address() as AddressInfo).port}` } });
  });
  afterAll(async () => {
    await api.stop();
    sandbox.closeAllConnections();
    sandbox.close();
  });

  const echo = async (request: IncomingMessage): Promise<string> => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    return JSON.stringify({ method: request.method, url: request.url, type: request.headers['content-type'] ?? null, body });
  };

  it('is reached with path, query, form and JSON as they came', async () => {
    const type = 'application/x-www-form-urlencoded';
    const form = await api.browser().send('POST', '/dev/google/authorize?x=1', 'sub=1', { 'content-type': type });
    expect([form.status, form.headers['x-sandbox']]).toEqual([201, 'yes']);
    expect(form.body).toEqual({ method: 'POST', url: '/dev/google/authorize?x=1', type, body: 'sub=1' });
    const json = await api.browser().post('/dev/x', { a: 1 });
    expect(json.body).toMatchObject({ body: '{"a":1}' });
    expect((await api.browser().get('/dev/mail')).body).toMatchObject({ method: 'GET', url: '/dev/mail' });
  });

  it('is not there under another name than ours, which somebody may have pointed at this machine', async () => {
    const statusAs = async (host: string): Promise<number> =>
      (await api.server.inject({ method: 'GET', url: '/dev/mail.json', headers: { host } })).statusCode;
    expect(await statusAs('rebound.example')).toBe(404);
    expect(await statusAs('localhost.example:3000')).toBe(404);
    for (const host of ['localhost:3000', '127.0.0.1:3000', '[::1]:3000'])
      expect([host, await statusAs(host)]).toEqual([host, 201]);
  });

  it('states its own page rules', async () => {
    expect((await api.browser().get('/dev/mail')).headers['content-security-policy']).toBeUndefined();
  });

  it('is not there where none is configured', async () => {
    const production = await startTestApi();
    expect((await production.browser().get('/dev/mail')).status).toBe(404);
    await production.stop();
  });
});

describe.each([['all'], ['control'], ['data']] as const)('what no route answers, with PLANE=%s', (plane) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ planes: PLANES[plane] });
  });
  afterAll(() => api.stop());
  const seen = ({ status, body, headers }: Answer): unknown => [status, body?.code, headers['content-type']?.split(';')[0]];

  it.each(['/api/v1/nope', '/t/x/nope', '/api/v1/workspaces/x/nope', '/webhooks/nope'])(
    '%s is missing, in the one form',
    async (path) => {
      for (const method of ['GET', 'POST', 'DELETE'] as const)
        expect([method, seen(await api.browser().send(method, path))]).toEqual([
          method,
          [404, 'not_found', 'application/problem+json'],
        ]);
    },
  );

  it('is a method that the path does not answer: 405, and which it does', async () => {
    const answer = await api.browser().send('DELETE', '/readyz');
    expect(seen(answer)).toEqual([405, 'method_not_allowed', 'application/problem+json']);
    expect(answer.headers['allow']?.split(', ')).toEqual(expect.arrayContaining(['GET']));
  });

  if (plane !== 'data')
    it('is a body that is no JSON', async () => {
      const answer = await api.browser().send('POST', '/api/v1/auth/sign-in', '{"email":');
      expect(seen(answer)).toEqual([400, 'malformed_request', 'application/problem+json']);
    });
});
