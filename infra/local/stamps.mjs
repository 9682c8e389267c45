import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ignored = new Set(['node_modules', 'dist', 'artifacts', '.data', '.cache', '.git']);
const tests = /\.(spec|int-spec|e2e-spec)\.(tsx?|mjs)$/;

/** Every file below a directory that can change what a build makes of it, in a fixed order. */
function* sourcesIn(directory) {
  const entries = readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (ignored.has(entry.name)) continue;
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* sourcesIn(path);
    else if (entry.isFile() && !tests.test(entry.name)) yield path;
  }
}

/** A digest of the names and contents of files; a directory stands for everything in it that is source. Missing ones count as missing. */
export function digestOf(paths, extra = '') {
  const hash = createHash('sha256').update(extra);
  for (const path of paths) {
    if (!existsSync(path)) continue;
    const files = path.endsWith('/') ? sourcesIn(path) : [path];
    for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** What an earlier run noted about its work, or an empty object. */
export function readStamp(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

export function writeStamp(file, stamp) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(stamp, null, 2));
}
