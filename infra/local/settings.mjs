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

/**
 * What the environment decides about a start (the names are those of docs/running.md). Everything else in the environment passes through
 * to the API and the worker, whose own configuration checks it.
 * @throws {Failure} naming the variable that makes no sense, never its value.
 */
export function readSettings(env) {
  const port = readPort(env.PORT);
  const production = env.NODE_ENV === 'production';
  if (production && !set(env.MASTER_KEYS)) {
    throw new Failure(
      'MASTER_KEYS must be set when NODE_ENV is production: make one key with `echo "k1:$(openssl rand -base64 32)"` and keep it safe.',
    );
  }
  return {
    port,
    production,
    publicUrl: readPublicUrl(env.PUBLIC_URL, port),
    dataDirectory: resolve(root, set(env.DATA_DIR) ? env.DATA_DIR : '.data'),
    databaseUrl: set(env.DATABASE_URL) ? env.DATABASE_URL : null,
    redisUrl: set(env.REDIS_URL) ? env.REDIS_URL : null,
    masterKeys: set(env.MASTER_KEYS) ? env.MASTER_KEYS : null,
    sandboxGoogle: !production && !set(env.GOOGLE_CLIENT_ID),
    sandboxMail: !production && !set(env.SMTP_URL),
  };
}
