import { chownSync, existsSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Failure } from './failure.mjs';
import { onFreePort } from './ports.mjs';
import { findPostgres } from './postgres-binaries.mjs';
import { isGoneWithin, startOf } from './process-identity.mjs';
import { graceMs } from './processes.mjs';

const user = 'gatehouse';
const startWaitMs = 60_000;

/** For data that nobody misses: tests gain a third of their time when nothing waits for the disk. */
const scratchSettings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** Creates the cluster beside its final name and moves it there when it is whole, so that an interrupted start leaves no half of one. */
async function createCluster(found, data, password, scratch, session) {
  const draft = `${data}.new`;
  rmSync(draft, { recursive: true, force: true });
  const passwordFile = resolve(found.home, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (found.identity.uid !== undefined) chownSync(passwordFile, found.identity.uid, found.identity.gid);
  const args = ['-D', draft, '-U', user, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'];
  // The builtin provider sorts and folds alike on every machine, whatever locales it has.
  args.push('--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8');
  if (scratch) args.push('--no-sync');
  const [first, ...rest] = [...found.wrap, resolve(found.native, 'bin/initdb'), ...args];
  const { code, output } = await session.command(first, rest, { cwd: found.home, ...found.identity });
  rmSync(passwordFile, { force: true });
  if (code !== 0) throw new Failure(`Postgres could not create its files. It said:\n\n${output.trim()}`);
  renameSync(draft, data);
}

/** What a running Postgres writes about itself: its process id first, its state last. */
function readPidFile(data) {
  try {
    const lines = readFileSync(resolve(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return null;
  }
}

/** Whether a process is a Postgres on this very directory: it makes its data directory its working directory. */
function worksOn(pid, data) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
  } catch {
    return false;
  }
}

/**
 * Deals with the pid file of a Postgres that was killed, or that outlived its launcher. Postgres itself trusts the number alone and refuses
 * to start when some unrelated process has it by now, as happens after a restart of the machine.
 */
async function clearLeftover(data) {
  const left = readPidFile(data);
  if (left === null) return;
  if (worksOn(left.pid, data)) {
    const old = { pid: left.pid, startedAt: startOf(left.pid) };
    process.kill(left.pid, 'SIGINT');
    if (!(await isGoneWithin(old, graceMs))) {
      throw new Failure(
        `An earlier Postgres (process ${left.pid}) does not stop: end it with kill -QUIT ${left.pid}, then start again.`,
      );
    }
  } else if (existsSync('/proc/self')) {
    rmSync(resolve(data, 'postmaster.pid'), { force: true });
  }
}

function serverArguments(data, port, scratch) {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'log_timezone=UTC',
    'timezone=UTC',
  ];
  if (scratch) settings.push(...scratchSettings);
  return ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
}

/**
 * Starts the bundled Postgres 18 on a private loopback port, creating its files the first time.
 * @param {{directory: string, password: string, scratch?: boolean, session: import('./session.mjs').Session}} options
 * @returns {Promise<{url: string, forget: () => void}>} `forget` removes what it keeps outside the data directory, for scratch data.
 */
export async function startPostgres({ directory, password, scratch = false, session }) {
  const found = findPostgres(directory);
  const data = resolve(found.home, '18');
  if (!existsSync(data)) await createCluster(found, data, password, scratch, session);
  await clearLeftover(data);
  const url = await onFreePort((port) => serve({ found, data, port, directory, password, scratch, session }));
  return { url, forget: found.forget };
}

async function serve({ found, data, port, directory, password, scratch, session }) {
  const server = session.serve({
    name: 'Postgres',
    command: resolve(found.native, 'bin/postgres'),
    args: serverArguments(data, port, scratch),
    cwd: found.home,
    log: resolve(directory, 'logs/postgres.log'),
    stopSignal: 'SIGINT',
    stopTurn: 5,
    wrap: found.wrap,
    ...found.identity,
  });
  await server.waitUntil(() => {
    const file = readPidFile(data);
    return file !== null && file.pid === server.pid && file.ready;
  }, startWaitMs);
  session.watch(server);
  return `postgres://${user}:${password}@127.0.0.1:${port}/postgres`;
}
