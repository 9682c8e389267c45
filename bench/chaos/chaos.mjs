import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { ensureSecrets } from '../../infra/local/data-directory.mjs';
import { Failure } from '../../infra/local/failure.mjs';
import { root } from '../../infra/local/paths.mjs';
import { prepare } from '../../infra/local/prepare.mjs';
import { Caller } from './caller.mjs';
import { House } from './house.mjs';
import { randomFrom } from './random.mjs';

const callersEach = 12;
/** How often each caller is served before the first volley of kills and after each. */
const servedBetween = 5;
/** On a busy machine every process takes its time to start. */
const servedWithinMs = 60_000;
const mostInAVolley = 3;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: { short: { type: 'boolean' }, seconds: { type: 'string' }, seed: { type: 'string' } },
  });
  const seconds = Number(values.seconds ?? (values.short ? 12 : 60));
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  if (!(seconds > 0) || !Number.isInteger(seed)) throw new Failure('--seconds must be above zero, and --seed a whole number.');
  return { seconds, seed };
}

async function buildHouse({ session, progress }) {
  const home = resolve(root, '.data');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const directory = mkdtempSync(resolve(home, 'chaos-'));
  session.atEnd(() => rmSync(directory, { recursive: true, force: true }));
  const { toolchain } = await prepare({ session, progress, withRedis: true });
  const house = await House.build({ session, progress, directory, secrets: ensureSecrets(directory), toolchain });
  const targets = resolve(directory, 'targets.json');
  await progress.step('Starting Gatehouse', async () => {
    await house.run('apps/api/dist/migrate.js');
    await house.run('bench/gatehouse/seed.mjs', {
      BENCH_SUBSCRIBERS: String(2 * callersEach),
      API_PORT: '0',
      BENCH_READY_FILE: targets,
    });
    for (const name of ['api-1', 'api-2']) await house.serveApi(name);
    for (const name of ['worker-1', 'worker-2']) house.serveWorker(name);
    await Promise.all(house.ports.map(untilReady));
  });
  return { house, tokens: JSON.parse(readFileSync(targets, 'utf8')).verify.feed.values };
}

async function untilReady(port) {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`)
      .then(({ ok }) => ok)
      .catch(() => false);
    if (ready) return;
    await pause(100);
  }
  throw new Failure('Gatehouse was not ready within a minute.');
}

/**
 * Kills in volleys until time is over: everybody at least once, in an order and after pauses that the seed decides. Between them everybody is served:
 * whoever is killed dies at work, and a run in which hardly anything was accepted does not pass, however slow the machine.
 * @throws {Failure} when somebody is not served
 */
async function wreck({ house, callers, seconds, seed }) {
  const random = randomFrom(seed);
  const kills = new Map(house.names.map((name) => [name, 0]));
  const until = performance.now() + seconds * 1000;
  await untilServed(callers);
  while (performance.now() < until || [...kills.values()].includes(0)) {
    for (let left = 1 + Math.floor(random() * mostInAVolley); left > 0; left -= 1) {
      await pause(300 + random() * 900);
      const fewest = Math.min(...kills.values());
      const due = [...kills].filter(([, times]) => times <= fewest + 1).map(([name]) => name);
      const victim = due[Math.floor(random() * due.length)];
      if (house.kill(victim)) kills.set(victim, kills.get(victim) + 1);
    }
    await untilServed(callers);
  }
  return kills;
}

/** Until calls of every caller were accepted again. A caller with a fault calls no more, and the end tells of it. */
async function untilServed(callers) {
  const until = performance.now() + servedWithinMs;
  const due = new Map(callers.map((caller) => [caller, caller.accepted + servedBetween]));
  const waiting = () => callers.filter((caller) => caller.fault === null && caller.accepted < due.get(caller));
  while (waiting().length > 0) {
    if (performance.now() > until)
      throw new Failure(
        `Nobody was being killed, and ${waiting().length} of ${callers.length} callers were not served within a minute.`,
      );
    await pause(50);
  }
}

function tell({ progress, callers, kills, ledger }) {
  const total = (what) => callers.reduce((sum, caller) => sum + caller[what], 0);
  const counted = [...ledger.hours.values()].reduce((sum, { calls }) => sum + calls, 0);
  progress.say();
  progress.say(`Killed: ${[...kills].map(([name, times]) => `${name} ${times}×`).join(', ')}`);
  progress.say(
    `Accepted ${total('accepted')}, of which ${total('repeated')} tries had to be repeated; without an answer ${total('unanswered')}; the least served had ${Math.min(...callers.map(({ accepted }) => accepted))}`,
  );
  progress.say(`In the ledger ${counted}`);
}

/**
 * Kills the API, the workers, Redis and Postgres at random moments while callers call, starts them again, and compares what callers were
 * told with the ledger: `accepted ≤ counted ≤ accepted + unanswered` for each subscriber, and as many units, in the totals and of the quota, too.
 * @throws {Failure} naming each subscriber for whom that does not hold.
 */
export async function chaos({ session, progress, args }) {
  const options = readOptions(args);
  const { house, tokens } = await buildHouse({ session, progress });
  // Not at the top: before `prepare` its packages may not be there yet.
  const { discrepancies, readLedger } = await import('./ledger.mjs');
  const callers = tokens.map((token, index) => new Caller(token, index % 2 === 0, house.ports));
  for (const caller of callers) await caller.introduce();
  house.keepRunning();
  let calling = true;
  const calls = callers.map((caller) => caller.callWhile(() => calling));
  const kills = await progress.step(`Killing for ${options.seconds} s (--seed ${options.seed})`, () =>
    wreck({ house, callers, ...options }),
  );
  calling = false;
  const ledger = await progress.step('Waiting for the counts to come home', async () => {
    await Promise.all(calls);
    const read = await readLedger(house.stores);
    for (const caller of callers) await caller.look();
    return read;
  });
  house.leave();
  tell({ progress, callers, kills, ledger });
  const wrong = discrepancies(callers, ledger);
  if (wrong.length > 0)
    throw new Failure(`The ledger is not what callers were told (--seed ${options.seed}):\n${wrong.join('\n')}`);
  progress.say('Every accepted call is in the ledger, and none of the others twice.');
}
