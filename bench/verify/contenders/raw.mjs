import { spread } from './spread.mjs';

/** The floor: node:http, one script in Redis, JSON out. Nothing that a product needs besides. */
export const raw = {
  name: 'raw',
  title: 'raw node:http, the same one Lua call',
  start: (lab) =>
    lab.serveOwn({
      name: 'raw',
      script: 'bench/verify/contenders/raw.server.mjs',
      env: { REDIS_URL: lab.keyspace(1), ...spread(lab) },
    }),
};
