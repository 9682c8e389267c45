import { countedAction, dayOf, mergedEntries, MOST_ACTIONS_A_DAY, OTHER_ACTIONS, type UsageEntry } from '@gatehouse/core';
import { type Database, usageActionRepository } from '@gatehouse/platform';
import { isRefusedByPostgres } from './refused-by-postgres';

/** Names that are remembered at most: some megabytes. */
const MOST_REMEMBERED = 100_000;

/** A GPT's calls of one day, of one batch. */
interface DayOfCalls {
  readonly place: string;
  readonly gptId: string;
  readonly day: string;
  readonly entries: readonly UsageEntry[];
}

/**
 * Bounds the actions of a GPT and day (ADR 0035). A day's names are settled in transactions of their own, before the batch is written: written anew after a
 * death, it finds them as they were. They only grow up to the bound, so that what is remembered of them holds.
 */
export class ActionsByName {
  private readonly remembered = new Map<string, ReadonlySet<string>>();
  private size = 0;

  constructor(private readonly database: Database) {}

  /** These entries, under the actions by which they are counted. @throws when Postgres does not answer */
  async bound(entries: readonly UsageEntry[]): Promise<readonly UsageEntry[]> {
    const bounded: UsageEntry[] = [];
    for (const [workspaceId, ours] of Map.groupBy(entries, (entry) => entry.workspaceId)) {
      const days = daysOf(ours);
      const named = await this.namesOf(workspaceId, days);
      for (const { place, entries: some } of days) bounded.push(...some.map((entry) => renamed(entry, named.get(place))));
    }
    return mergedEntries(bounded);
  }

  private async namesOf(workspaceId: string, days: readonly DayOfCalls[]): Promise<Map<string, ReadonlySet<string>>> {
    const named = new Map<string, ReadonlySet<string>>();
    const open: DayOfCalls[] = [];
    for (const day of days) {
      const known = this.remembered.get(day.place);
      if (known !== undefined && isSettled(known, day.entries)) named.set(day.place, known);
      else open.push(day);
    }
    if (open.length === 0) return named;
    for (const [place, names] of await this.settle(workspaceId, open)) {
      named.set(place, names);
      this.remember(place, names);
    }
    return named;
  }

  private async settle(workspaceId: string, days: readonly DayOfCalls[]): Promise<[string, ReadonlySet<string>][]> {
    try {
      return await this.database.inWorkspace(workspaceId, async (tx) => {
        const settled: [string, ReadonlySet<string>][] = [];
        for (const { place, gptId, day, entries } of days) {
          const actions = entries.map((entry) => entry.action);
          settled.push([place, await usageActionRepository.name(tx, gptId, day, actions)]);
        }
        return settled;
      });
    } catch (error) {
      // A name that Postgres refuses the ledger refuses, too, and puts aside: it holds nothing up here.
      if (isRefusedByPostgres(error)) return [];
      throw error;
    }
  }

  private remember(place: string, names: ReadonlySet<string>): void {
    this.size += names.size - (this.remembered.get(place)?.size ?? 0);
    this.remembered.set(place, names);
    if (this.size <= MOST_REMEMBERED) return;
    this.remembered.clear();
    this.size = 0;
  }
}

/** In one order for all: two drains that wait for each other's days would wait for ever. */
function daysOf(entries: readonly UsageEntry[]): DayOfCalls[] {
  return [...Map.groupBy(entries, ({ gptId, startsAt }) => `${gptId} ${dayOf(startsAt).key}`)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([place, some]) => {
      const [gptId = '', day = ''] = [some[0]?.gptId, place.slice(-10)];
      return { place, gptId, day, entries: some };
    });
}

function isSettled(named: ReadonlySet<string>, entries: readonly UsageEntry[]): boolean {
  return named.size >= MOST_ACTIONS_A_DAY || entries.every(({ action }) => action === OTHER_ACTIONS || named.has(action));
}

function renamed(entry: UsageEntry, named: ReadonlySet<string> | undefined): UsageEntry {
  return named === undefined ? entry : { ...entry, action: countedAction(entry.action, named) };
}
