import { readFileSync } from 'node:fs';
import { gatehouse, serveVerify } from '../gatehouse/contender.mjs';
import { writeResults } from '../harness/document.mjs';
import { Lab } from '../harness/lab.mjs';
import { describeMachine } from '../harness/machine.mjs';
import { readOptions } from '../harness/options.mjs';
import { inRounds } from '../harness/rounds.mjs';
import { warmUp } from '../harness/warm-up.mjs';
import { seedCrowd, tokenOf } from './crowd.mjs';
import { report } from './report.mjs';

const connections = 256;
const few = 10_000;
/** Together with the few they are fewer than a process remembers unless it is told otherwise (50,000). */
const atATime = 30_000;
const wideCache = 200_000;
const fillSeconds = 60;

const residentMiB = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

async function aimAll(lab, { verify }, port, people) {
  const tokens = Array.from({ length: people }, (_, index) => tokenOf(index + 1));
  const crowd = { ...verify, feed: { kind: 'crowd', values: tokens, atATime } };
  await lab.aim('few', { ...verify, feed: { kind: 'crowd', values: verify.feed.values, atATime: few, callsPerNewcomer: 0 } });
  await lab.aim('visit100', { ...crowd, feed: { ...crowd.feed, callsPerNewcomer: 100 } });
  await lab.aim('visit20', { ...crowd, feed: { ...crowd.feed, callsPerNewcomer: 20 } });
  await lab.aim('anybody', { ...crowd, feed: { ...crowd.feed, atATime: people, callsPerNewcomer: 0 } });
  await lab.aim('anybody-wide', { ...crowd, port, feed: { ...crowd.feed, atATime: people, callsPerNewcomer: 0 } });
}

/** The benchmark: ten thousand and a million callers by turns, on the same server; then callers whom nobody remembers. */
export async function million({ session, progress, args }) {
  const options = readOptions(args, { connections });
  const asked = args.some((arg) => arg.startsWith('--subscribers'));
  const people = asked ? options.subscribers : 1_000_000;
  const lab = await Lab.open({ session, progress, options });
  const server = await progress.step('Starting verify', () => gatehouse.start(lab, { BENCH_SUBSCRIBERS: String(few) }));
  await progress.step(`Writing ${people} subscribers`, () => seedCrowd(lab, server.stores.DATABASE_URL, people));
  const wide = await serveVerify(lab, { name: 'wide', stores: server.stores, env: { PRINCIPAL_CACHE_SIZE: String(wideCache) } });
  await progress.step('Preparing their calls', () => aimAll(lab, server.targets, wide.port, people));
  const saturate = (name, seconds = options.seconds) => {
    const { pid } = name === 'anybody-wide' ? wide : server;
    return lab.load.saturate(name, { connections: options.connections, seconds, watch: { server: pid, ...lab.storePids } });
  };
  const memory = [['started', residentMiB(server.pid)]];
  const remembered = ['few', 'visit100', 'visit20'];
  await progress.step('Warming up', async () => {
    for (const name of remembered) await warmUp((seconds) => saturate(name, seconds), name === 'few' ? few : atATime);
  });
  memory.push(['40,000 callers remembered', residentMiB(server.pid)]);
  const results = await progress.step('Measuring', () =>
    inRounds({ rounds: options.rounds, names: remembered, measure: (name) => saturate(name) }),
  );
  await progress.step('Meeting anybody', async () => {
    results.set('anybody', []);
    for (let round = 0; round < options.rounds; round += 1) results.get('anybody').push(await saturate('anybody'));
    await saturate('anybody', fillSeconds);
    memory.push(['50,000 of them (PRINCIPAL_CACHE_SIZE as it comes), after a minute of others', residentMiB(server.pid)]);
    await saturate('anybody-wide', 2 * fillSeconds);
    memory.push([`a process with PRINCIPAL_CACHE_SIZE=${wideCache}, after two minutes of them`, residentMiB(wide.pid)]);
  });
  const machine = await describeMachine({ lab, packages: ['ioredis', 'pg'] });
  const text = report({ options: { ...options, subscribers: people }, machine, results, memory });
  progress.say(`\n${text}\n`);
  if (options.write && !asked) writeResults('bench/million', text);
}
