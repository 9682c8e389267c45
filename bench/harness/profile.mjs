import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { table } from './table.mjs';

const shown = 45;

/** Microseconds of self time by call frame, between two moments of the machine's monotonic clock (microseconds). */
function selfTimes({ nodes, samples, timeDeltas, startTime }, fromMicros, toMicros) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const times = new Map();
  let now = startTime;
  samples.forEach((id, index) => {
    now += timeDeltas[index];
    if (now < fromMicros || now > toMicros) return;
    const { callFrame } = byId.get(id);
    const place = `${callFrame.url}:${callFrame.lineNumber + 1}`;
    const key = `${callFrame.functionName || '(anonymous)'} ${place}`;
    const known = times.get(key) ?? { name: callFrame.functionName || '(anonymous)', place, micros: 0 };
    known.micros += timeDeltas[index];
    times.set(key, known);
  });
  return [...times.values()].filter(({ name }) => name !== '(idle)');
}

/** The package or the room of the house in which a piece of code lies. */
function roomOf(place) {
  const dependency = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(place)?.[1];
  if (dependency !== undefined) return dependency;
  if (place.startsWith('node:')) return place.slice(0, place.lastIndexOf(':'));
  return /((?:apps|packages)\/[^/]+)\//.exec(place)?.[1] ?? '(engine and kernel)';
}

const shortPlace = (place) =>
  place
    .replace(/^file:\/\//, '')
    .replace(/^.*\/node_modules\//, '')
    .replace(/^.*\/((?:apps|packages)\/)/, '$1');

/**
 * Where the time of a profiled server went, as two tables: by room, and by function (self time, its place in the compiled files).
 * @param {string} directory into which Node wrote its profile
 * @param {{fromMicros: number, toMicros: number, microsPerCall: number}} plan the time that counts, by the machine's monotonic clock; and
 *   what a call cost in it
 */
function describeProfile(directory, { fromMicros, toMicros, microsPerCall }) {
  const [file] = readdirSync(directory).filter((name) => name.endsWith('.cpuprofile'));
  const times = selfTimes(JSON.parse(readFileSync(join(directory, file), 'utf8')), fromMicros, toMicros);
  const total = times.reduce((sum, { micros }) => sum + micros, 0);
  const share = (micros) => ((micros / total) * microsPerCall).toFixed(2);
  const rooms = new Map();
  for (const { place, micros } of times) rooms.set(roomOf(place), (rooms.get(roomOf(place)) ?? 0) + micros);
  const largest = (a, b) => b[1] - a[1];
  const byRoom = [...rooms]
    .sort(largest)
    .slice(0, 25)
    .map(([room, micros]) => [room, share(micros)]);
  const byFunction = times
    .sort((a, b) => b.micros - a.micros)
    .slice(0, shown)
    .map(({ name, place, micros }) => [`${name}  ${shortPlace(place)}`, share(micros)]);
  return [table(['room', 'µs/call'], byRoom), table(['function', 'µs/call'], byFunction)].join('\n\n');
}

/** The machine's monotonic clock, by which Node dates the samples of a profile, in microseconds. */
export const microsNow = () => Number(process.hrtime.bigint() / 1000n);

/**
 * Stops a server that is profiled, upon which it writes down what it knows, and tells what that is.
 * @param {import('./lab.mjs').Lab} lab
 * @param {{stop: () => Promise<void>}} server
 * @param {{fromMicros: number, microsPerCall: number}} plan since when, and what a call cost since then
 */
export async function tellProfile(lab, server, plan) {
  const toMicros = microsNow();
  await server.stop();
  lab.progress.say(`\n${describeProfile(lab.profileDirectory, { ...plan, toMicros })}\n`);
}
