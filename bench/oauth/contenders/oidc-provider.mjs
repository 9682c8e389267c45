const script = 'bench/oauth/contenders/oidc-provider.server.mjs';

/** node-oidc-provider with everything where Gatehouse has it: codes, grants and tokens in Postgres, durable when they are answered. */
export const oidcProviderOnPostgres = {
  name: 'oidc-provider-postgres',
  title: 'node-oidc-provider on Postgres',
  start: async (lab, sizes) =>
    lab.serveOwn({
      name: 'oidc-provider-postgres',
      script,
      env: { ...sizes, DATABASE_URL: await lab.createDatabase('oidc_provider'), REDIS_URL: lab.keyspace(3) },
    }),
};

/** The same on Redis: what it does when an answered token may be lost, for comparison. */
export const oidcProviderOnRedis = {
  name: 'oidc-provider-redis',
  title: 'node-oidc-provider on Redis',
  start: (lab, sizes) =>
    lab.serveOwn({ name: 'oidc-provider-redis', script, env: { ...sizes, DATABASE_URL: '', REDIS_URL: lab.keyspace(3) } }),
};
