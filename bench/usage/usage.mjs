import { performance } from 'node:perf_hooks';
import { writeResults } from '../harness/document.mjs';
import { Lab } from '../harness/lab.mjs';
import { describeMachine } from '../harness/machine.mjs';
import { readOptions } from '../harness/options.mjs';
import { percentile } from '../harness/statistics.mjs';
import { aimsTable, rounded, table } from '../harness/table.mjs';
import { freePort } from '../../infra/local/ports.mjs';
import { generate, settle } from './generate.mjs';
import { questionsAt } from './questions.mjs';

const aimMs = 100;

async function isReady(port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

async function timed(url, token) {
  const began = performance.now();
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  const body = await response.json();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${JSON.stringify(body)}`);
  return { ms: performance.now() - began, found: body.total?.calls ?? body.active_subscribers, next: body.next_cursor };
}

/** Where the page begins that is asked for: the pages before it are turned beforehand. */
async function pathOf(base, token, { path, pagesBefore }) {
  let from = path;
  for (let page = 0; page < pagesBefore; page += 1) {
    const { next } = await timed(`${base}${from}`, token);
    from = `${path}&${new URLSearchParams({ cursor: next })}`;
  }
  return from;
}

/** Every question in turn, round after round, so that what happens to the machine happens to all of them. */
async function ask(base, token, rounds, questions) {
  const times = new Map(questions.map((question) => [question, []]));
  const callsOf = new Map();
  for (let round = 0; round <= rounds; round += 1) {
    for (const question of questions) {
      const { ms, found } = await timed(`${base}${await pathOf(base, token, question)}`, token);
      // The first round fills caches, as a page that somebody has open does.
      if (round > 0) times.get(question).push(ms);
      const { sameCalls, title } = question;
      if (found === 0) throw new Error(`${title} found nothing, which proves nothing`);
      if ((callsOf.get(sameCalls) ?? found) !== found) throw new Error(`${title} does not agree with others of ${sameCalls}`);
      callsOf.set(sameCalls, found);
    }
  }
  return questions.map((question) => ({ ...question, times: times.get(question) }));
}

/** The generated year, asked about over HTTP. */
export async function usage({ session, progress, args }) {
  const options = readOptions(args, { connections: 1 });
  const subscribers =
    args.some((arg) => arg.startsWith('--subscribers')) || args.includes('--short') ? options.subscribers : 100_000;
  const rounds = options.rounds * 4;
  const lab = await Lab.open({ session, progress, options });
  const url = await lab.createDatabase('usage');
  const env = {
    ...{ DATABASE_URL: url, REDIS_URL: lab.keyspace(0), MASTER_KEYS: lab.secrets.masterKeys },
    ...{ SMTP_URL: 'smtp://127.0.0.1:9', LOG_LEVEL: 'warn' },
  };
  await lab.run('apps/api/dist/migrate.js', { DATABASE_URL: url });
  const { token, rows, busiest } = await progress.step('Writing a year of use', () => generate(lab, url, subscribers));
  const began = performance.now();
  await lab.run('apps/worker/dist/recompute-usage/main.js', env);
  const recomputeSeconds = (performance.now() - began) / 1000;
  await settle(lab, url);
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  await lab.serve({
    name: 'gatehouse',
    script: 'apps/api/dist/main.js',
    env: { ...env, PLANE: 'control', PORT: String(port), PUBLIC_URL: base },
    isReady: () => isReady(port),
  });
  const questions = await progress.step('Asking', () => ask(base, token, rounds, questionsAt(new Date(), busiest)));
  const machine = await describeMachine({ lab, packages: ['pg'] });
  const text = report({ machine, questions, rows, rounds, subscribers, recomputeSeconds });
  process.stdout.write(`${text}\n`);
  if (options.write && !args.includes('--short')) writeResults('bench/usage', text);
}

/** Every kind of question has its own, so that one that is missed hides no other. */
function slowestOf(kind, questions) {
  const p95 = ({ times }) => percentile(times, 0.95);
  const [worst] = questions.filter((question) => question.kind === kind).toSorted((a, b) => p95(b) - p95(a));
  return { aim: `p95 of the slowest ${kind} (${worst.title}, ${worst.span}), ms`, value: p95(worst), atMost: aimMs };
}

function report({ machine, questions, rows, rounds, subscribers, recomputeSeconds }) {
  const date = new Date().toISOString().slice(0, 10);
  const setting =
    `${date}. ${machine}. ${rounded(subscribers)} subscribers of one workspace, five GPTs, a year: ${rounded(rows)} rows by the hour. ` +
    `${rounds} rounds of every question, one at a time, pages of 50 rows; milliseconds as the caller measures them. ` +
    `Making days, months and totals of the year anew took ${rounded(recomputeSeconds)} s.`;
  const kinds = new Set(questions.flatMap(({ kind }) => kind ?? []));
  const aims = [...kinds].map((kind) => slowestOf(kind, questions));
  const spans = [...new Set(questions.map(({ span }) => span))];
  const rowsOf = [...new Set(questions.map(({ title }) => title))].map((title) => [
    title,
    ...spans.flatMap((span) => {
      const { times } = questions.find((question) => question.span === span && question.title === title);
      return [rounded(percentile(times, 0.5)), rounded(percentile(times, 0.95))];
    }),
  ]);
  const head = ['', ...spans.flatMap((span) => [`${span}, p50`, 'p95'])];
  return [setting, aimsTable(aims), table(head, rowsOf)].join('\n\n');
}
