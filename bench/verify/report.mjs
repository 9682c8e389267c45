import { coreShare, p50, p99, perCore, perSecond, serverMicros, storeMicros } from '../harness/figures.mjs';
import { ratio, typical } from '../harness/rounds.mjs';
import { settingOf } from '../harness/setting.mjs';
import { aimsTable, percent, rounded, table } from '../harness/table.mjs';

const compared = ['gatehouse', 'oidc-provider', 'better-auth'];

function throughputTable({ contenders, reference, throughput }) {
  const head = [
    'one core for the server',
    'calls/s',
    'of raw',
    'CPU µs/call',
    'of raw',
    'calls per core-second',
    'stores’ CPU µs/call',
    'core busy',
  ];
  const rows = contenders.map(({ name, title }) => [
    title,
    rounded(typical(throughput, name, perSecond)),
    rounded(ratio(throughput, name, reference, perSecond)),
    rounded(typical(throughput, name, serverMicros)),
    rounded(ratio(throughput, name, reference, serverMicros)),
    rounded(typical(throughput, name, perCore)),
    rounded(typical(throughput, name, storeMicros)),
    percent(typical(throughput, name, coreShare)),
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
  return `The load's process was busy for at most ${percent(busiest)} of its core.`;
}

/** What issue 4 aims at, as far as the contenders were all there to compare. */
function aims({ contenders, reference, throughput, atOwnHalf }) {
  const names = contenders.map(({ name }) => name);
  if (!compared.every((name) => names.includes(name))) return [];
  const [ours, oidc, better] = compared;
  return [
    aimsTable([
      { aim: 'throughput, of raw’s', value: ratio(throughput, ours, reference, perSecond), atLeast: 0.8 },
      { aim: 'CPU per call, of raw’s', value: ratio(throughput, ours, reference, serverMicros), atMost: 1.25 },
      { aim: 'calls per core-second, of node-oidc-provider’s', value: ratio(throughput, ours, oidc, perCore), atLeast: 5 },
      { aim: 'calls per core-second, of better-auth’s', value: ratio(throughput, ours, better, perCore), atLeast: 10 },
      { aim: 'p99 at half load, of raw’s', value: ratio(atOwnHalf, ours, reference, p99), atMost: 2 },
    ]),
  ];
}

/** The results as Markdown. */
export function report(results) {
  const { throughput, atOwnHalf, atReferenceHalf } = results;
  const setting = `${settingOf({ ...results, all: [throughput, atOwnHalf, atReferenceHalf] })} ${loadNote(results)}`;
  return [setting, ...aims(results), throughputTable(results), latencyTable(results)].join('\n\n');
}
