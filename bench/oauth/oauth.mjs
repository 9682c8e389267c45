import { gatehouse } from '../gatehouse/contender.mjs';
import { writeResults } from '../harness/document.mjs';
import { perSecond, serverMicros } from '../harness/figures.mjs';
import { Lab } from '../harness/lab.mjs';
import { describeMachine } from '../harness/machine.mjs';
import { chosen, readOptions } from '../harness/options.mjs';
import { microsNow, tellProfile } from '../harness/profile.mjs';
import { inRounds, typical } from '../harness/rounds.mjs';
import { oidcProviderOnPostgres, oidcProviderOnRedis } from './contenders/oidc-provider.mjs';
import { report } from './report.mjs';

const reference = oidcProviderOnPostgres;
const all = [reference, gatehouse, oidcProviderOnRedis];
const operations = ['exchange', 'refresh'];
const packages = ['oidc-provider', 'pg', 'ioredis'];
const warmUpSeconds = 4;

/** More than any contender was seen to redeem in a second; whoever redeems more runs out early and is measured for a shorter time. */
const codesPerSecond = 6000;
/** A 99th percentile of fewer says more about chance than about a server. */
const latenciesARound = 2000;
/** Servers close a connection on which nothing came for a minute. */
const longestSeconds = 30;
const poolSize = 10;

function sizesFor({ rounds, seconds, subscribers }) {
  const loadedSeconds = warmUpSeconds + 2 * rounds * (seconds + 1);
  return {
    BENCH_SUBSCRIBERS: String(subscribers),
    BENCH_CODES: String(Math.ceil(codesPerSecond * loadedSeconds)),
    DATABASE_POOL_SIZE: String(poolSize),
  };
}

async function startAll(lab, contenders) {
  const running = new Map();
  for (const contender of contenders) {
    await lab.progress.step(`Starting ${contender.name}`, async () => {
      const server = await contender.start(lab, sizesFor(lab.options));
      await lab.aim(`${contender.name}-exchange`, server.targets.exchange);
      running.set(contender.name, server);
    });
  }
  return running;
}

/** Measures one operation: throughput first, then, knowing it, latency at one rate that all can bear. */
async function measure(operation, { lab, names, planFor }) {
  const { rounds, seconds } = lab.options;
  const saturate = (name) => lab.load.saturate(`${name}-${operation}`, { ...planFor(name), seconds });
  const throughput = await lab.progress.step(`Measuring ${operation}: throughput`, () =>
    inRounds({ rounds, names, measure: saturate }),
  );
  const rate = Math.min(...names.map((name) => typical(throughput, name, perSecond))) / 2;
  const long = Math.min(longestSeconds, Math.max(seconds, latenciesARound / rate));
  const pace = (name) => lab.load.pace(`${name}-${operation}`, { ...planFor(name), seconds: long, perSecond: rate });
  const latency = await lab.progress.step(`Measuring ${operation}: latency`, () => inRounds({ rounds, names, measure: pace }));
  return { operation, throughput, latency, rate };
}

/** Says where the time of a code exchange goes. */
async function profileExchange(lab, server, plan) {
  const { profile, rounds, seconds } = lab.options;
  const fromMicros = microsNow();
  const result = await lab.load.saturate(`${profile}-exchange`, { ...plan, seconds: rounds * seconds });
  await tellProfile(lab, server, { fromMicros, microsPerCall: serverMicros(result) });
}

/** The benchmark. Sign-ins are not part of it: their codes lie in storage when it begins. */
export async function oauth({ session, progress, args }) {
  const options = readOptions(args, { connections: 64 });
  const contenders = chosen(options, all);
  const lab = await Lab.open({ session, progress, options });
  const running = await startAll(lab, contenders);
  const names = contenders.map(({ name }) => name);
  const planFor = (name) => ({ connections: options.connections, watch: { server: running.get(name).pid, ...lab.storePids } });
  const warmUp = (operation) => (name) => lab.load.saturate(`${name}-${operation}`, { ...planFor(name), seconds: warmUpSeconds });

  await progress.step('Warming up the exchange', () => inRounds({ rounds: 1, names, measure: warmUp('exchange') }));
  for (const name of names) await lab.aim(`${name}-refresh`, running.get(name).targets.refresh, `${name}-exchange`);
  await progress.step('Warming up the refresh', () => inRounds({ rounds: 1, names, measure: warmUp('refresh') }));

  if (options.profile !== null) return profileExchange(lab, running.get(options.profile), planFor(options.profile));
  const measured = [];
  for (const operation of operations) measured.push(await measure(operation, { lab, names, planFor }));
  const machine = await describeMachine({ lab, packages });
  const text = report({ options, machine, contenders, reference: reference.name, measured, poolSize });
  progress.say(`\n${text}\n`);
  if (options.write) writeResults('bench/oauth', text);
}
