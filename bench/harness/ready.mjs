import { renameSync, writeFileSync } from 'node:fs';

/**
 * A contender's server tells that it listens, and which requests it wants to be sent. By a file, whole from its first moment, so that every
 * server is started and watched like any other process.
 * @param {Record<string, import('../load/target.mjs').TargetSpec>} targets by name
 */
export function announce(targets) {
  const file = process.env.BENCH_READY_FILE;
  writeFileSync(`${file}.draft`, JSON.stringify(targets), { mode: 0o600 });
  // An orderly end, or Node would not write the profile that it may have been asked for.
  process.once('SIGTERM', () => process.exit(0));
  renameSync(`${file}.draft`, file);
}
