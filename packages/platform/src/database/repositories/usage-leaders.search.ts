import { monthsAround } from '@gatehouse/core';
import type { WorkspaceTransaction } from '../transaction';
import { callsAtPlace, countAbove, type Lists, listsAround } from './usage-leaders.sql';
import type { UsageFilter } from './usage-sources.sql';

/** Beyond that, looking everybody up one by one takes longer than reading everybody's rows. */
const MOST_CANDIDATES = 10_000;

/** Where those can be found who called most. */
export interface LeaderSearch {
  /** Lists, any of which holds the range. */
  readonly choices: readonly Lists[];
  /** Of each list, those of the first choice first: the calls of whoever has the page's last place in it. */
  readonly atPlace: readonly number[];
  /** A guess at the calls of the last on the page, a little on the low side: guessed too high, everything has to be done twice. */
  readonly expected: number;
}

/** @param place the last one of the page */
export async function beginSearch(tx: WorkspaceTransaction, filter: UsageFilter, place: number): Promise<LeaderSearch> {
  const choices = listsAround(filter);
  const sql = callsAtPlace(choices.flat(), place);
  const [row] = await tx.manager.query<{ calls: (string | null)[]; now: Date }[]>(sql, [tx.workspaceId, filter.gptId]);
  const atPlace = (row?.calls ?? []).map(Number);
  return { choices, atPlace, expected: callsExpected(filter, atPlace, row?.now ?? filter.to) };
}

/** In each month, others have that place than in the whole range, with some calls more there by chance. */
function callsExpected({ from, to }: UsageFilter, atPlace: readonly number[], now: Date): number {
  const months = monthsAround({ from, to });
  const byChance = 1 - 1 / months.length;
  const expected = months.map((month, index) => {
    const calls = atPlace[index] ?? 0;
    // Of the running month the lists hold what is past.
    const known = Math.min(month.to.getTime(), Math.max(now.getTime(), to.getTime())) - month.from.getTime();
    const asked = Math.min(month.to.getTime(), to.getTime()) - Math.max(month.from.getTime(), from.getTime());
    return (Math.max(0, calls - byChance * Math.sqrt(calls)) * asked) / known;
  });
  return sumOf(expected);
}

/** Lists, and from how many calls on to look at each: whoever is nowhere among those has fewer calls than the bound that was asked for. */
export interface FewCallers {
  readonly lists: Lists;
  readonly least: readonly number[];
}

/** The choice that leaves the fewest callers who may have so many calls. Null when every one leaves too many. */
export async function fewestAbove(
  tx: WorkspaceTransaction,
  { gptId }: UsageFilter,
  { choices, atPlace }: LeaderSearch,
  bound: number,
): Promise<FewCallers | null> {
  const least = eachOf(choices, atPlace).map((calls) => wholeShares(calls, bound));
  const sql = countAbove(choices.flat(), least.flat(), MOST_CANDIDATES);
  const [row] = await tx.manager.query<{ places: number[] }[]>(sql, [tx.workspaceId, gptId]);
  const found = eachOf(choices, row?.places ?? []).map((places, index) => ({
    ...{ lists: choices[index] ?? [], least: least[index] ?? [] },
    // Who calls much is in several lists.
    callers: sumOf(places) / Math.sqrt(places.length),
  }));
  const [fewest] = found.toSorted((one, other) => one.callers - other.callers);
  return fewest === undefined || fewest.callers > MOST_CANDIDATES ? null : fewest;
}

/** What is told of all lists together, by choice. */
function eachOf(choices: readonly Lists[], told: readonly number[]): number[][] {
  return choices.map((lists, index) => {
    const before = choices.slice(0, index).flat().length;
    return told.slice(before, before + lists.length);
  });
}

/** Whole numbers in proportion to these, whose sum is no more than that. */
function wholeShares(numbers: readonly number[], most: number): number[] {
  const share = Math.min(1, most / sumOf(numbers));
  const upTo = (index: number): number => Math.floor(sumOf(numbers.slice(0, index)) * share);
  return numbers.map((_, index) => upTo(index + 1) - upTo(index));
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);
