import { resolve } from 'node:path';
import { startSandbox, startStores, waitForUrl } from '../backing-servers.mjs';
import { claim, ensureSecrets } from '../data-directory.mjs';
import { Failure } from '../failure.mjs';
import { isLoopbackUrl } from '../loopback.mjs';
import { root, shortPath } from '../paths.mjs';
import { demandPort } from '../ports.mjs';
import { prepare } from '../prepare.mjs';
import { readSettings } from '../settings.mjs';
import { demandStores } from '../stores.mjs';

const readyWaitMs = 60_000;

async function migrate({ env, toolchain, session, progress }) {
  await progress.step('Migrating the database', async () => {
    const { code, output } = await session.command(toolchain.node, [resolve(root, 'apps/api/dist/migrate.js')], {
      cwd: root,
      env,
    });
    if (code !== 0) throw new Failure(`The database could not be migrated. The migration said:\n\n${output.trim()}`);
  });
}

function serveApp(name, app, stopTurn, { env, directory, toolchain, session }) {
  const home = resolve(root, 'apps', app);
  const log = resolve(directory, 'logs', `${app}.log`);
  return session.serve({ name, command: toolchain.node, args: [resolve(home, 'dist/main.js')], env, cwd: home, log, stopTurn });
}

/** Where the API answers on this machine. */
function localOrigin({ host, port }) {
  const here = ['localhost', '0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
  return `http://${here.includes(':') ? `[${here}]` : here}:${port}`;
}

async function startApps(context) {
  const { settings, session, progress } = context;
  await progress.step('Starting the API and the worker', async () => {
    const api = serveApp('The API', 'api', 1, context);
    session.watch(serveApp('The worker', 'worker', 2, context));
    await waitForUrl(api, `${localOrigin(settings)}/readyz`, readyWaitMs);
    session.watch(api);
  });
}

function tellReady(settings, progress) {
  const { publicUrl, dataDirectory } = settings;
  const hasChatGpt =
    (settings.sandboxMail || Object.values(settings.sandboxProviders).includes(true)) && isLoopbackUrl(publicUrl);
  const rows = [
    ['Dashboard', `${publicUrl}/`],
    ...(settings.sandboxMail ? [['Mail inbox', `${publicUrl}/dev/mail`]] : []),
    ...(settings.sandboxStripe ? [['Stripe stand-in', `${publicUrl}/dev/stripe`]] : []),
    ...(hasChatGpt ? [['ChatGPT stand-in', `${publicUrl}/dev/chatgpt`]] : []),
    ['API document', `${publicUrl}/api/v1/openapi.json`],
    ['Logs', shortPath(resolve(dataDirectory, 'logs'))],
  ];
  progress.say();
  progress.say(`Gatehouse is ready at ${publicUrl} (${process.uptime().toFixed(1)} s)`);
  progress.say();
  for (const [what, where] of rows) progress.say(`  ${what.padEnd(18)}${where}`);
  progress.say();
  const code = settings.sandboxMail
    ? 'the code that proves your address lies in the mail inbox'
    : 'a code that proves your address is mailed to you';
  progress.say(`Next: create an account at ${publicUrl}/sign-up; ${code}. Ctrl-C stops everything, the data stays.`);
}

/** `npm start`: everything on one port, from whatever state the checkout and the data are in, until somebody stops it. */
export async function start({ session, progress }) {
  const settings = readSettings(process.env);
  const directory = settings.dataDirectory;
  const claimed = await claim(directory, settings.publicUrl, progress);
  session.onChange(claimed.remember);
  session.atEnd(claimed.release);
  await demandPort(settings.port, settings.host);
  await demandStores(settings);

  const secrets = ensureSecrets(directory);
  const common = { settings, directory, secrets, session, progress };
  const { toolchain, result } = await prepare({
    session,
    progress,
    withRedis: settings.redisUrl === null,
    meanwhile: async (tools) => {
      const [stores, sandbox] = await Promise.all([startStores(common), startSandbox({ ...common, toolchain: tools })]);
      return { stores, sandbox };
    },
  });
  const env = {
    ...process.env,
    PATH: toolchain.path,
    PORT: String(settings.port),
    PUBLIC_URL: settings.publicUrl,
    MASTER_KEYS: settings.masterKeys ?? secrets.masterKeys,
    ...result.stores.env,
    ...result.sandbox,
  };
  await migrate({ env, toolchain, session, progress });
  await startApps({ ...common, env, toolchain });
  tellReady(settings, progress);
  await session.ended;
}
