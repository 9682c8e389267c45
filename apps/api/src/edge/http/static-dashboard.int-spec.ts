import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastify, type FastifyInstance } from 'fastify';
import { isDashboardPath, serveDashboard } from './static-dashboard';

describe('the dashboard', () => {
  let root: string;
  let server: FastifyInstance;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'dashboard-'));
    await mkdir(join(root, 'assets'));
    await writeFile(join(root, 'index.html'), '<title>Gatehouse</title>');
    await writeFile(join(root, 'theme.js'), 'theme()');
    await writeFile(join(root, 'assets', 'index-abc123.js'), 'main()');
    await writeFile(join(root, '..', 'outside.txt'), 'outside');
    server = fastify();
    await serveDashboard(server, root);
    await server.ready();
  });
  afterAll(async () => {
    await server.close();
    await rm(root, { recursive: true });
    await rm(join(root, '..', 'outside.txt'));
  });
  const get = async (url: string) => {
    const { statusCode, headers, payload } = await server.inject({ url });
    return { status: statusCode, cache: headers['cache-control'], type: headers['content-type'], payload };
  };

  it.each(['/', '/sign-in', '/w/acme/gpts/gpt_1?tab=usage', '/verify-email?email=a&code=1', '/no/such/page'])(
    'is one page for %s, asked for anew each time',
    async (url) => {
      expect(await get(url)).toMatchObject({ status: 200, cache: 'no-cache', payload: '<title>Gatehouse</title>' });
    },
  );

  it('keeps files with a hash in their name for ever, and others not', async () => {
    expect(await get('/assets/index-abc123.js')).toMatchObject({
      status: 200,
      cache: 'public, max-age=31536000, immutable',
      payload: 'main()',
    });
    expect(await get('/theme.js')).toMatchObject({ status: 200, cache: 'no-cache' });
  });

  it.each([
    '/assets/index-old.js',
    '/api/v1/nope',
    '/api',
    '/t/acme',
    '/dev/mail',
    '/auth/nope',
    '/sign-in/google/callback',
    '/.well-known/x',
    '/webhooks/stripe',
    '/w/acme/index.html',
    '/old-chunk.js?v=1',
    '/apple-touch-icon.png',
  ])('is not %s: what is missing under the service’s own paths is missing', async (url) => {
    expect((await get(url)).status).toBe(404);
  });

  it.each([
    '/../outside.txt',
    '/assets/../../outside.txt',
    '/%2e%2e/outside.txt',
    '/assets/..%2f..%2foutside.txt',
    '/..%5coutside.txt',
  ])('shows no file outside of its own folder: %s', async (url) => {
    expect((await get(url)).payload).not.toBe('outside');
  });

  it('has pages whose names only begin like a path of the service', () => {
    expect([isDashboardPath('/apis'), isDashboardPath('/sign-in'), isDashboardPath('/w/t')]).toEqual([true, true, true]);
  });
});
