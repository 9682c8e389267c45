import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const hasTaskset = () => process.platform === 'linux' && spawnSync('taskset', ['--version'], { stdio: 'ignore' }).status === 0;

/**
 * Who runs where: the server under test alone on the first core, everything else (load, Postgres, Redis) on the others.
 * @returns {{server: string, rest: string} | null} null where processes cannot be pinned; CPU per call then still holds, throughput does not.
 */
export function divideCores() {
  const count = availableParallelism();
  if (count < 2 || !hasTaskset()) return null;
  return { server: '0', rest: count === 2 ? '1' : `1-${count - 1}` };
}

/** A command line to put in front of a server's own. */
export const onServerCore = (cores) => (cores === null ? [] : ['taskset', '-c', cores.server]);

/** Moves this process to the other cores; whatever it starts from now on inherits that. */
export function leaveServerCore(cores) {
  if (cores !== null) spawnSync('taskset', ['-a', '-p', '-c', cores.rest, String(process.pid)], { stdio: 'ignore' });
}
