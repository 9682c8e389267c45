import { countersKey, hourOf, type Period, quotaKey, shardOf } from '@gatehouse/core';
import type { Redis } from 'ioredis';
import type { Database } from '../database/database';
import { directUsageRepository, type UntoldUsage } from '../database/repositories/direct-usage.repository';
import { usageRepository } from '../database/repositories/usage.repository';
import type { HotTransaction } from '../database/pipelined-transaction';
import { Script } from './script';
import { TELL_QUOTA } from './seed.lua';

const ROWS_AT_ONCE = 500;
/** As long as the meter keeps a quota past its period. */
const GRACE_SECONDS = 2 * 86_400;

const tellQuota = new Script(TELL_QUOTA);

/**
 * Tells Redis what was counted without it (ADR 0024). Beside each quota counter stands how much of it was counted directly, so telling is
 * repeatable: only what is new is added, in whatever order, by however many at once. A counter that is missing is made by the next call.
 * @param placeToBegin of all that is to be told, from 0 to 1: several who tell at once begin at places of their own and pass over what another has told, so they share the work
 * @returns how many counters were told
 * @throws when Redis or Postgres does not answer; what was told stays told.
 */
export async function tellRedis(
  database: Database,
  redis: Redis,
  now: () => Date,
  placeToBegin = Math.random(),
): Promise<number> {
  const notes = await database.inDirectory((tx) => directUsageRepository.untoldWorkspaces(tx));
  let told = 0;
  const unmarked = new Set<string>();
  for (const workspaceId of new Set(notes.map(({ id }) => id))) {
    for await (const rows of untoldOf(database, workspaceId, placeToBegin)) {
      // Sent together; no transaction waits for Redis meanwhile, so one that hangs holds up nobody who counts.
      await Promise.all(rows.map((row) => tellOne(redis, workspaceId, row, now())));
      const marked = await database.inWorkspace(workspaceId, (tx) => directUsageRepository.markTold(tx, rows));
      if (marked < rows.length) unmarked.add(workspaceId);
      told += rows.length;
    }
  }
  const done = notes.filter(({ id }) => !unmarked.has(id));
  for (const note of done) await database.inDirectory((tx) => directUsageRepository.forget(tx, note));
  return told;
}

/** Once round, page by page: from whoever stands at that place to the last one, and from the first one to them. What was told by the time a page is read is not on it. */
async function* untoldOf(database: Database, workspaceId: string, place: number): AsyncGenerator<UntoldUsage[]> {
  const first = await database.inWorkspace(workspaceId, (tx) => directUsageRepository.untoldCallerAt(tx, place));
  if (first === null) return;
  for (const [from, before] of [
    [first, null],
    ['', first],
  ] as const) {
    let after = { callerId: from, gptId: '', periodKey: '' };
    for (;;) {
      const page = { after, before, limit: ROWS_AT_ONCE };
      const rows = await database.inWorkspace(workspaceId, (tx) => directUsageRepository.untold(tx, page));
      if (rows.length > 0) yield rows;
      if (rows.length < ROWS_AT_ONCE) break;
      after = rows.at(-1) ?? after;
    }
  }
}

async function tellOne(redis: Redis, workspaceId: string, row: UntoldUsage, now: Date): Promise<void> {
  const { gptId, callerId, units } = row;
  const shard = shardOf(workspaceId, callerId);
  const key = quotaKey(shard, gptId, callerId, { key: row.periodKey });
  const ttlSeconds = Math.ceil((row.endsAt.getTime() - now.getTime()) / 1000) + GRACE_SECONDS;
  if (ttlSeconds <= 0) return;
  const keys = [key, `${key}:direct`, countersKey(shard, gptId, callerId)];
  await tellQuota.run(redis, keys, [units, ttlSeconds, hourOf(row.startsAt), hourOf(row.endsAt)]);
}

/**
 * What was used of a period, how much of that was counted directly, and whether some was directly counted of other months, of one moment: nothing is counted directly for that caller until the
 * transaction ends.
 */
export async function usedAndDirect(
  tx: HotTransaction,
  gptId: string,
  callerId: string,
  period: Period,
): Promise<{ used: number; direct: number; elsewhere: boolean }> {
  // Given at once, run in this order: on a pipelined transaction that is one round trip.
  const [, { units: direct, elsewhere }, used] = await Promise.all([
    directUsageRepository.lockCaller(tx, callerId),
    directUsageRepository.unitsOf(tx, gptId, callerId, period),
    usageRepository.usedUnits(tx, gptId, callerId, period),
  ]);
  if (direct === 0 && !elsewhere) return { used, direct, elsewhere };
  return { used: await usageRepository.usedUnitsByHour(tx, gptId, callerId, period), direct, elsewhere };
}
