import { asErasedCaller, type Clock, encodeUsageKey, entriesOf, monthOf, type UsageEntry } from '@gatehouse/core';
import {
  type Batch,
  type Database,
  type DirectoryTransaction,
  type OrphanReason,
  usageBatchRepository,
  type UsageBuffer,
  usagePartitionRepository,
  usageRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { ActionsByName } from './actions-by-name';
import { isRefusedByPostgres } from './refused-by-postgres';

const MS_PER_HOUR = 3_600_000;
/** Longer than drains take that write meanwhile; who reads for longer is not waited for until the next wake-up. */
const PATIENCE_MS = 2_000;

/** What bringing a batch home did. */
export interface Drained {
  /** Rows added to the ledger; 0 also when there was nothing, or another drain had added it. */
  readonly entries: number;
  /** Counts put aside, because the ledger cannot hold them. */
  readonly parked: number;
}

const ALREADY_HOME: Drained = { entries: 0, parked: 0 };

interface Orphan {
  readonly reason: OrphanReason;
  readonly entry: Record<string, string>;
}

/** A batch on its way into the ledger. */
interface Writing {
  readonly batch: Batch & { readonly writtenAt: Date };
  readonly entries: readonly UsageEntry[];
  /** What the ledger took, filled while it is written. */
  readonly added: UsageEntry[];
  /** What has no place there. */
  readonly orphans: Orphan[];
}

/**
 * Writes batches into the ledger, each once: several in one transaction, whose price is that of its round trips and of reaching the disk.
 *
 *   1 name      the actions of a day that have a name of their own are settled, for good (ADR 0035), in transactions before this one.
 *   2 claim     the batches' ids are inserted. Dies after: rolled back, as all up to 6.
 *               An id is there already: that batch is home.
 *   3 look      are the claimed batches still in Redis? One is not: another drain wrote and dropped it, and its id may be forgotten by now. Roll back; each
 *               by itself.
 *   4 add       rows of the ledger grow, workspace by workspace, and what grew is kept, for the rollups.
 *   5 park      what has no place in the ledger is put aside. Nothing is lost, nothing holds up the shard.
 *   6 commit    all of it or nothing.
 *
 * Two writers of one batch at once: at 2 the second waits for the first.
 */
export class LedgerWriter {
  private readonly monthsThatExist = new Set<string>();
  private readonly actions: ActionsByName;

  constructor(
    private readonly database: Database,
    private readonly buffer: UsageBuffer,
    private readonly clock: Clock,
  ) {
    this.actions = new ActionsByName(database);
  }

  /**
   * All of these or none. A row of a single batch that Postgres refuses is put aside; one of several leaves them to be written one by one.
   * @returns what was done of each, in their order
   * @throws when Redis or Postgres does not answer; {@link isOfOneBatch} tells what one of several may have brought about
   */
  async write(batches: readonly Batch[]): Promise<Drained[]> {
    try {
      return await this.transact(await this.read(batches), (tx, writings) => this.addAll(tx, writings));
    } catch (error) {
      // A month may have been retired since it was last needed.
      this.monthsThatExist.clear();
      if (batches.length > 1) throw error;
      if (error instanceof BatchGone) return [ALREADY_HOME];
      if (!isRefusedByPostgres(error)) throw error;
      return this.writeRowByRow(batches);
    }
  }

  /** Some row cannot be stored, for a reason nobody thought of: it alone is put aside. */
  private async writeRowByRow(batches: readonly Batch[]): Promise<Drained[]> {
    try {
      return await this.transact(await this.read(batches), (tx, writings) => this.addOneByOne(tx, writings));
    } catch (error) {
      if (error instanceof BatchGone) return batches.map(() => ALREADY_HOME);
      throw error;
    }
  }

  private async read(batches: readonly Batch[]): Promise<Writing[]> {
    const writtenAt = this.clock.now();
    const writings: Writing[] = [];
    for (const batch of batches) {
      const { entries, unreadable } = entriesOf(batch.fields);
      const orphans: Orphan[] = unreadable.map(({ field, value }) => ({ reason: 'unreadable', entry: { field, value } }));
      writings.push({ batch: { ...batch, writtenAt }, entries: await this.actions.bound(entries), added: [], orphans }); // 1
    }
    await this.ensureMonths(writings, writtenAt);
    return writings;
  }

  private transact(
    all: readonly Writing[],
    add: (tx: DirectoryTransaction, writings: readonly Writing[]) => Promise<void>,
  ): Promise<Drained[]> {
    return this.database.inDirectory(async (tx) => {
      const claimed = await usageBatchRepository.claim(tx, all.map(claimOf)); // 2
      const writings = all.filter(({ batch }) => claimed.has(batch.id));
      const held = await Promise.all(writings.map(({ batch }) => this.buffer.holds(batch))); // 3
      if (held.includes(false)) throw new BatchGone();
      await add(tx, writings); // 4
      await this.keep(tx, writings);
      await usageBatchRepository.park(tx, writings.flatMap(parkedOf)); // 5
      return all.map(({ batch, entries, orphans }) =>
        claimed.has(batch.id) ? { entries: entries.length, parked: orphans.length } : ALREADY_HOME,
      );
    }); // 6
  }

  private async addAll(tx: DirectoryTransaction, writings: readonly Writing[]): Promise<void> {
    const portions = writings.flatMap((writing) =>
      [...Map.groupBy(writing.entries, (entry) => entry.workspaceId)].map(([workspaceId, entries]) => ({
        workspaceId,
        writing,
        entries,
      })),
    );
    // In the order of their ids: two drains that wait for each other's erased callers would wait for ever.
    for (const [workspaceId, ours] of inOrder(Map.groupBy(portions, (portion) => portion.workspaceId))) {
      await this.addTo(await this.database.turnTo(tx, workspaceId), ours);
    }
  }

  private async addTo(workspace: WorkspaceTransaction, portions: readonly Portion[]): Promise<void> {
    const ownerOf = await usageRepository.ownersOf(
      workspace,
      portions.flatMap(({ entries }) => entries),
    );
    const all: { owned: UsageEntry[]; erased: UsageEntry[] } = { owned: [], erased: [] };
    for (const { writing, entries } of portions) {
      const { owned = [], erased = [], nobody = [] } = Object.groupBy(entries, ownerOf);
      writing.added.push(...owned, ...asErasedCaller(erased));
      writing.orphans.push(...nobody.map((entry) => orphanOf(entry, 'owner_missing')));
      all.owned.push(...owned);
      all.erased.push(...erased);
    }
    if (all.owned.length > 0) await usageRepository.add(workspace, all.owned);
    if (all.owned.length > 0) await usageRepository.markSeen(workspace, this.seenIn(all.owned));
    if (all.erased.length === 0) return;
    await usageRepository.lockErasedCaller(workspace);
    await usageRepository.add(workspace, asErasedCaller(all.erased));
  }

  private async addOneByOne(tx: DirectoryTransaction, writings: readonly Writing[]): Promise<void> {
    for (const writing of writings) {
      for (const entry of writing.entries) {
        const alone: Writing = { ...writing, entries: [entry], added: [], orphans: [] };
        try {
          await this.database.within(tx, () => this.addAll(tx, [alone]));
          writing.added.push(...alone.added);
          writing.orphans.push(...alone.orphans);
        } catch (error) {
          if (!isRefusedByPostgres(error)) throw error;
          writing.orphans.push(orphanOf(entry, 'refused'));
        }
      }
    }
  }

  private async keep(tx: DirectoryTransaction, writings: readonly Writing[]): Promise<void> {
    const parts = writings.flatMap(({ batch, added }) =>
      [...Map.groupBy(added, (entry) => entry.workspaceId)].map(([workspaceId, entries]) => ({ workspaceId, batch, entries })),
    );
    for (const [workspaceId, ours] of Map.groupBy(parts, (part) => part.workspaceId)) {
      await usageBatchRepository.keepParts(await this.database.turnTo(tx, workspaceId), ours);
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

  /** Outside of the batches' transaction: making a partition locks the whole ledger for a moment. */
  private async ensureMonths(writings: readonly Writing[], writtenAt: Date): Promise<void> {
    const hours = new Set(writings.flatMap(({ entries }) => entries.map((entry) => entry.hour)));
    const months = [writtenAt, ...[...hours].map((hour) => new Date(hour * MS_PER_HOUR))].map((time) => monthOf(time).key);
    for (const month of new Set(months)) {
      if (this.monthsThatExist.has(month)) continue;
      await this.database.inDirectory((tx) =>
        usagePartitionRepository.ensure(tx, new Date(`${month}-01T00:00:00Z`), PATIENCE_MS),
      );
      this.monthsThatExist.add(month);
    }
  }
}

/** What a batch holds of one workspace. */
interface Portion {
  readonly writing: Writing;
  readonly entries: readonly UsageEntry[];
}

/**
 * Whether one batch of several may be why they were not written: it is home, holds a row that cannot be stored, or somebody is at a row of its callers (a lock that is
 * held, a deadlock, a statement that took too long). (PostgreSQL documentation, appendix A.)
 */
export function isOfOneBatch(error: unknown): boolean {
  if (error instanceof BatchGone) return true;
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' && /^((21|22|23|40|54|55)[0-9A-Z]{3}|57014)$/.test(code);
}

/** A batch left Redis while its transaction had begun: somebody else brought it home. */
class BatchGone extends Error {
  constructor() {
    super('a batch is not in Redis any more');
  }
}

function inOrder<T>(byId: ReadonlyMap<string, T>): [string, T][] {
  return [...byId].sort(([one], [other]) => (one < other ? -1 : 1));
}

function claimOf({ batch, entries }: Writing): Parameters<typeof usageBatchRepository.claim>[1][number] {
  const { id, shard, writtenAt } = batch;
  return { id, shard, writtenAt, entries: entries.length, workspaces: [...new Set(entries.map((entry) => entry.workspaceId))] };
}

function parkedOf({ batch, orphans }: Writing): Parameters<typeof usageBatchRepository.park>[1] {
  return orphans.map((orphan, number) => ({ ...orphan, batchId: batch.id, number, parkedAt: batch.writtenAt }));
}

function orphanOf(entry: UsageEntry, reason: OrphanReason): Orphan {
  const { calls, cost, denied } = entry.counts;
  return {
    reason,
    entry: { usage: encodeUsageKey(entry), calls: calls.toString(), cost: cost.toString(), denied: denied.toString() },
  };
}
