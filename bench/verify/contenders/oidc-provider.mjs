import { spread } from './spread.mjs';

/** node-oidc-provider, introspection of opaque tokens that it keeps in Redis. */
export const oidcProvider = {
  name: 'oidc-provider',
  title: 'node-oidc-provider, introspection (Redis)',
  start: (lab) =>
    lab.serveOwn({
      name: 'oidc-provider',
      script: 'bench/verify/contenders/oidc-provider.server.mjs',
      env: { REDIS_URL: lab.keyspace(2), ...spread(lab) },
    }),
};
