import { coreShare, p50, p99, perCore, perSecond, serverMicros, storeMicros } from '../harness/figures.mjs';
import { ratio, typical } from '../harness/rounds.mjs';
import { settingOf } from '../harness/setting.mjs';
import { aimsTable, percent, rounded, table } from '../harness/table.mjs';

function operationTable({ operation, throughput, latency, rate }, { contenders, reference }) {
  const head = [
    operation,
    'a second',
    'ratio',
    'CPU µs',
    'a core-second',
    'ratio',
    'stores’ CPU µs',
    'core busy',
    `p50 at ${rounded(rate)}/s, ms`,
    'p99, ms',
    'ratio',
  ];
  const rows = contenders.map(({ name, title }) => [
    title,
    rounded(typical(throughput, name, perSecond)),
    rounded(ratio(throughput, name, reference, perSecond)),
    rounded(typical(throughput, name, serverMicros)),
    rounded(typical(throughput, name, perCore)),
    rounded(ratio(throughput, name, reference, perCore)),
    rounded(typical(throughput, name, storeMicros)),
    percent(typical(throughput, name, coreShare)),
    rounded(typical(latency, name, p50)),
    rounded(typical(latency, name, p99)),
    rounded(ratio(latency, name, reference, p99)),
  ]);
  return table(head, rows);
}

/** What issue 3 aims at, as far as Gatehouse was there to compare. */
function aims({ contenders, reference, measured }) {
  const ours = contenders.find(({ name }) => name === 'gatehouse')?.name;
  if (ours === undefined) return [];
  const of = ({ operation, throughput, latency }) => [
    {
      aim: `${operation}: answers per core-second, of node-oidc-provider’s`,
      value: ratio(throughput, ours, reference, perCore),
      atLeast: 2,
    },
    { aim: `${operation}: p99 at equal load, of node-oidc-provider’s`, value: ratio(latency, ours, reference, p99), atMost: 1 },
  ];
  return [aimsTable(measured.flatMap(of))];
}

/** The results as Markdown. */
export function report(results) {
  const all = results.measured.flatMap(({ throughput, latency }) => [throughput, latency]);
  const setting = `${settingOf({ ...results, all })} ${results.poolSize} connections to Postgres each.`;
  return [setting, ...aims(results), ...results.measured.map((one) => operationTable(one, results))].join('\n\n');
}
