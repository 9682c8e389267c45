import { p50, p99, perCore, perSecond, serverMicros, storeMicros } from '../harness/figures.mjs';
import { ratio, typical } from '../harness/rounds.mjs';
import { settingOf } from '../harness/setting.mjs';
import { rounded, table } from '../harness/table.mjs';

function operationTable({ operation, throughput, latency, rate }, { contenders, reference }) {
  const head = [
    operation,
    'a second',
    'ratio',
    'CPU µs',
    'a core-second',
    'ratio',
    'stores’ CPU µs',
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
    rounded(typical(latency, name, p50)),
    rounded(typical(latency, name, p99)),
    rounded(ratio(latency, name, reference, p99)),
  ]);
  return table(head, rows);
}

/** The results as Markdown. */
export function report(results) {
  const setting = `${settingOf(results)} ${results.poolSize} connections to Postgres each.`;
  return [setting, ...results.measured.map((one) => operationTable(one, results))].join('\n\n');
}
