import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import pg from 'pg';
import { announce } from '../../harness/ready.mjs';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

const options = {
  baseURL: 'http://127.0.0.1',
  secret: randomBytes(32).toString('base64url'),
  database: pool,
  emailAndPassword: { enabled: true },
  // Limits on, as they are by default and as everyone here has them, but out of reach.
  plugins: [apiKey({ rateLimit: { enabled: true, maxRequests: 1_000_000_000, timeWindow: 86_400_000 } })],
  telemetry: { enabled: false },
};
const auth = betterAuth(options);
await (await getMigrations(options)).runMigrations();

/** One key by the library's own hand; the others are copies of its row under other keys, which takes seconds instead of minutes. */
async function makeKeys(count) {
  const { user } = await auth.api.signUpEmail({
    body: { email: 'ada@example.com', password: 'a password of the benchmark', name: 'Ada' },
  });
  const first = await auth.api.createApiKey({ body: { name: 'bench', userId: user.id } });
  const keys = Array.from({ length: count }, () => randomBytes(48).toString('base64url'));
  const hashes = keys.map((key) => createHash('sha256').update(key).digest('base64url'));
  const { rows } = await pool.query('SELECT * FROM apikey WHERE id = $1', [first.id]);
  const others = Object.keys(rows[0]).filter((column) => column !== 'id' && column !== 'key');
  const listed = (prefix) => others.map((column) => `${prefix}"${column}"`).join(', ');
  await pool.query(
    `INSERT INTO apikey (id, key, ${listed('')})
     SELECT fresh.id, fresh.key, ${listed('model.')}
     FROM apikey AS model, unnest($2::text[], $3::text[]) AS fresh (id, key)
     WHERE model.id = $1`,
    [first.id, hashes.map((_, index) => `key_${index}`), hashes],
  );
  await pool.query('ANALYZE apikey');
  return keys;
}

const values = await makeKeys(Number(process.env.BENCH_SUBSCRIBERS));

const server = createServer(async (request, response) => {
  const { valid, key } = await auth.api.verifyApiKey({ body: { key: request.headers.authorization.slice('Bearer '.length) } });
  const text = JSON.stringify({ active: valid, sub: key?.referenceId, name: key?.name });
  response.writeHead(valid ? 200 : 401, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
announce({
  verify: {
    port: server.address().port,
    method: 'GET',
    path: '/verify',
    headers: { Authorization: 'Bearer {value}' },
    feed: { kind: 'cycle', values },
  },
});
