import { once } from 'node:events';
import { Redis } from 'ioredis';
import pg from 'pg';
import { announce } from '../../harness/ready.mjs';
import { writeToPostgres, writeToRedis } from '../../oidc-provider/bulk.adapter.mjs';
import { mint } from '../../oidc-provider/mint.mjs';
import { createSchema, PostgresAdapter } from '../../oidc-provider/postgres.adapter.mjs';
import { buildProvider, client, redirectUri } from '../../oidc-provider/provider.mjs';
import { RedisAdapter } from '../../oidc-provider/redis.adapter.mjs';

async function inPostgres() {
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.DATABASE_POOL_SIZE) });
  await createSchema(pool);
  return { adapterFor: (model) => new PostgresAdapter(pool, model), write: (records) => writeToPostgres(pool, records) };
}

function inRedis() {
  const redis = new Redis(process.env.REDIS_URL, { enableAutoPipelining: true });
  const adapterFor = (model) => new RedisAdapter(redis, model);
  return { adapterFor, write: (records) => writeToRedis(adapterFor, records) };
}

const { adapterFor, write } = process.env.DATABASE_URL === '' ? inRedis() : await inPostgres();
const { records, codes } = await mint({
  accounts: Number(process.env.BENCH_SUBSCRIBERS),
  codes: Number(process.env.BENCH_CODES),
});
await write(records);

const server = buildProvider(adapterFor).listen(0, '127.0.0.1');
await once(server, 'listening');
const common = {
  port: server.address().port,
  method: 'POST',
  path: '/token',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
};
const credentials = `client_id=${client.client_id}&client_secret=${client.client_secret}`;
announce({
  exchange: {
    ...common,
    body: `grant_type=authorization_code&code={value}&redirect_uri=${encodeURIComponent(redirectUri)}&${credentials}`,
    feed: { kind: 'once', values: codes },
  },
  refresh: { ...common, body: `grant_type=refresh_token&refresh_token={value}&${credentials}`, feed: { kind: 'chains' } },
});
