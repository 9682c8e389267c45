import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../infra/local/ports.mjs';
import { gatehouse } from '../gatehouse/contender.mjs';
import { writeResults } from '../harness/document.mjs';
import { perSecond } from '../harness/figures.mjs';
import { Lab } from '../harness/lab.mjs';
import { describeMachine } from '../harness/machine.mjs';
import { readOptions } from '../harness/options.mjs';
import { inRounds, typical } from '../harness/rounds.mjs';
import { warmUp } from '../harness/warm-up.mjs';
import { LagWatch } from './lag.mjs';
import { report } from './report.mjs';

const connections = 256;
/** The worker's parts begin one after the other; figures of the beginning would be of that. */
const settleMs = 3_000;

async function startWorker(lab, stores) {
  const port = await freePort();
  const settings = { MASTER_KEYS: lab.secrets.masterKeys, SMTP_URL: 'smtp://127.0.0.1:9', LOG_LEVEL: 'warn' };
  return lab.serve({
    name: 'worker',
    script: 'apps/worker/dist/main.js',
    env: { ...stores, ...settings, PUBLIC_URL: 'http://127.0.0.1:9', WORKER_PORT: String(port) },
    isReady: async () => {
      try {
        return (await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2000) })).ok;
      } catch {
        return false;
      }
    },
    besideLoad: true,
  });
}

/** The same tokens, dealt to targets of fewer subscribers. */
async function aimAtFewer(lab, { feed, ...target }) {
  const sizes = [0.01, 0.1, 1].map((share) => Math.max(1, Math.round(feed.values.length * share)));
  for (const size of sizes) {
    await lab.aim(`${size} subscribers`, { ...target, feed: { ...feed, values: feed.values.slice(0, size) } });
  }
  return sizes;
}

const booksOf = `SELECT (SELECT coalesce(sum(calls), 0)::float8 FROM usage_hourly) AS calls,
  (SELECT coalesce(sum(entries), 0)::float8 FROM usage_batches) AS rows,
  (pg_current_wal_lsn() - '0/0')::float8 AS wal`;

const batchesSince = 'SELECT id, shard, written_at AS "writtenAt" FROM usage_batches WHERE written_at >= $1';

/** One load, until all of it is home: what it brought, and how late. */
async function bringHome({ lab, stores, watch, timeOf, load }) {
  const ask = (...query) => lab.inPostgres(stores.DATABASE_URL, async (client) => (await client.query(...query)).rows);
  const books = async () => (await ask(booksOf))[0];
  await watch.untilNothingWaits();
  watch.begin();
  const before = await books();
  const began = Date.now();
  const result = await load();
  const lastedSeconds = (Date.now() - began) / 1000;
  const behindMs = await watch.untilNothingWaits();
  const after = await books();
  const batches = (await ask(batchesSince, [new Date(began)])).map((batch) => ({ ...batch, madeAt: timeOf(batch.id) }));
  const grown = Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - before[name]]));
  return { ...result, lastedSeconds, behindMs, lagMs: watch.longestWait(batches), grown };
}

/** The benchmark: many and few subscribers, as many calls as the server takes and a quarter of them. */
export async function drain({ session, progress, args }) {
  const options = readOptions(args, { connections });
  const lab = await Lab.open({ session, progress, options });
  const { Redis } = await import('ioredis');
  const { default: platform } = await import('@gatehouse/platform');
  const server = await progress.step('Starting verify', () =>
    gatehouse.start(lab, { BENCH_SUBSCRIBERS: String(options.subscribers) }),
  );
  const worker = await progress.step('Starting the worker', () => startWorker(lab, server.stores));
  const redis = new Redis(server.stores.REDIS_URL);
  const watch = new LagWatch(redis);
  const timeOf = (id) => platform.idMadeAt(id);
  const sizes = await aimAtFewer(lab, server.targets.verify);
  const plan = {
    connections: options.connections,
    watch: { server: server.pid, worker: worker.pid, ...lab.storePids },
    seconds: options.seconds,
  };
  const most = `${options.subscribers} subscribers`;
  await progress.step('Warming up', () =>
    warmUp((seconds) => lab.load.saturate(most, { ...plan, seconds }), options.subscribers),
  );
  await sleep(settleMs);
  const perSecondAtMost = typical(new Map([[most, [await lab.load.saturate(most, plan)]]]), most, perSecond);
  const loads = sizes.flatMap((size) => [
    { name: `${size} all`, size, share: 1, load: () => lab.load.saturate(`${size} subscribers`, plan) },
    {
      ...{ name: `${size} quarter`, size, share: 0.25 },
      load: () => lab.load.pace(`${size} subscribers`, { ...plan, perSecond: perSecondAtMost / 4 }),
    },
  ]);
  const results = await progress.step('Measuring', () =>
    inRounds({
      rounds: options.rounds,
      names: loads.map(({ name }) => name),
      measure: (name) =>
        bringHome({ lab, stores: server.stores, watch, timeOf, load: loads.find((one) => one.name === name).load }),
    }),
  );
  await watch.close();
  redis.disconnect();
  const machine = await describeMachine({ lab, packages: ['ioredis', 'pg'] });
  const text = report({ options, machine, loads, results });
  progress.say(`\n${text}\n`);
  if (options.write) writeResults('bench/drain', text);
}
