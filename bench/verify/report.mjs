import { p50, p99, perCore, perSecond, serverMicros, storeMicros } from '../harness/figures.mjs';
import { ratio, typical } from '../harness/rounds.mjs';
import { settingOf } from '../harness/setting.mjs';
import { rounded, table } from '../harness/table.mjs';

function throughputTable({ contenders, reference, throughput }) {
  const head = [
    'one core for the server',
    'calls/s',
    'of raw',
    'CPU µs/call',
    'of raw',
    'calls per core-second',
    'stores’ CPU µs/call',
  ];
  const rows = contenders.map(({ name, title }) => [
    title,
    rounded(typical(throughput, name, perSecond)),
    rounded(ratio(throughput, name, reference, perSecond)),
    rounded(typical(throughput, name, serverMicros)),
    rounded(ratio(throughput, name, reference, serverMicros)),
    rounded(typical(throughput, name, perCore)),
    rounded(typical(throughput, name, storeMicros)),
  ]);
  return table(head, rows);
}

function latencyTable({ contenders, reference, atOwnHalf, atReferenceHalf }) {
  const head = [
    'latency, ms',
    'at half its own: p50',
    'p99',
    'p99 of raw’s',
    'at half of raw’s: p50',
    'p99',
    'p99 of raw’s',
    'CPU µs/call',
  ];
  const pair = (results, name) => {
    if (!results.has(name)) return ['–', '–', '–'];
    return [typical(results, name, p50), typical(results, name, p99), ratio(results, name, reference, p99)].map(rounded);
  };
  const rows = contenders.map(({ name, title }) => [
    title,
    ...pair(atOwnHalf, name),
    ...pair(atReferenceHalf, name),
    atReferenceHalf.has(name) ? rounded(typical(atReferenceHalf, name, serverMicros)) : '–',
  ]);
  return table(head, rows);
}

function loadNote({ throughput, contenders }) {
  const busiest = Math.max(...contenders.map(({ name }) => typical(throughput, name, ({ loadShare }) => loadShare)));
  return `The load's process was busy for at most ${Math.round(busiest * 100)} % of its core.`;
}

/** The results as Markdown. */
export function report(results) {
  return [`${settingOf(results)} ${loadNote(results)}`, throughputTable(results), latencyTable(results)].join('\n\n');
}
