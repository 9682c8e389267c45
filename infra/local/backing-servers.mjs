import { resolve } from 'node:path';
import { root } from './paths.mjs';
import { onFreePort } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';

const sandboxWaitMs = 30_000;

/**
 * Starts Postgres and Redis, each unless the environment names one.
 * @returns {Promise<{env: {DATABASE_URL: string, REDIS_URL: string}, forget: () => void}>}
 */
export async function startStores({ settings, directory, secrets, scratch = false, session, progress }) {
  const postgres = async () => {
    if (settings.databaseUrl !== null) return { url: settings.databaseUrl, forget: () => {} };
    const options = { directory, password: secrets.postgresPassword, scratch, session };
    return progress.step('Starting Postgres', () => startPostgres(options));
  };
  const redis = async () => {
    if (settings.redisUrl !== null) return settings.redisUrl;
    return progress.step('Starting Redis', () => startRedis({ directory, password: secrets.redisPassword, scratch, session }));
  };
  const [{ url, forget }, redisUrl] = await Promise.all([postgres(), redis()]);
  return { env: { DATABASE_URL: url, REDIS_URL: redisUrl }, forget };
}

const isUp = async (url) => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
};

/** @throws {Failure} when the server does not answer 200 at `url` in time. */
export const waitForUrl = (server, url, waitMs) => server.waitUntil(() => isUp(url), waitMs);

/**
 * Starts the stand-in for what cannot be had on a fresh machine: the sign-in of Google, GitHub and Microsoft, and a mail server. Never in production.
 * @returns {Promise<object>} environment that points the API and the worker at it; empty when everything is configured for real.
 */
export async function startSandbox({ settings, directory, toolchain, session, progress }) {
  const { sandboxProviders, sandboxMail, sandboxStripe } = settings;
  if (!Object.values(sandboxProviders).includes(true) && !sandboxMail && !sandboxStripe) return {};
  return progress.step('Starting the sandbox', () =>
    onFreePort((port) => onFreePort((smtpPort) => serveSandbox({ settings, directory, toolchain, session, port, smtpPort }))),
  );
}

async function serveSandbox({ settings, directory, toolchain, session, port, smtpPort }) {
  const env = {
    ...process.env,
    PUBLIC_URL: settings.publicUrl,
    SANDBOX_PORT: String(port),
    SANDBOX_DIRECTORY: resolve(directory, 'sandbox'),
    SANDBOX_GOOGLE: settings.sandboxProviders.google ? 'on' : 'off',
    SANDBOX_GITHUB: settings.sandboxProviders.github ? 'on' : 'off',
    SANDBOX_MICROSOFT: settings.sandboxProviders.microsoft ? 'on' : 'off',
    SANDBOX_STRIPE: settings.sandboxStripe ? 'on' : 'off',
    ...(settings.sandboxMail && { SANDBOX_SMTP_PORT: String(smtpPort) }),
  };
  const server = session.serve({
    name: 'The sandbox',
    command: toolchain.node,
    args: [resolve(root, 'infra/local/sandbox/main.mjs')],
    env,
    cwd: root,
    log: resolve(directory, 'logs/sandbox.log'),
    stopTurn: 3,
  });
  const url = `http://127.0.0.1:${port}`;
  await waitForUrl(server, `${url}/dev`, sandboxWaitMs);
  session.watch(server);
  return { SANDBOX_URL: url, ...(settings.sandboxMail && { SMTP_URL: `smtp://127.0.0.1:${smtpPort}` }) };
}
