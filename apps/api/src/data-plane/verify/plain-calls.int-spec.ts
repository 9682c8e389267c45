import { seedCaller, type SeededCaller } from '@gatehouse/testing';
import { Agent, get, type IncomingHttpHeaders, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { startTestApi, type TestApi } from '../../../test/test-api';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** What one connection says of itself, and not the answer. */
const OF_THE_CONNECTION = ['date', 'connection', 'keep-alive'];

describe('plain calls to verify, which the server answers ahead of its router', () => {
  let api: TestApi;
  let caller: SeededCaller;
  let port: number;

  beforeAll(async () => {
    api = await startTestApi();
    await api.app.listen(0, '127.0.0.1');
    port = (api.server.server.address() as AddressInfo).port;
    caller = await seedCaller(api.database);
  });
  afterAll(() => api.stop());

  const bearer = () => ({ authorization: `Bearer ${caller.token}` });

  /** On a connection of its own. */
  function ask(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, method, path, headers: { host: 'gatehouse.test', ...headers }, agent: false };
      const call = request(options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      });
      call.on('error', reject);
      call.end(body);
    });
  }

  /** The same by the router alone: nothing passes the server's event. */
  async function askRouter(method: 'GET' | 'POST', path: string, headers: Record<string, string>): Promise<Answer> {
    const { statusCode, headers: said, payload } = await api.server.inject({ method, url: path, headers });
    return { status: statusCode, headers: said as IncomingHttpHeaders, text: payload };
  }

  function essence({ status, headers, text }: Answer): unknown {
    return [status, Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.includes(name)), text];
  }

  it.each([
    ['who is known', 'GET', '?peek=true', true, 200],
    ['who is known, by POST without a body', 'POST', '?peek=true', true, 200],
    ['who presents nothing', 'GET', '', false, 401],
    ['who asks for a scope that was not given', 'GET', '?peek=true&scope=foods.delete', true, 403],
    ['who asks for something malformed', 'GET', '?cost=-1', true, 400],
  ] as const)('say the same as the router does: %s', async (_who, method, query, known, status) => {
    const path = `/t/${caller.slug}/verify${query}`;
    const headers: Record<string, string> = known ? bearer() : {};
    const plain = await ask(method, path, headers);
    expect(plain.status).toBe(status);
    expect(essence(plain)).toEqual(essence(await askRouter(method, path, headers)));
  });

  it('are counted, each once', async () => {
    const usedNow = async () =>
      (JSON.parse((await ask('GET', `/t/${caller.slug}/verify?peek=true`, bearer())).text) as { quota: { used: number } }).quota
        .used;
    const before = await usedNow();
    for (let call = 0; call < 3; call += 1) expect((await ask('GET', `/t/${caller.slug}/verify`, bearer())).status).toBe(200);
    expect(await usedNow()).toBe(before + 3);
  });

  it('are measured under the route, as all requests are', async () => {
    const measured = async () => {
      const { text } = await ask('GET', '/metrics');
      return Number(
        /duration_seconds_count\{method="GET",route="\/t\/:workspace\/verify",status="401"\} (\d+)/.exec(text)?.[1] ?? 0,
      );
    };
    const before = await measured();
    await ask('GET', `/t/${caller.slug}/verify`);
    expect(await measured()).toBe(before + 1);
  });

  it('are not those that carry a body, come to another host, use another method or spell the path otherwise', async () => {
    const path = `/t/${caller.slug}/verify`;
    const json = { ...bearer(), 'content-type': 'application/json' };
    expect((await ask('POST', path, json, '{"peek":true}')).status).toBe(200);
    expect((await ask('POST', path, json, '{')).text).toContain('not valid JSON');
    expect((await ask('POST', path, json, ' '.repeat(20_000))).text).toContain('larger than 16384 bytes');
    await api.database.query(
      `INSERT INTO domain_directory (domain_id, holder_id, held_domain, next_check_at) VALUES ('dom_1', $1, 'foods.example.com', now())`,
      [caller.workspaceId],
    );
    const host = 'foods.example.com';
    expect((await ask('GET', '/verify?peek=true', { ...bearer(), host })).status).toBe(200);
    expect((await ask('GET', path, { ...bearer(), host })).status).toBe(401);
    expect((await ask('HEAD', path, bearer())).status).toBe(405);
    expect((await ask('GET', `${path}/x`, bearer())).status).toBe(404);
    expect((await ask('GET', `/t/%66oods/verify`, bearer())).status).toBe(401);
  });

  it('keep their connection, and may come one upon the other without waiting', async () => {
    const line = `GET /t/${caller.slug}/verify?peek=true HTTP/1.1\r\nHost: gatehouse.test\r\nAuthorization: Bearer ${caller.token}\r\n`;
    const text = await new Promise<string>((resolve, reject) => {
      let heard = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(`${line}\r\n${line}\r\n${line}Connection: close\r\n\r\n`));
      socket.setEncoding('utf8').on('data', (chunk: string) => (heard += chunk));
      socket.on('end', () => resolve(heard)).on('error', reject);
    });
    expect(text.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(3);
    expect(text.match(/"active":true/g)).toHaveLength(3);
  });
});

it('goes on with what has a type and no body, which Node gives no stream to', async () => {
  const api = await startTestApi();
  await api.app.listen(0, '127.0.0.1');
  const { port } = api.server.server.address() as AddressInfo;
  for (const [path, type, status] of [
    ['/api/v1/auth/sign-out', 'application/json', 204],
    ['/t/nobody/oauth/token', 'application/x-www-form-urlencoded', 404],
    ['/t/nobody/verify', 'text/plain', 401],
  ] as const) {
    const answer = await new Promise<string>((resolve, reject) => {
      let heard = '';
      const socket = connect(port, '127.0.0.1', () =>
        socket.write(
          `POST ${path} HTTP/1.1\r\nHost: gatehouse.test\r\nOrigin: http://gatehouse.test\r\nContent-Type: ${type}\r\nConnection: close\r\n\r\n`,
        ),
      );
      socket.setEncoding('utf8').on('data', (chunk: string) => (heard += chunk));
      socket.on('end', () => resolve(heard)).on('error', reject);
    });
    expect([path, answer.slice(0, 12)]).toEqual([path, `HTTP/1.1 ${status}`]);
  }
  await api.stop();
});

it('goes on while the process drains, and leaves no connection that would keep it from stopping', async () => {
  const api = await startTestApi({ config: { drainSeconds: 1 } });
  await api.app.listen(0, '127.0.0.1');
  const { port } = api.server.server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  const status = () =>
    new Promise<number>((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path: '/t/nobody/verify', headers: { host: 'gatehouse.test' }, agent };
      get(options, (response) => response.resume().on('end', () => resolve(response.statusCode ?? 0))).on('error', reject);
    });
  expect(await status()).toBe(401);
  const closed = api.close();
  expect(await status()).toBe(401);
  await closed;
  await expect(status()).rejects.toThrow();
  agent.destroy();
  await api.mailbox.close();
  await api.database.drop();
});
