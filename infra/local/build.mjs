import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { Failure } from './failure.mjs';
import { root } from './paths.mjs';
import { digestOf, readStamp, writeStamp } from './stamps.mjs';

const stampFile = resolve(root, 'node_modules/.gatehouse-build');

/** Files outside a package that decide what its build yields. */
const shared = ['pnpm-lock.yaml', '.swcrc', 'tsconfig.base.json', 'tsconfig.json'].map((name) => resolve(root, name));

function workspacePackages() {
  const packages = new Map();
  for (const group of ['apps', 'packages']) {
    for (const name of readdirSync(resolve(root, group))) {
      const file = resolve(root, group, name, 'package.json');
      if (!existsSync(file)) continue;
      const manifest = JSON.parse(readFileSync(file, 'utf8'));
      packages.set(manifest.name, { manifest, directory: dirname(file) });
    }
  }
  return packages;
}

/** The directories of a package and of all workspace packages that it is built upon. */
function directoriesOf(name, packages, found = new Set()) {
  const entry = packages.get(name);
  if (entry === undefined || found.has(entry.directory)) return found;
  found.add(entry.directory);
  for (const dependency of Object.keys(entry.manifest.dependencies ?? {})) directoriesOf(dependency, packages, found);
  return found;
}

/** Name and digest of every package whose build would yield something else than what lies in its dist. */
function stalePackages(packages, built) {
  const stale = new Map();
  for (const [name, { manifest, directory }] of packages) {
    if (manifest.scripts?.build === undefined) continue;
    const sources = [...directoriesOf(name, packages)].sort().map((path) => `${path}/`);
    const digest = digestOf([...shared, ...sources]);
    if (built[name] !== digest || !existsSync(resolve(directory, 'dist'))) stale.set(name, digest);
  }
  return stale;
}

/**
 * Builds the packages whose sources changed since they were last built here.
 * @throws {Failure} with the compiler's words.
 */
export async function ensureBuilt(toolchain, session, progress) {
  const packages = workspacePackages();
  const built = readStamp(stampFile);
  const stale = stalePackages(packages, built);
  if (stale.size === 0) return;
  const label =
    stale.size === 1
      ? `Building ${relative(root, packages.get([...stale.keys()][0]).directory)}`
      : `Building ${stale.size} packages`;
  await progress.step(label, async () => {
    // The compiler writes files but never removes one: what was renamed or deleted would live on in dist.
    for (const name of stale.keys()) rmSync(resolve(packages.get(name).directory, 'dist'), { recursive: true, force: true });
    const filters = [...stale.keys()].flatMap((name) => ['--filter', name]);
    const env = { ...process.env, PATH: toolchain.path };
    const { code, output } = await session.command(toolchain.node, [toolchain.pnpm, '-r', ...filters, 'run', 'build'], {
      cwd: root,
      env,
    });
    if (code !== 0) throw new Failure(`The build failed. The compiler said:\n\n${output.trim()}`);
    writeStamp(stampFile, { ...readStamp(stampFile), ...Object.fromEntries(stale) });
  });
}
