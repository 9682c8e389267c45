import { readFileSync } from 'node:fs';
import { freePort } from '../../infra/local/ports.mjs';

async function isReady(port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
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
    const url = `http://127.0.0.1:${port}`;
    const stores = { DATABASE_URL: await lab.createDatabase('gatehouse'), REDIS_URL: lab.keyspace(0) };
    await lab.run('apps/api/dist/migrate.js', stores);
    await lab.run('bench/gatehouse/seed.mjs', {
      ...stores,
      ...sizes,
      API_PORT: String(port),
      BENCH_READY_FILE: lab.readyFile('targets'),
    });
    const settings = { MASTER_KEYS: lab.secrets.masterKeys, SMTP_URL: 'smtp://127.0.0.1:9', LOG_LEVEL: 'warn' };
    const server = await lab.serve({
      name: 'gatehouse',
      script: 'apps/api/dist/main.js',
      env: { ...stores, ...settings, PLANE: 'data', PORT: String(port), PUBLIC_URL: url },
      isReady: () => isReady(port),
    });
    return { ...server, stores, targets: JSON.parse(readFileSync(lab.readyFile('targets'), 'utf8')) };
  },
};
