import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { root, shortPath } from './paths.mjs';

const documentFile = resolve(root, 'packages/api-client/openapi.json');
const schemaFile = resolve(root, 'packages/api-client/src/schema.ts');

/** What is generated and committed, and how. In this order: the types come from the document, the document from the compiled API. */
const generators = [
  { file: documentFile, script: 'apps/api/dist/write-openapi.js', args: [] },
  { file: schemaFile, script: 'node_modules/openapi-typescript/bin/cli.js', args: [documentFile, '--output', schemaFile] },
];

const contentOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null);

/**
 * Generates everything anew, in place.
 * @returns {Promise<{code: number, output: string}>} code 1 when a generator failed or a file came out different, and with what was to say.
 */
export async function regenerate({ toolchain, session }) {
  const before = generators.map(({ file }) => contentOf(file));
  for (const { script, args } of generators) {
    const env = { ...process.env, PATH: toolchain.path };
    const { code, output } = await session.command(toolchain.node, [resolve(root, script), ...args], { cwd: root, env });
    if (code !== 0) return { code, output: `${script} failed:\n${output}` };
  }
  const changed = generators.filter(({ file }, index) => contentOf(file) !== before[index]).map(({ file }) => shortPath(file));
  if (changed.length === 0) return { code: 0, output: '' };
  return {
    code: 1,
    output: `Out of date, and now generated anew: ${changed.join(', ')}. Look at the difference and commit it.\n`,
  };
}
