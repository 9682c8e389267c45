import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { Failure } from './failure.mjs';
import { root } from './paths.mjs';
import { digestOf, readStamp, writeStamp } from './stamps.mjs';

const neededMajor = 24;
const home = resolve(root, 'infra/toolchain');
const stampFile = resolve(home, 'node_modules/.gatehouse-stamp');
const pnpmScript = resolve(home, 'node_modules/pnpm/bin/pnpm.cjs');
const bundledNode = resolve(home, `node_modules/node-${process.platform}-${process.arch}/bin/node`);

/** The machine's own, that is: the bundled one must not be counted, or fetching the toolchain anew would take away the Node that runs us. */
const ownNodeIsEnough = () =>
  realpathSync(process.execPath) !== (existsSync(bundledNode) ? realpathSync(bundledNode) : '') &&
  Number(process.versions.node.split('.')[0]) >= neededMajor;

/** The npm that runs us, or the one on the path. Under another package manager `npm_execpath` names that one. */
function npmCommand(args) {
  const script = process.env.npm_execpath;
  return script && basename(script) === 'npm-cli.js' ? [process.execPath, [script, ...args]] : ['npm', args];
}

function bundleIsOffered() {
  const lock = JSON.parse(readFileSync(resolve(home, 'package-lock.json'), 'utf8'));
  return `node_modules/node-${process.platform}-${process.arch}` in lock.packages;
}

async function installToolchain(session, wanted) {
  const args = ['ci', '--prefix', home, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  if (ownNodeIsEnough()) args.push('--omit=optional');
  const { code, output } = await session.command(...npmCommand(args), { cwd: home });
  if (code !== 0) {
    throw new Failure(
      `The toolchain could not be fetched: check that npm reaches its registry, then start again. npm said:\n\n${output.trim()}`,
    );
  }
  writeStamp(stampFile, { wanted });
}

/**
 * Brings what is needed before the workspace can be installed: pnpm, and Node 24 where the machine's own is older.
 * @returns {Promise<{node: string, pnpm: string, path: string}>} the Node and pnpm to use, and a PATH on which `node` is that Node.
 * @throws {Failure} when Node 24 is to be had neither from the machine nor from the registry.
 */
export async function ensureToolchain(session, progress) {
  if (!ownNodeIsEnough() && !bundleIsOffered()) {
    throw new Failure(
      `Gatehouse needs Node ${neededMajor} and this machine has ${process.versions.node}: install Node ${neededMajor} or newer and start again.`,
    );
  }
  const node = ownNodeIsEnough() ? process.execPath : bundledNode;
  const wanted = digestOf([resolve(home, 'package-lock.json')]);
  if (readStamp(stampFile).wanted !== wanted || !existsSync(pnpmScript) || !existsSync(node)) {
    await progress.step('Fetching the toolchain', () => installToolchain(session, wanted));
  }
  if (node === bundledNode && spawnSync(node, ['--version']).status !== 0) {
    throw new Failure(
      `The bundled Node ${neededMajor} does not run on this machine: install Node ${neededMajor} or newer and start again.`,
    );
  }
  return { node, pnpm: pnpmScript, path: `${dirname(node)}:${process.env.PATH ?? ''}` };
}
