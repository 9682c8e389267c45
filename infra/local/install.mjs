import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Failure } from './failure.mjs';
import { root } from './paths.mjs';
import { digestOf, readStamp, writeStamp } from './stamps.mjs';

const stampFile = resolve(root, 'node_modules/.gatehouse-install');
const inputs = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc', '.pnpmfile.cjs'].map((name) => resolve(root, name));

/** Directories that only a finished install leaves behind; one of them missing means that somebody cleaned up. */
const proofs = ['node_modules/.modules.yaml', 'infra/local/node_modules', 'apps/api/node_modules'].map((name) =>
  resolve(root, name),
);

function adviceFor(output) {
  return output.includes('ERR_PNPM_OUTDATED_LOCKFILE')
    ? `pnpm-lock.yaml does not fit the package.json files: run "node infra/toolchain/node_modules/pnpm/bin/pnpm.cjs install" and commit what it changes.`
    : 'The packages could not be installed: check that the registry can be reached and the disk has room, then start again.';
}

/**
 * Installs the workspace from its lockfile, unless that very lockfile was installed before.
 * @throws {Failure} with the package manager's words.
 */
export async function ensureInstalled(toolchain, session, progress) {
  const wanted = digestOf(inputs, `${process.platform}-${process.arch}`);
  if (readStamp(stampFile).wanted === wanted && proofs.every((proof) => existsSync(proof))) return;
  await progress.step('Installing packages', async () => {
    const args = [toolchain.pnpm, 'install', '--frozen-lockfile', '--reporter=append-only', '--loglevel=warn'];
    const env = { ...process.env, PATH: toolchain.path, CI: 'true' };
    const { code, output } = await session.command(toolchain.node, args, { cwd: root, env });
    if (code !== 0) throw new Failure(`${adviceFor(output)} pnpm said:\n\n${output.trim()}`);
    writeStamp(stampFile, { wanted });
  });
}
