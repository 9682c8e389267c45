import { writeResults } from '../harness/document.mjs';
import { perSecond } from '../harness/figures.mjs';
import { Lab } from '../harness/lab.mjs';
import { describeMachine } from '../harness/machine.mjs';
import { readOptions } from '../harness/options.mjs';
import { inRounds, typical } from '../harness/rounds.mjs';
import { betterAuth } from './contenders/better-auth.mjs';
import { oidcProvider } from './contenders/oidc-provider.mjs';
import { raw } from './contenders/raw.mjs';
import { report } from './report.mjs';

const contenders = [raw, oidcProvider, betterAuth];
const packages = ['oidc-provider', 'better-auth', 'ioredis'];
const warmUpSeconds = 5;

async function startAll(lab) {
  const running = new Map();
  for (const contender of contenders) {
    await lab.progress.step(`Starting ${contender.name}`, async () => {
      const server = await contender.start(lab);
      await lab.aim(contender.name, server.targets.verify);
      running.set(contender.name, server);
    });
  }
  return running;
}

/** The benchmark: throughput first, then, knowing it, latency at half of it. */
export async function verify({ session, progress, args }) {
  const options = readOptions(args);
  const lab = await Lab.open({ session, progress, options });
  const running = await startAll(lab);
  const names = contenders.map(({ name }) => name);
  const planFor = (name) => ({ connections: options.connections, watch: { server: running.get(name).pid, ...lab.storePids } });
  const saturate = (seconds) => (name) => lab.load.saturate(name, { ...planFor(name), seconds });

  await progress.step('Warming up', () => inRounds({ rounds: 1, names, measure: saturate(warmUpSeconds) }));
  const throughput = await progress.step('Measuring throughput', () =>
    inRounds({ rounds: options.rounds, names, measure: saturate(options.seconds) }),
  );
  const halfOf = (name) => typical(throughput, name, perSecond) / 2;
  const pace = (rateOf) => (name) => lab.load.pace(name, { ...planFor(name), seconds: options.seconds, perSecond: rateOf(name) });
  const atOwnHalf = await progress.step('Measuring latency at half of each one’s throughput', () =>
    inRounds({ rounds: options.rounds, names, measure: pace(halfOf) }),
  );
  const able = names.filter((name) => typical(throughput, name, perSecond) > 1.2 * halfOf(raw.name));
  const atReferenceHalf = await progress.step('Measuring latency at half of the reference’s throughput', () =>
    inRounds({ rounds: options.rounds, names: able, measure: pace(() => halfOf(raw.name)) }),
  );

  const machine = await describeMachine({ lab, packages });
  const text = report({ options, machine, contenders, reference: raw.name, throughput, atOwnHalf, atReferenceHalf });
  progress.say(`\n${text}\n`);
  if (options.write) writeResults('bench/verify', text);
}
