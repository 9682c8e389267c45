import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. Everything below it that is not committed lies in node_modules, dist, .cache or the data directory. */
export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** What is fetched once for this checkout and does not belong to any one installation's data. */
export const cacheDirectory = resolve(root, '.cache');

/** A path as a person would type it from the checkout: relative when it lies inside, absolute otherwise. */
export function shortPath(path) {
  const short = relative(root, path);
  return short === '' ? '.' : short.startsWith('..') ? path : short;
}
