import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { root } from '../../infra/local/paths.mjs';

const file = resolve(root, 'docs/performance.md');

/**
 * Puts the results of a benchmark in their place in docs/performance.md, between two comments that bear its name.
 * @throws {Error} when the page has no such place.
 */
export function writeResults(name, text) {
  const page = readFileSync(file, 'utf8');
  const opening = `<!-- results of ${name} -->`;
  const closing = `<!-- end of ${name} -->`;
  const start = page.indexOf(opening);
  const end = page.indexOf(closing);
  if (start === -1 || end < start) throw new Error(`docs/performance.md has no place for ${name}`);
  writeFileSync(file, `${page.slice(0, start + opening.length)}\n\n${text}\n\n${page.slice(end)}`);
}
