import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from './connection.mjs';
import { Tally } from './tally.mjs';

const rampMs = 300;
const tickMs = 1;

/**
 * Requests at a steady rate, whether or not the server keeps up: they are sent in turns of a millisecond, and the time of each counts from
 * the turn in which it was due, also when all connections were busy then. So a server that stalls is charged for everyone who had to wait
 * (the tools that are to be had either send a whole second's requests at once or forget those who waited).
 * @param {{target: import('./target.mjs').Target, connections: number, perSecond: number, seconds: number, watch: Record<string, number>}} plan
 */
export async function paced({ target, connections, perSecond, seconds, watch }) {
  const idle = await Promise.all(Array.from({ length: connections }, () => Connection.open(target.address)));
  const all = [...idle];
  const waiting = [];
  const tally = new Tally(watch);

  const send = (connection, request, dueAt) => {
    connection.send(request.bytes, (status, body) => {
      tally.record(status, body, dueAt);
      if (status === 200) target.give(request.value, body);
      const next = waiting.shift();
      if (next === undefined) idle.push(connection);
      else send(connection, next.request, next.dueAt);
    });
  };

  const startedAt = performance.now();
  const overAt = startedAt + rampMs + seconds * 1000;
  let sent = 0;
  let counting = false;
  for (let now = startedAt; now < overAt; now = performance.now()) {
    if (!counting && now - startedAt >= rampMs) {
      counting = true;
      tally.begin();
    }
    for (const due = ((now - startedAt) * perSecond) / 1000; sent < due; sent += 1) {
      const request = target.take();
      if (request === null) break;
      // In turn: a server closes a connection on which nothing comes for some seconds.
      const connection = idle.shift();
      if (connection === undefined) waiting.push({ request, dueAt: now });
      else send(connection, request, now);
    }
    await sleep(tickMs);
  }
  // Everybody's answer counts, above all that of whoever still waits for it.
  while (idle.length < all.length) await sleep(tickMs);
  tally.end();
  for (const connection of all) connection.close();
  return tally.result();
}
