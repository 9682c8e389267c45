import { spread } from './spread.mjs';

/** The least that an answer of verify takes on node:http, whoever writes it. */
export const floor = {
  name: 'floor',
  title: 'the floor: node:http, the calls of a turn in one run, Gatehouse’s answer',
  start: (lab) =>
    lab.serveOwn({
      name: 'floor',
      script: 'bench/verify/contenders/floor.server.mjs',
      env: { REDIS_URL: lab.keyspace(4), ...spread(lab) },
    }),
};
