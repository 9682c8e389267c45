import { coreShare, perCore, perSecond, serverMicros, storeMicros } from '../harness/figures.mjs';
import { ratio, typical } from '../harness/rounds.mjs';
import { settingOf } from '../harness/setting.mjs';
import { aimsTable, percent, rounded, table } from '../harness/table.mjs';

const titles = {
  few: '10,000 callers, all remembered',
  visit100: '30,000 at a time, one in 100 calls from a newcomer',
  visit20: '30,000 at a time, one in 20 calls from a newcomer',
  anybody: 'anybody of all, each call from somebody forgotten',
};

/** The results as Markdown. */
export function report({ options, machine, results, memory }) {
  const aims = aimsTable([
    {
      aim: 'throughput with newcomers in one of 100 calls, of 10,000’s',
      value: ratio(results, 'visit100', 'few', perSecond),
      atLeast: 0.9,
    },
    { aim: 'calls per core-second, the same, of 10,000’s', value: ratio(results, 'visit100', 'few', perCore), atLeast: 0.9 },
  ]);
  const head = ['who calls', 'calls/s', 'of 10,000’s', 'CPU µs/call', 'of 10,000’s', 'stores’ CPU µs/call', 'core busy'];
  const rows = Object.entries(titles).map(([name, title]) => [
    title,
    rounded(typical(results, name, perSecond)),
    rounded(ratio(results, name, 'few', perSecond)),
    rounded(typical(results, name, serverMicros)),
    rounded(ratio(results, name, 'few', serverMicros)),
    rounded(typical(results, name, storeMicros)),
    percent(typical(results, name, coreShare)),
  ]);
  const memoryTable = table(
    ['resident memory of the process', 'MiB'],
    memory.map(([when, mib]) => [when, rounded(mib)]),
  );
  return [settingOf({ options, machine, all: [results] }), aims, table(head, rows), memoryTable].join('\n\n');
}
