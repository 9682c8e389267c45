import { isIPv4 } from 'node:net';
import { resolve } from 'node:path';
import { Failure } from './failure.mjs';
import { root } from './paths.mjs';

const set = (value) => value !== undefined && value !== '';

function readPort(text) {
  if (!set(text)) return 3000;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new Failure('PORT must be a whole number from 1 to 65535, for example PORT=3000.');
  }
  return port;
}

function readPublicUrl(text, port) {
  if (!set(text)) return `http://localhost:${port}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isOrigin = url !== null && ['http:', 'https:'].includes(url.protocol) && url.pathname === '/' && !url.search && !url.hash;
  if (!isOrigin) {
    throw new Failure('PUBLIC_URL must be an origin without a path, for example PUBLIC_URL=https://gatehouse.example.com.');
  }
  return url.origin;
}

/** Whether a host can only be this very machine. Says the same as the API's own configuration (packages/platform/src/config/loopback.ts). */
const isLoopback = (host) => ['localhost', '::1', '[::1]'].includes(host) || (isIPv4(host) && host.startsWith('127.'));

/** What only a run for others needs: nothing is generated or stood in for then, so what is missing has to be said. */
function demandProduction(env) {
  if (!set(env.MASTER_KEYS)) {
    throw new Failure(
      'MASTER_KEYS must be set when NODE_ENV is production: make one key with `echo "k1:$(openssl rand -base64 32)"` and keep it safe.',
    );
  }
  if (!set(env.PUBLIC_URL)) {
    throw new Failure(
      'PUBLIC_URL must be set when NODE_ENV is production, for example PUBLIC_URL=https://gatehouse.example.com.',
    );
  }
}

const providers = [
  ['GOOGLE', 'Google'],
  ['GITHUB', 'GitHub'],
  ['MICROSOFT', 'Microsoft'],
];

function demandClientsWhole(env) {
  for (const [prefix, name] of providers) {
    const [id, secret] = [`${prefix}_CLIENT_ID`, `${prefix}_CLIENT_SECRET`];
    if (set(env[id]) === set(env[secret])) continue;
    const [given, missing] = set(env[id]) ? [id, secret] : [secret, id];
    throw new Failure(`${missing} must be set together with ${given}: ${name} gives out both with the client.`);
  }
}

/**
 * Whether the sandbox may stand in for what is not configured. In it anybody may be anybody, and everybody's mail lies open, so it is for
 * a Gatehouse that only this machine can reach.
 */
function maySandbox(env, production, publicUrl) {
  const local = isLoopback(new URL(publicUrl).hostname);
  if (!production && local) {
    const needed =
      providers.some(([prefix]) => !set(env[`${prefix}_CLIENT_ID`])) || !set(env.SMTP_URL) || !set(env.STRIPE_SECRET_KEY);
    if (needed && set(env.LISTEN_ADDRESS) && !isLoopback(env.LISTEN_ADDRESS)) {
      throw new Failure(
        'LISTEN_ADDRESS must be a loopback address, or unset, while the sandbox stands in for Google, GitHub, Microsoft, Stripe or the mail server.',
      );
    }
    return true;
  }
  if (set(env.SANDBOX_URL)) {
    throw new Failure('SANDBOX_URL must not be set in production, nor while PUBLIC_URL is not this machine itself: unset it.');
  }
  if (!set(env.SMTP_URL)) {
    throw new Failure(
      `SMTP_URL must be set ${production ? 'when NODE_ENV is production' : 'while PUBLIC_URL is not this machine itself'}: mail for other people needs a server that delivers it, for example SMTP_URL=smtp://mail.example.com:587.`,
    );
  }
  return false;
}

/**
 * What the environment decides about a start (the names are those of docs/running.md). Everything else in the environment passes through
 * to the API and the worker, whose own configuration checks it.
 * @throws {Failure} naming the variable that makes no sense, never its value.
 */
export function readSettings(env) {
  const port = readPort(env.PORT);
  const production = env.NODE_ENV === 'production';
  if (production) demandProduction(env);
  demandClientsWhole(env);
  const publicUrl = readPublicUrl(env.PUBLIC_URL, port);
  const sandbox = maySandbox(env, production, publicUrl);
  const standIn = (prefix) => sandbox && !set(env[`${prefix}_CLIENT_ID`]);
  const sandboxProviders = { google: standIn('GOOGLE'), github: standIn('GITHUB'), microsoft: standIn('MICROSOFT') };
  const anyProvider = Object.values(sandboxProviders).includes(true);
  const sandboxMail = sandbox && !set(env.SMTP_URL);
  const sandboxStripe = sandbox && !set(env.STRIPE_SECRET_KEY);
  return {
    port,
    host: set(env.LISTEN_ADDRESS)
      ? env.LISTEN_ADDRESS
      : anyProvider || sandboxMail || sandboxStripe || set(env.SANDBOX_URL)
        ? 'localhost'
        : '0.0.0.0',
    production,
    publicUrl,
    dataDirectory: resolve(root, set(env.DATA_DIR) ? env.DATA_DIR : '.data'),
    databaseUrl: set(env.DATABASE_URL) ? env.DATABASE_URL : null,
    redisUrl: set(env.REDIS_URL) ? env.REDIS_URL : null,
    masterKeys: set(env.MASTER_KEYS) ? env.MASTER_KEYS : null,
    sandboxProviders,
    sandboxMail,
    sandboxStripe,
  };
}
