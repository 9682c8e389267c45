import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { Failure } from './failure.mjs';
import { cacheDirectory, root } from './paths.mjs';

const cached = resolve(cacheDirectory, 'redis');
const triedInVain = resolve(cacheDirectory, 'redis-tried-in-vain');
const aptWaitMs = 90_000;

const triplet = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }[process.arch];

/** BullMQ wants commands of Redis 6.2. */
function isRecent(command, env) {
  const { stdout } = spawnSync(command, ['--version'], { encoding: 'utf8', env });
  const version = /v=(\d+)\.(\d+)/.exec(stdout ?? '');
  return version !== null && (Number(version[1]) > 6 || (Number(version[1]) === 6 && Number(version[2]) >= 2));
}

function onPath() {
  const command = ['redis-server', 'valkey-server'].find((name) => isRecent(name, process.env));
  return command === undefined ? null : { command, env: process.env };
}

function unpacked() {
  const command = resolve(cached, 'usr/bin/redis-server');
  const libraries = ['usr/lib', 'lib'].map((directory) => resolve(cached, directory, triplet ?? '')).join(':');
  const env = { ...process.env, LD_LIBRARY_PATH: libraries };
  return existsSync(command) && isRecent(command, env) ? { command, env } : null;
}

/**
 * Lets apt work out which packages redis-server needs beyond what is installed, fetches them into a private place and unpacks them there.
 * Needs no right to install anything, and changes nothing outside our cache.
 */
async function fetchDebianPackages(session) {
  const work = resolve(cacheDirectory, `redis-packages.${process.pid}`);
  const archives = resolve(work, 'cache/archives');
  for (const directory of [resolve(work, 'state/lists/partial'), resolve(archives, 'partial')])
    mkdirSync(directory, { recursive: true });
  const places = [`Dir::State=${work}/state`, `Dir::Cache=${work}/cache`, 'Dir::State::status=/var/lib/dpkg/status'];
  // No lock on the system's own database, and no change to a user that could not write below root's home.
  const options = [...places, 'Debug::NoLocking=1', 'APT::Sandbox::User='].flatMap((option) => ['-o', option]);
  const apt = (...args) => session.command('apt-get', ['-qq', ...options, ...args], { cwd: work, timeout: aptWaitMs });
  await apt('update');
  await apt('-y', '--no-install-recommends', '--download-only', 'install', 'redis-server');
  const draft = resolve(work, 'root');
  for (const name of readdirSync(archives).filter((file) => file.endsWith('.deb'))) {
    await session.command('dpkg-deb', ['-x', resolve(archives, name), draft]);
  }
  rmSync(cached, { recursive: true, force: true });
  if (existsSync(draft)) renameSync(draft, cached);
  rmSync(work, { recursive: true, force: true });
}

/** The Redis 6.0 inside an npm package. Old, so for a machine's own use only; all that our queues need works on it. */
function inPackage() {
  try {
    const ours = createRequire(resolve(root, 'infra/local/package.json'));
    const home = dirname(ours.resolve('@saulx/selva-server/package.json'));
    const command = resolve(home, `modules/binaries/${process.platform}_${process.arch}/redis-server-selva`);
    return existsSync(command) ? { command, env: process.env } : null;
  } catch {
    return null;
  }
}

const hasApt = () => process.platform === 'linux' && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;

/**
 * Gets a Redis in before it is needed, while the packages are being installed. Where Debian's cannot be had (no network for apt), that is
 * tried once and not at every start, as long as there is another one to fall back on.
 */
export async function fetchRedis(session, progress) {
  if (onPath() ?? unpacked()) return;
  if (!hasApt() || (existsSync(triedInVain) && inPackage() !== null)) return;
  await progress.step('Fetching Redis', () => fetchDebianPackages(session));
  if (unpacked() !== null) return;
  writeFileSync(triedInVain, '');
  progress.say("  Debian's Redis could not be fetched, so an older one from an npm package stands in.");
}

/**
 * A Redis (or Valkey) for this machine: its own, else the one fetched, else the one inside an npm package.
 * @returns {{command: string, env: object}}
 * @throws {Failure} when there is none.
 */
export function findRedis() {
  const found = onPath() ?? unpacked() ?? inPackage();
  if (found === null) {
    throw new Failure(
      'There is no Redis for this machine: install redis-server 6.2 or newer, or start one elsewhere and name it with REDIS_URL.',
    );
  }
  return found;
}
