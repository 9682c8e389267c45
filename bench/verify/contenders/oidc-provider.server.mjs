import { once } from 'node:events';
import { Redis } from 'ioredis';
import { announce } from '../../harness/ready.mjs';
import { writeToRedis } from '../../oidc-provider/bulk.adapter.mjs';
import { mint } from '../../oidc-provider/mint.mjs';
import { buildProvider, client } from '../../oidc-provider/provider.mjs';
import { RedisAdapter } from '../../oidc-provider/redis.adapter.mjs';

const redis = new Redis(process.env.REDIS_URL, { enableAutoPipelining: true });
const adapterFor = (model) => new RedisAdapter(redis, model);

const count = Number(process.env.BENCH_SUBSCRIBERS);
const { records, accessTokens } = await mint({ accounts: count, accessTokens: count });
await writeToRedis(adapterFor, records);

const server = buildProvider(adapterFor).listen(0, '127.0.0.1');
await once(server, 'listening');
announce({
  verify: {
    port: server.address().port,
    method: 'POST',
    path: '/token/introspection',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: `token={value}&token_type_hint=access_token&client_id=${client.client_id}&client_secret=${client.client_secret}`,
    feed: { kind: 'cycle', values: accessTokens },
  },
});
