import fastifyStatic from '@fastify/static';
import { NotFoundException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where `vite build` puts the dashboard, from this file's place in `src` as in `dist`. */
const DASHBOARD_ROOT = join(__dirname, '..', '..', '..', '..', 'dashboard', 'dist');

/** Paths that belong to the service itself. Under them a missing thing is missing, and not a page of the dashboard. */
const RESERVED = [
  'api',
  't',
  'dev',
  'auth',
  'sign-in/google',
  '.well-known',
  'healthz',
  'readyz',
  'metrics',
  'webhooks',
  'assets',
];

const FOREVER = 'public, max-age=31536000, immutable';

/** Whether the path could be a page of the dashboard. */
export function isDashboardPath(path: string): boolean {
  // No page of the dashboard has a name that ends like a file's; a script that is missing must not come as HTML.
  if (/\.[A-Za-z0-9]+$/.test(path)) return false;
  return !RESERVED.some((reserved) => path === `/${reserved}` || path.startsWith(`/${reserved}/`));
}

/**
 * Serves the built dashboard: its files by name (those under /assets carry a hash in theirs, so they may be kept for ever) and its one page
 * for every other path, because the dashboard routes in the browser.
 */
export async function serveDashboard(server: FastifyInstance, root: string = DASHBOARD_ROOT): Promise<void> {
  const built = existsSync(join(root, 'index.html'));
  if (built) {
    await server.register(fastifyStatic, {
      root,
      wildcard: false,
      index: false,
      cacheControl: false,
      setHeaders: (reply, path) =>
        void reply.header('cache-control', path.startsWith(join(root, 'assets')) ? FOREVER : 'no-cache'),
    });
  }
  server.get('/*', (request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    if (!built || !isDashboardPath(path)) throw new NotFoundException();
    return reply.sendFile('index.html');
  });
}
