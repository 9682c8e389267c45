import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isAlive, startOf } from './process-identity.mjs';

/**
 * Creates a file that names this process as the holder of something, with its contents in place from the first moment: a link fails when
 * the name exists, so of two processes that try at once exactly one succeeds.
 * @returns {boolean} false when the file exists already, whoever's it is.
 */
export function tryHold(file, facts = {}) {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid), ...facts }), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(draft);
  }
}

/** Who holds the file, alive or not, or null. */
export function holderOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Removes a file that we hold. */
export function letGo(file) {
  if (holderOf(file)?.pid === process.pid) rmSync(file, { force: true });
}

/**
 * Removes a file whose holder is dead. Another process may have done so and hold it itself by now; moving the file aside before looking
 * at it makes sure that the one that goes is the dead one's.
 */
export function dropDead(file) {
  const aside = `${file}.dead-${process.pid}`;
  try {
    renameSync(file, aside);
    const holder = holderOf(aside);
    if (holder !== null && isAlive(holder)) linkSync(aside, file);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(error.code)) throw error;
  }
  rmSync(aside, { force: true });
}
