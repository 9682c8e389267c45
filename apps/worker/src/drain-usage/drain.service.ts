import { asErasedCaller, type Clock, encodeUsageKey, entriesOf, monthOf, type UsageEntry } from '@gatehouse/core';
import {
  type Batch,
  Database,
  type DirectoryTransaction,
  type OrphanReason,
  usageBatchRepository,
  usagePartitionRepository,
  UsageBuffer,
  usageRepository,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../tokens';
import { ActionsByName } from './actions-by-name';
import { isRefusedByPostgres } from './refused-by-postgres';

const MS_PER_HOUR = 3_600_000;

/** What one draining of a shard did. */
export interface Drained {
  /** Rows added to the ledger; 0 also when there was nothing, or another drain had added it. */
  readonly entries: number;
  /** Counts put aside, because the ledger cannot hold them. */
  readonly parked: number;
}

const NOTHING: Drained = { entries: 0, parked: 0 };

interface Orphan {
  readonly reason: OrphanReason;
  readonly entry: Record<string, string>;
}

/**
 * Moves a shard's counts from Redis into the ledger, each exactly once (ADR 0004). BullMQ only wakes it: nothing depends on a job running
 * once, or at all at a given time. Where it may die, and what then:
 *
 *   1 take      pending becomes a batch with an id.          Dies after: the batch waits; the next drain finds it, and takes no other.
 *               Then the actions of a day that have a name of their own are settled, for good (ADR 0035).
 *   2 claim     the batch's id is inserted into Postgres.     Dies after: rolled back, as all up to 6.
 *               It is there already: go to 7.
 *   3 look      is the batch still in Redis?                  It is not: another drain wrote and dropped it, and its id may be forgotten
 *                                                             by now. Roll back.
 *   4 add       rows of the ledger grow, workspace by workspace, and what grew is kept, for the rollups.
 *   5 park      what has no place in the ledger is put aside. Nothing is lost, nothing holds up the shard.
 *   6 commit    all of it or nothing.                         Dies after: the next drain finds id and batch, and goes from 2 to 7.
 *   7 drop      the batch is deleted in Redis if it is still that one. Dies before: as after 6.
 *
 * Two drains of a shard at once take the same batch; at 2 the second waits for the first.
 */
@Injectable()
export class Drain {
  private readonly monthsThatExist = new Set<string>();
  private readonly actions: ActionsByName;

  constructor(
    private readonly database: Database,
    private readonly buffer: UsageBuffer,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.actions = new ActionsByName(database);
  }

  /** @throws when Redis or Postgres does not answer; the counts stay where they are. */
  async drainShard(shard: number): Promise<Drained> {
    const batch = await this.buffer.take(shard); // 1
    if (batch === null) return NOTHING;
    const drained = await this.write(batch); // 2 to 6
    await this.buffer.drop(batch); // 7
    return drained;
  }

  private async write(batch: Batch): Promise<Drained> {
    const { entries: named, unreadable } = entriesOf(batch.fields);
    const entries = await this.actions.bound(named);
    const writtenAt = this.clock.now();
    await this.ensureMonths(entries, writtenAt);
    const orphans: Orphan[] = unreadable.map(({ field, value }) => ({ reason: 'unreadable', entry: { field, value } }));
    try {
      return await this.transact({ ...batch, writtenAt }, entries, orphans, (tx, found) => this.addAll(tx, entries, found));
    } catch (error) {
      if (!isRefusedByPostgres(error)) throw error;
      // A month may have been retired since it was last needed.
      this.monthsThatExist.clear();
      await this.ensureMonths(entries, writtenAt);
      // Some row cannot be stored, for a reason nobody thought of. One by one, so that it alone is put aside.
      return this.transact({ ...batch, writtenAt }, entries, orphans, (tx, found) => this.addOneByOne(tx, entries, found));
    }
  }

  private transact(
    batch: DatedBatch,
    entries: readonly UsageEntry[],
    orphans: readonly Orphan[],
    add: (tx: DirectoryTransaction, orphans: Orphan[]) => Promise<readonly UsageEntry[]>,
  ): Promise<Drained> {
    return this.database
      .inDirectory(async (tx) => {
        const { id, shard, writtenAt } = batch;
        const workspaces = [...new Set(entries.map((entry) => entry.workspaceId))];
        const claimed = await usageBatchRepository.claim(tx, { id, shard, entries: entries.length, writtenAt, workspaces });
        if (!claimed) return NOTHING; // 2
        if (!(await this.buffer.holds(batch))) throw new BatchGone(id); // 3
        const found = [...orphans];
        await this.keep(tx, batch, await add(tx, found)); // 4
        await usageBatchRepository.park(
          tx,
          found.map((orphan, number) => ({ ...orphan, batchId: id, number, parkedAt: writtenAt })),
        ); // 5
        return { entries: entries.length, parked: found.length };
      })
      .catch((error: unknown) => {
        if (error instanceof BatchGone) return NOTHING;
        throw error;
      }); // 6
  }

  /** @returns what was added */
  private async addAll(tx: DirectoryTransaction, entries: readonly UsageEntry[], orphans: Orphan[]): Promise<UsageEntry[]> {
    const added: UsageEntry[] = [];
    // In the order of their ids: two drains that wait for each other's erased callers would wait for ever.
    const byWorkspace = [...Map.groupBy(entries, (entry) => entry.workspaceId)].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [workspaceId, ours] of byWorkspace) {
      const workspace = await this.database.turnTo(tx, workspaceId);
      const { owned, erased, orphaned } = await usageRepository.sortByOwner(workspace, ours);
      orphans.push(...orphaned.map((entry) => orphanOf(entry, 'owner_missing')));
      if (owned.length > 0) await usageRepository.add(workspace, owned);
      if (owned.length > 0) await usageRepository.markSeen(workspace, this.seenIn(owned));
      added.push(...owned);
      if (erased.length === 0) continue;
      await usageRepository.lockErasedCaller(workspace);
      await usageRepository.add(workspace, asErasedCaller(erased));
      added.push(...asErasedCaller(erased));
    }
    return added;
  }

  private async addOneByOne(tx: DirectoryTransaction, entries: readonly UsageEntry[], orphans: Orphan[]): Promise<UsageEntry[]> {
    const added: UsageEntry[] = [];
    for (const entry of entries) {
      const found: Orphan[] = [];
      try {
        added.push(...(await this.database.within(tx, () => this.addAll(tx, [entry], found))));
        orphans.push(...found);
      } catch (error) {
        if (!isRefusedByPostgres(error)) throw error;
        orphans.push(orphanOf(entry, 'refused'));
      }
    }
    return added;
  }

  private async keep(tx: DirectoryTransaction, batch: DatedBatch, added: readonly UsageEntry[]): Promise<void> {
    for (const [workspaceId, ours] of Map.groupBy(added, (entry) => entry.workspaceId)) {
      await usageBatchRepository.keepPart(await this.database.turnTo(tx, workspaceId), batch, ours);
    }
  }

  /** When each subscriber was seen last, to the hour for what had to wait, and to the drain's tick otherwise. */
  private seenIn(entries: Iterable<UsageEntry>): Map<string, Date> {
    const now = this.clock.now().getTime();
    const seen = new Map<string, Date>();
    for (const { subscriberId, startsAt } of entries) {
      const at = new Date(Math.min(now, startsAt.getTime() + MS_PER_HOUR - 1));
      const before = seen.get(subscriberId);
      if (before === undefined || before < at) seen.set(subscriberId, at);
    }
    return seen;
  }

  /** Outside of the batch's transaction: making a partition locks the whole ledger for a moment. */
  private async ensureMonths(entries: readonly UsageEntry[], writtenAt: Date): Promise<void> {
    const months = [writtenAt, ...entries.map((entry) => entry.startsAt)].map((time) => monthOf(time).key);
    for (const month of new Set(months)) {
      if (this.monthsThatExist.has(month)) continue;
      await this.database.inDirectory((tx) => usagePartitionRepository.ensure(tx, new Date(`${month}-01T00:00:00Z`)));
      this.monthsThatExist.add(month);
    }
  }
}

/** A batch, and the moment at which it is brought home. */
interface DatedBatch extends Batch {
  readonly writtenAt: Date;
}

/** The batch left Redis while its transaction had begun: somebody else brought it home. */
class BatchGone extends Error {
  constructor(id: string) {
    super(`batch ${id} is not in Redis any more`);
  }
}

function orphanOf(entry: UsageEntry, reason: OrphanReason): Orphan {
  const { calls, cost, denied } = entry.counts;
  return {
    reason,
    entry: { usage: encodeUsageKey(entry), calls: calls.toString(), cost: cost.toString(), denied: denied.toString() },
  };
}
