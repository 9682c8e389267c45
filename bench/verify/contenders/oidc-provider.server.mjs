import { once } from 'node:events';
import { Redis } from 'ioredis';
import { Provider } from 'oidc-provider';
import { announce } from '../../harness/ready.mjs';
import { RedisAdapter } from './redis.adapter.mjs';

const client = {
  client_id: 'bench',
  client_secret: 'a-secret-of-the-benchmark',
  redirect_uris: ['https://client.example/callback'],
};
const redis = new Redis(process.env.REDIS_URL, { enableAutoPipelining: true });

const provider = new Provider('http://127.0.0.1', {
  adapter: (model) => new RedisAdapter(redis, model),
  clients: [client],
  features: { introspection: { enabled: true, allowedPolicy: () => true }, devInteractions: { enabled: false } },
  scopes: ['foods.read'],
  ttl: { AccessToken: 86_400, Grant: 86_400 },
  findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
  cookies: { keys: ['a-key-of-the-benchmark'] },
});

/** A token such as a sign-in would have left behind: a grant, and an access token that hangs from it. */
async function signIn(index) {
  const accountId = `usr_${index}`;
  const grant = new provider.Grant({ clientId: client.client_id, accountId });
  grant.addOIDCScope('foods.read');
  const grantId = await grant.save();
  const token = new provider.AccessToken({
    client: await provider.Client.find(client.client_id),
    accountId,
    grantId,
    scope: 'foods.read',
    gty: 'authorization_code',
  });
  return token.save();
}

const values = [];
for (let index = 0; index < Number(process.env.BENCH_SUBSCRIBERS); index += 500) {
  const batch = Array.from({ length: Math.min(500, Number(process.env.BENCH_SUBSCRIBERS) - index) }, (_, offset) =>
    signIn(index + offset),
  );
  values.push(...(await Promise.all(batch)));
}

const server = provider.listen(0, '127.0.0.1');
await once(server, 'listening');
announce({
  verify: {
    port: server.address().port,
    method: 'POST',
    path: '/token/introspection',
    headers: {
      Authorization: `Basic ${Buffer.from(`${client.client_id}:${client.client_secret}`).toString('base64')}`,
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: 'token={value}&token_type_hint=access_token',
    feed: { kind: 'cycle', values },
  },
});
