import { gatehouse } from '../gatehouse/contender.mjs';
import { writeResults } from '../harness/document.mjs';
import { perSecond, serverMicros } from '../harness/figures.mjs';
import { Lab } from '../harness/lab.mjs';
import { describeMachine } from '../harness/machine.mjs';
import { chosen, readOptions } from '../harness/options.mjs';
import { microsNow, tellProfile } from '../harness/profile.mjs';
import { inRounds, typical } from '../harness/rounds.mjs';
import { warmUp } from '../harness/warm-up.mjs';
import { betterAuth } from './contenders/better-auth.mjs';
import { floor } from './contenders/floor.mjs';
import { oidcProvider } from './contenders/oidc-provider.mjs';
import { raw } from './contenders/raw.mjs';
import { spread } from './contenders/spread.mjs';
import { report } from './report.mjs';

const all = [raw, floor, verifyOf(gatehouse), oidcProvider, betterAuth];
/** So many, because Redis answers a call when it is on disk: fewer would wait for the disk instead of for a contender. */
const connections = 256;
const packages = ['oidc-provider', 'better-auth', 'ioredis'];

function verifyOf(contender) {
  return { ...contender, title: `${contender.title}, verify`, start: (lab) => contender.start(lab, spread(lab)) };
}

async function startAll(lab, contenders) {
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
  const options = readOptions(args, { connections });
  const contenders = chosen(options, all);
  const lab = await Lab.open({ session, progress, options });
  const running = await startAll(lab, contenders);
  const names = contenders.map(({ name }) => name);
  const planFor = (name) => ({ connections: options.connections, watch: { server: running.get(name).pid, ...lab.storePids } });
  const saturate = (seconds) => (name) => lab.load.saturate(name, { ...planFor(name), seconds });

  await progress.step('Warming up', async () => {
    for (const name of names) await warmUp((seconds) => saturate(seconds)(name), options.subscribers);
  });
  const fromMicros = microsNow();
  const throughput = await progress.step('Measuring throughput', () =>
    inRounds({ rounds: options.rounds, names, measure: saturate(options.seconds) }),
  );
  if (options.profile !== null) {
    const microsPerCall = typical(throughput, options.profile, serverMicros);
    return tellProfile(lab, running.get(options.profile), { fromMicros, microsPerCall });
  }
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
