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
/** The few and those who are there at a time are together fewer than a process remembers unless it is told otherwise (50,000). */
const sizes = {
  whole: { people: 1_000_000, few: 10_000, atATime: 30_000, cap: 100_000 },
  short: { people: 20_000, few: 1_000, atATime: 3_000, cap: 4_000 },
};
const sliceSeconds = 1;

const residentMiB = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

async function aimAll(lab, { verify }, port, { people, few, atATime, cap }) {
  const tokens = Array.from({ length: people }, (_, index) => tokenOf(index + 1));
  const crowd = { ...verify, feed: { kind: 'crowd', values: tokens, atATime } };
  await lab.aim('few', { ...verify, feed: { kind: 'crowd', values: verify.feed.values, atATime: few, callsPerNewcomer: 0 } });
  await lab.aim('visit100', { ...crowd, feed: { ...crowd.feed, callsPerNewcomer: 100 } });
  await lab.aim('visit20', { ...crowd, feed: { ...crowd.feed, callsPerNewcomer: 20 } });
  await lab.aim('anybody', { ...crowd, feed: { ...crowd.feed, atATime: people, callsPerNewcomer: 0 } });
  // One after the other, each of them once.
  await lab.aim('capped', { ...verify, port, feed: { kind: 'cycle', values: tokens.slice(0, 3 * cap) } });
}

/**
 * Lets people call who never called before, one after the other, and looks how much memory the process holds: when few came, when as many
 * came as it remembers, and when as many others came after them.
 * @param {(seconds: number) => Promise<{all: number}>} saturate
 */
async function fill(saturate, pid, cap) {
  const memory = [];
  let came = 0;
  for (const [until, what] of [
    [cap / 10, `a tenth of its PRINCIPAL_CACHE_SIZE of ${cap.toLocaleString('en-US')} called`],
    [cap, 'as many as it remembers called'],
    [2 * cap, 'as many others called after them'],
  ]) {
    while (came < until) came += (await saturate(sliceSeconds)).all;
    memory.push({ what, came, mib: residentMiB(pid) });
  }
  return memory;
}

/** The benchmark: ten thousand and a million callers by turns, on the same server; then callers whom nobody remembers. */
export async function million({ session, progress, args }) {
  const options = readOptions(args, { connections });
  const size = args.includes('--short') ? sizes.short : sizes.whole;
  const { people, few, atATime, cap } = size;
  const lab = await Lab.open({ session, progress, options });
  const server = await progress.step('Starting verify', () => gatehouse.start(lab, { BENCH_SUBSCRIBERS: String(few) }));
  await progress.step(`Writing ${people} subscribers`, () => seedCrowd(lab, server.stores.DATABASE_URL, people));
  const capped = await serveVerify(lab, { name: 'capped', stores: server.stores, env: { PRINCIPAL_CACHE_SIZE: String(cap) } });
  await progress.step('Preparing their calls', () => aimAll(lab, server.targets, capped.port, size));
  const saturate = (name, seconds = options.seconds, { pid } = server) =>
    lab.load.saturate(name, { connections: options.connections, seconds, watch: { server: pid, ...lab.storePids } });
  const remembered = ['few', 'visit100', 'visit20'];
  await progress.step('Warming up', async () => {
    for (const name of remembered) await warmUp((seconds) => saturate(name, seconds), name === 'few' ? few : atATime);
  });
  const results = await progress.step('Measuring', () =>
    inRounds({ rounds: options.rounds, names: remembered, measure: (name) => saturate(name) }),
  );
  await progress.step('Meeting anybody', async () => {
    results.set('anybody', []);
    for (let round = 0; round < options.rounds; round += 1) results.get('anybody').push(await saturate('anybody'));
  });
  const memory = [{ what: 'started', came: 0, mib: residentMiB(capped.pid) }];
  await progress.step('Filling its memory', async () =>
    memory.push(...(await fill((seconds) => saturate('capped', seconds, capped), capped.pid, cap))),
  );
  const machine = await describeMachine({ lab, packages: ['ioredis', 'pg'] });
  const text = report({ options: { ...options, subscribers: people }, machine, results, memory, size });
  progress.say(`\n${text}\n`);
  if (options.write && !args.includes('--short')) writeResults('bench/million', text);
}
