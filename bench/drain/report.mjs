import { coreShare, perSecond } from '../harness/figures.mjs';
import { ratio, typical } from '../harness/rounds.mjs';
import { settingOf } from '../harness/setting.mjs';
import { aimsTable, percent, rounded, table } from '../harness/table.mjs';

const most = (results, name, figure) => Math.max(...results.get(name).map(figure));
const callsASecond = ({ grown, lastedSeconds }) => grown.calls / lastedSeconds;
const rowsASecond = ({ grown, lastedSeconds }) => grown.rows / lastedSeconds;
const rowsACall = ({ grown }) => grown.rows / grown.calls;
const walACall = ({ grown }) => grown.wal / grown.calls;
const workerMicros = ({ cpuMicros, completed }) => cpuMicros.worker / completed;
const workerShare = ({ cpuMicros, seconds }) => cpuMicros.worker / 1e6 / seconds;
const lag = ({ lagMs }) => lagMs;

function aims({ loads, results }) {
  const [fewAll, fewQuarter] = loads;
  const manyAll = loads.at(-2);
  const callsGrow = ratio(results, fewAll.name, fewQuarter.name, callsASecond);
  const rowsGrow = ratio(results, fewAll.name, fewQuarter.name, rowsASecond);
  return aimsTable([
    {
      aim: 'longest that a count waited, at any load, ms',
      value: Math.max(...loads.map(({ name }) => most(results, name, lag))),
      atMost: 2000,
    },
    {
      aim: 'worker’s CPU, of verify’s at the same time',
      value: typical(results, manyAll.name, ({ cpuMicros }) => cpuMicros.worker / cpuMicros.server),
      atMost: 1,
    },
    { aim: `rows written, while calls grow ${rounded(callsGrow)} times and subscribers do not`, value: rowsGrow, atMost: 1.25 },
  ]);
}

/** The results as Markdown. */
export function report({ options, machine, loads, results }) {
  const head = [
    'subscribers, load',
    'calls/s',
    'verify, of its core',
    'rows of the ledger/s',
    'rows a call',
    'WAL, bytes a call',
    'worker, CPU µs/call',
    'worker, of a core',
    'longest wait, ms',
    'home after the load, ms',
  ];
  const rows = loads.map(({ name, size, share }) => [
    `${size.toLocaleString('en-US')}, ${share === 1 ? 'as much as verify takes' : 'a quarter of it'}`,
    rounded(typical(results, name, perSecond)),
    percent(typical(results, name, coreShare)),
    rounded(typical(results, name, rowsASecond)),
    typical(results, name, rowsACall).toFixed(3),
    rounded(typical(results, name, walACall)),
    rounded(typical(results, name, workerMicros)),
    percent(typical(results, name, workerShare)),
    rounded(most(results, name, lag)),
    rounded(most(results, name, ({ behindMs }) => behindMs)),
  ]);
  return [settingOf({ options, machine, all: [results] }), aims({ loads, results }), table(head, rows)].join('\n\n');
}
