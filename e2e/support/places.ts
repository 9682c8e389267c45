import { join, resolve } from 'node:path';

/** The checkout. */
export const ROOT = resolve(__dirname, '../..');

/** What a run leaves behind to be looked at: pictures, measurements, logs. Not committed. */
export const ARTIFACTS = join(ROOT, 'e2e/artifacts');
