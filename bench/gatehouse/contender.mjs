import { readFileSync } from 'node:fs';
import { freePort } from '../../infra/local/ports.mjs';

async function isReady(port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

const settingsOf = (lab) => ({ MASTER_KEYS: lab.secrets.masterKeys, SMTP_URL: 'smtp://127.0.0.1:9', LOG_LEVEL: 'warn' });

/**
 * Another data plane on the same stores, with settings of its own.
 * @param {import('../harness/lab.mjs').Lab} lab
 * @param {{name: string, stores: Record<string, string>, env?: Record<string, string>, port?: number}} plan
 */
export async function serveVerify(lab, { name, stores, env = {}, port }) {
  const own = port ?? (await freePort());
  const server = await lab.serve({
    name,
    script: 'apps/api/dist/main.js',
    env: { ...stores, ...settingsOf(lab), PLANE: 'data', PORT: String(own), PUBLIC_URL: `http://127.0.0.1:${own}`, ...env },
    isReady: () => isReady(own),
  });
  return { ...server, port: own };
}

/**
 * Gatehouse as it is deployed: the data plane alone in its own process, production settings, its schema migrated, its service acting as the
 * role that owns nothing.
 */
export const gatehouse = {
  name: 'gatehouse',
  title: 'Gatehouse',
  /**
   * @param {import('../harness/lab.mjs').Lab} lab
   * @param {Record<string, string>} sizes how much to write into storage beforehand (seed.mjs)
   */
  start: async (lab, sizes) => {
    const port = await freePort();
    const stores = { DATABASE_URL: await lab.createDatabase('gatehouse'), REDIS_URL: lab.keyspace(0) };
    await lab.run('apps/api/dist/migrate.js', stores);
    await lab.run('bench/gatehouse/seed.mjs', {
      ...stores,
      ...sizes,
      API_PORT: String(port),
      BENCH_READY_FILE: lab.readyFile('targets'),
    });
    const server = await serveVerify(lab, { name: 'gatehouse', stores, port });
    return { ...server, stores, targets: JSON.parse(readFileSync(lab.readyFile('targets'), 'utf8')) };
  },
};
