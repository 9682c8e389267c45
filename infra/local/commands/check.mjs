import { resolve } from 'node:path';
import { regenerate } from '../generated.mjs';
import { root } from '../paths.mjs';
import { prepare } from '../prepare.mjs';

const atOnce = 2;

/** Name of a check, the tool behind it and its arguments. The slow ones come first, so that the two lanes end at about the same time. */
const tools = [
  ['lint', 'eslint', ['.', '--max-warnings', '0']],
  ['types', 'tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['types of the dashboard', 'tsc', ['--noEmit', '-p', 'apps/dashboard/tsconfig.json']],
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  [
    'boundaries',
    'depcruise',
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'apps', 'packages', 'infra', 'e2e', 'examples'],
  ],
  ['dead code', 'knip', ['--no-progress']],
];

/** Runs a check as a step and tells whether it passed; what a failing one said is printed whole under its name. */
async function runStep(name, work, progress, failed) {
  try {
    await progress.step(name, async () => {
      const { code, output } = await work();
      if (code !== 0) throw new Error(output);
    });
  } catch (error) {
    failed.push(name);
    progress.say(`\n──── ${name}\n${error.message.trimEnd()}\n────\n`);
  }
}

/**
 * All checks, two at a time; every failure is shown, not only the first.
 * @returns {Promise<string[]>} the names of those that failed.
 */
export async function runChecks({ toolchain, session, progress }) {
  const failed = [];
  // First and alone, because it writes files that the others read.
  await runStep('generated files', () => regenerate({ toolchain, session }), progress, failed);
  const env = { ...process.env, PATH: `${resolve(root, 'node_modules/.bin')}:${toolchain.path}`, NO_COLOR: '1' };
  const queue = [...tools];
  const lane = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [name, tool, args] = next;
      await runStep(name, () => session.command(tool, args, { cwd: root, env }), progress, failed);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return failed;
}

/** `npm run check`: exactly what `npm test` runs before the tests. */
export async function check({ session, progress }) {
  const { toolchain } = await prepare({ session, progress, withRedis: false });
  const failed = await runChecks({ toolchain, session, progress });
  progress.say(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}.`);
  return failed.length === 0 ? 0 : 1;
}
