import { readFileSync } from 'node:fs';

// The kernel tells times to programs in hundredths of a second on every platform that Node supports, whatever its own tick is.
const microsPerTick = 10_000;

function ticksOf(pid, withReaped) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold anything, so fields are counted from behind it.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const own = fields[11] + fields[12];
    return withReaped ? own + fields[13] + fields[14] : own;
  } catch {
    return 0;
  }
}

function childrenOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** CPU time of a process with all its threads and its children, living and ended (Postgres has one per connection), in microseconds. */
export function cpuMicros(pid) {
  const children = childrenOf(pid).reduce((sum, child) => sum + ticksOf(child, true), 0);
  return (ticksOf(pid, true) + children) * microsPerTick;
}

/** CPU time that everybody on this machine has used since it started, in microseconds. */
export function machineMicros() {
  const [user, nice, system, , , irq, softirq] = readFileSync('/proc/stat', 'utf8')
    .split('\n', 1)[0]
    .split(/ +/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq) * microsPerTick;
}
