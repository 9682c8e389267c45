import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { freePort } from '../../infra/local/ports.mjs';
import { writeResults } from '../harness/document.mjs';
import { Lab } from '../harness/lab.mjs';
import { describeMachine } from '../harness/machine.mjs';
import { readOptions } from '../harness/options.mjs';
import { percentile } from '../harness/statistics.mjs';
import { aimsTable, rounded, table } from '../harness/table.mjs';
import { seedShop, Stripe } from './shop.mjs';

const aimMs = 1_000;
const key = 'sk_test_gatehouse_sandbox';
const secret = 'whsec_gatehouse_sandbox';
const clientId = 'ca_gatehouse_sandbox';

const answersAt = (url) => async () => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};

/** The sandbox's Stripe. What it would tell by itself goes nowhere: the benchmark brings each event, to know when it was sent. */
async function startStripe(lab) {
  const sink = createServer((_request, response) => response.end());
  await once(sink.listen(0, '127.0.0.1'), 'listening');
  const [port, smtpPort] = [await freePort(), await freePort()];
  const directory = join(lab.directory, 'sandbox');
  mkdirSync(directory, { mode: 0o700 });
  const publicUrl = `http://127.0.0.1:${sink.address().port}`;
  await lab.serve({
    name: 'sandbox',
    script: 'infra/local/sandbox/main.mjs',
    env: { PUBLIC_URL: publicUrl, SANDBOX_PORT: String(port), SANDBOX_SMTP_PORT: String(smtpPort), SANDBOX_DIRECTORY: directory },
    isReady: answersAt(`http://127.0.0.1:${port}/dev/stripe`),
    besideLoad: true,
  });
  const stripe = new Stripe(`http://127.0.0.1:${port}`, key);
  await stripe.connect(clientId, publicUrl);
  return { stripe, close: () => sink.close() };
}

async function verify(base, token) {
  const response = await fetch(`${base}/t/bench/verify`, { headers: { authorization: `Bearer ${token}` } });
  await response.arrayBuffer();
  return response.status;
}

function deliver(base, event) {
  const body = JSON.stringify(event);
  const at = Math.floor(Date.now() / 1_000);
  const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
  const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${at},v1=${signature}` };
  return fetch(`${base}/webhooks/stripe`, { method: 'POST', headers, body });
}

/** One buyer: refused and remembered so, then paid, told, and called for until a call is allowed. */
async function follow({ base, stripe, price, buyer }) {
  const refused = await verify(base, buyer.token);
  if (refused !== 402) throw new Error(`a call before the payment answered ${refused}`);
  const event = await stripe.sell(price, buyer.id);
  const began = performance.now();
  const taken = deliver(base, event).then((response) => {
    if (response.status !== 200) throw new Error(`the webhook answered ${response.status}`);
    return performance.now() - began;
  });
  let calls = 0;
  for (;;) {
    const status = await verify(base, buyer.token);
    calls += 1;
    if (status === 200) break;
    if (status !== 402 || performance.now() - began > 30_000) throw new Error(`call ${calls} answered ${status}`);
  }
  return { servedMs: performance.now() - began, takenMs: await taken, calls };
}

export async function webhook({ session, progress, args }) {
  const options = readOptions(args, { connections: 1 });
  const people = args.some((arg) => arg.startsWith('--subscribers')) ? options.subscribers : args.includes('--short') ? 50 : 500;
  const lab = await Lab.open({ session, progress, options });
  const url = await lab.createDatabase('webhook');
  await lab.run('apps/api/dist/migrate.js', { DATABASE_URL: url });
  const { stripe, close } = await startStripe(lab);
  const { buyers, price } = await progress.step('Writing people who have not paid', () => seedShop(lab, url, { stripe, people }));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  await lab.serve({
    name: 'gatehouse',
    script: 'apps/api/dist/main.js',
    env: {
      ...{ DATABASE_URL: url, REDIS_URL: lab.keyspace(0), MASTER_KEYS: lab.secrets.masterKeys },
      ...{ SMTP_URL: 'smtp://127.0.0.1:9', LOG_LEVEL: 'warn', PORT: String(port), PUBLIC_URL: base },
      ...{
        STRIPE_SECRET_KEY: key,
        STRIPE_WEBHOOK_SECRET: secret,
        STRIPE_CONNECT_CLIENT_ID: clientId,
        STRIPE_API_BASE: stripe.base,
      },
    },
    isReady: answersAt(`${base}/readyz`),
  });
  const followed = [];
  for (const buyer of buyers) followed.push(await follow({ base, stripe, price, buyer }));
  close();
  const machine = await describeMachine({ lab, packages: ['pg'] });
  const text = report({ machine, followed });
  process.stdout.write(`${text}\n`);
  if (options.write && !args.includes('--short')) writeResults('bench/webhook', text);
}

function report({ machine, followed }) {
  const date = new Date().toISOString().slice(0, 10);
  const of = (name) => followed.map((one) => one[name]);
  const setting =
    `${date}. ${machine}. ${rounded(followed.length)} people buy one after the other; milliseconds as the caller measures them. ` +
    `Calls made until one was allowed: ${rounded(percentile(of('calls'), 0.5))} in the median.`;
  const aim = {
    aim: 'p99 from the event’s sending to the first call that is allowed, ms',
    value: percentile(of('servedMs'), 0.99),
    atMost: aimMs,
  };
  const rows = [
    ['the event is answered', 'takenMs'],
    ['the first call that is allowed is answered', 'servedMs'],
  ].map(([label, name]) => [label, ...[0.5, 0.95, 0.99, 1].map((share) => rounded(percentile(of(name), share)))]);
  return [setting, aimsTable([aim]), table(['from the event’s sending until', 'p50', 'p95', 'p99', 'longest'], rows)].join(
    '\n\n',
  );
}
