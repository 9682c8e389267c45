import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { performance } from 'node:perf_hooks';

/** A minimal system has no `ps`, and one with `ps` need not have /proc. */
const hasProc = existsSync('/proc/self/stat');

const zombie = 'Z';

/**
 * What the system tells of a process, or null when there is none. One that only waits for its parent to ask how it ended counts as none.
 * @returns {{name: string, parent: number, startedAt: string} | null}
 */
function describe(pid) {
  return hasProc ? describeByProc(pid) : describeByPs(pid);
}

function describeByProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses and may hold anything, so count from the last parenthesis.
    const end = stat.lastIndexOf(')');
    const fields = stat.slice(end + 2).split(' ');
    if (fields[0] === zombie) return null;
    return { name: stat.slice(stat.indexOf('(') + 1, end), parent: Number(fields[1]), startedAt: fields[19] };
  } catch {
    return null;
  }
}

function describeByPs(pid) {
  const { stdout } = spawnSync('ps', ['-o', 'stat=,ppid=,lstart=,comm=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { LC_ALL: 'C' },
  });
  const [, state, parent, startedAt, name] =
    /^(\S+)\s+(\d+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/.exec(stdout?.trim() ?? '') ?? [];
  return state === undefined || state.startsWith(zombie) ? null : { name: basename(name), parent: Number(parent), startedAt };
}

/**
 * When a process began, in whatever unit the system counts: only good for comparing. A pid alone proves nothing after a restart of the
 * machine or of a container, where the same small numbers come again; pid and start together do.
 * @returns {string | null} null when there is no such process.
 */
export const startOf = (pid) => describe(pid)?.startedAt ?? null;

/** @param {{pid: number, startedAt: string}} process */
export function isAlive({ pid, startedAt }) {
  return startedAt !== null && startOf(pid) === startedAt;
}

/** Waits until a process that may not be our child is gone. Resolves to false when it still lives after `waitMs`. */
export async function isGoneWithin(process, waitMs) {
  const deadline = performance.now() + waitMs;
  while (isAlive(process)) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return true;
}

/**
 * The npm that runs us and the shell that may stand between, which does not end when npm is killed.
 * @returns {{pid: number, startedAt: string}[]}
 */
export function npmAndItsShell() {
  const parent = describe(process.ppid);
  if (parent === null) return [];
  const found = [{ pid: process.ppid, startedAt: parent.startedAt }];
  const isShell = /^-?(ba|da|a|z|k)?sh$/.test(parent.name);
  const grandparent = isShell ? startOf(parent.parent) : null;
  return grandparent === null ? found : [...found, { pid: parent.parent, startedAt: grandparent }];
}
