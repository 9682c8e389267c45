import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { dropDead, holderOf, letGo, tryHold } from './exclusive-file.mjs';
import { Failure } from './failure.mjs';
import { shortPath } from './paths.mjs';
import { isAlive, isGoneWithin } from './process-identity.mjs';
import { graceMs } from './processes.mjs';

const recordOf = (directory) => resolve(directory, 'launcher.json');

function writePrivately(file, text) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
}

function demandWritable(directory) {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(directory, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Failure(
      `The data directory ${shortPath(directory)} cannot be written (${error.code}): make it yours, or name another one with DATA_DIR.`,
    );
  }
}

/** @throws {Failure} when another launcher lives on this directory. */
function demandUnused(directory) {
  const record = holderOf(recordOf(directory));
  if (record === null || !isAlive(record)) return;
  const where = record.url ? ` at ${record.url}` : '';
  throw new Failure(
    `Gatehouse already runs on ${shortPath(directory)}${where} (process ${record.pid}): use that one, stop it, or name another data directory with DATA_DIR.`,
  );
}

/** Ends servers whose launcher was killed before it could stop them: two Postgres or Redis processes on the same files would ruin them. */
async function stopLeftovers(servers, progress) {
  const living = servers.filter(isAlive);
  if (living.length === 0) return;
  await progress.step('Stopping what an earlier run left behind', async () => {
    for (const server of living) {
      if (!isAlive(server)) continue;
      process.kill(server.pid, server.stopSignal);
      if (await isGoneWithin(server, graceMs)) continue;
      process.kill(server.pid, 'SIGKILL');
      await isGoneWithin(server, graceMs);
    }
  });
}

/**
 * Makes the data directory ours until `release`: at most one launcher works on it, and what a killed one left behind is stopped first.
 * @throws {Failure} when it is in use or cannot be written.
 */
export async function claim(directory, url, progress) {
  demandWritable(directory);
  const file = recordOf(directory);
  while (!tryHold(file, { url, servers: [] })) {
    demandUnused(directory);
    await stopLeftovers(holderOf(file)?.servers ?? [], progress);
    dropDead(file);
  }
  const record = holderOf(file);
  return {
    /** Remembers what runs, for the launcher that comes after us should we be killed. */
    remember(servers) {
      record.servers = servers.map(({ name, pid, startedAt, stopSignal }) => ({ name, pid, startedAt, stopSignal }));
      writePrivately(file, JSON.stringify(record));
    },
    release: () => letGo(file),
  };
}

/**
 * Secrets that belong to this data: made at the first start, kept beside it, readable by its owner only.
 * @returns {{masterKeys: string, postgresPassword: string, redisPassword: string}}
 * @throws {Failure} when they are gone and the data is not: new ones would not open it.
 */
export function ensureSecrets(directory) {
  const file = resolve(directory, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  if (existsSync(resolve(directory, 'postgres/18'))) {
    throw new Failure(
      `${shortPath(file)} is missing, without which the data beside it cannot be read: bring it back, or remove ${shortPath(directory)} to start over.`,
    );
  }
  const secrets = {
    masterKeys: `local1:${randomBytes(32).toString('base64')}`,
    postgresPassword: randomBytes(24).toString('base64url'),
    redisPassword: randomBytes(24).toString('base64url'),
  };
  writePrivately(file, JSON.stringify(secrets, null, 2));
  return secrets;
}
