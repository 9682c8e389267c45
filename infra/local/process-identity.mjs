import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/**
 * When a process began, in whatever unit the system counts: only good for comparing. A pid alone proves nothing after a restart of the
 * machine or of a container, where the same small numbers come again; pid and start together do.
 * @returns {string | null} null when there is no such process.
 */
export function startOf(pid) {
  if (existsSync('/proc/self/stat')) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The second field is the program's name in parentheses and may hold anything, so count from the last parenthesis.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? null : fields[19];
    } catch {
      return null;
    }
  }
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout?.trim() || null;
}

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
