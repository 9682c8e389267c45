import { coreShare, perCore, perSecond, serverMicros, storeMicros } from '../harness/figures.mjs';
import { ratio, typical } from '../harness/rounds.mjs';
import { settingOf } from '../harness/setting.mjs';
import { aimsTable, percent, rounded, table } from '../harness/table.mjs';

const count = (number) => number.toLocaleString('en-US');
const titlesFor = ({ few, atATime }) => ({
  few: `${count(few)} callers, all remembered`,
  visit100: `${count(atATime)} at a time, one in 100 calls from a newcomer`,
  visit20: `${count(atATime)} at a time, one in 20 calls from a newcomer`,
  anybody: 'anybody of all, each call from somebody forgotten',
});

/** The results as Markdown. */
export function report({ options, machine, results, memory, size }) {
  const aims = aimsTable([
    {
      aim: `throughput with newcomers in one of 100 calls, of the ${count(size.few)}’s`,
      value: ratio(results, 'visit100', 'few', perSecond),
      atLeast: 0.9,
    },
    {
      aim: `calls per core-second, the same, of the ${count(size.few)}’s`,
      value: ratio(results, 'visit100', 'few', perCore),
      atLeast: 0.9,
    },
  ]);
  const head = ['who calls', 'calls/s', 'of the first', 'CPU µs/call', 'of the first', 'stores’ CPU µs/call', 'core busy'];
  const rows = Object.entries(titlesFor(size)).map(([name, title]) => [
    title,
    rounded(typical(results, name, perSecond)),
    rounded(ratio(results, name, 'few', perSecond)),
    rounded(typical(results, name, serverMicros)),
    rounded(ratio(results, name, 'few', serverMicros)),
    rounded(typical(results, name, storeMicros)),
    percent(typical(results, name, coreShare)),
  ]);
  const memoryTable = table(
    ['a process of its own, when', 'callers so far', 'resident memory, MiB'],
    memory.map(({ what, came, mib }) => [what, count(came), rounded(mib)]),
  );
  const [, tenth, full, others] = memory;
  const bytes = ((full.mib - tenth.mib) * 1_048_576) / (size.cap - Math.min(tenth.came, size.cap));
  const bound =
    `A caller who is remembered takes about ${rounded(bytes / 1024)} KiB, and no more than PRINCIPAL_CACHE_SIZE are: as many others later the process holds ` +
    `${rounded(others.mib / full.mib)} times what it held when that was reached.`;
  return [settingOf({ options, machine, all: [results] }), aims, table(head, rows), memoryTable, bound].join('\n\n');
}
