import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from './connection.mjs';
import { Tally } from './tally.mjs';

const rampMs = 300;

/** Sends request after request on one connection until told to stop or out of requests. */
function keepBusy(connection, target, tally, state) {
  return new Promise((resolve) => {
    const next = () => {
      const request = state.stopped ? null : target.take();
      if (request === null) return resolve();
      const dueAt = performance.now();
      connection.send(request.bytes, (status, body) => {
        tally.record(status, body, dueAt);
        if (status !== 200) return resolve();
        target.give(request.value, body);
        next();
      });
    };
    next();
  });
}

/**
 * As much as the server takes: every connection sends its next request when its last one is answered.
 * @param {{target: import('./target.mjs').Target, connections: number, seconds: number, watch: Record<string, number>}} plan
 */
export async function closedLoop({ target, connections, seconds, watch }) {
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(target.address)));
  const tally = new Tally(watch);
  const state = { stopped: false };
  const busy = Promise.all(open.map((connection) => keepBusy(connection, target, tally, state)));
  await sleep(rampMs);
  tally.begin();
  await Promise.race([sleep(seconds * 1000), busy]);
  tally.end();
  state.stopped = true;
  await busy;
  for (const connection of open) connection.close();
  return tally.result();
}
