import { FirstSchema1763700000001 } from './migrations/0001-first-schema.migration';

/** In the order in which they run. Explicit, so that a stray file in the folder is not run. */
export const migrations = [FirstSchema1763700000001];
