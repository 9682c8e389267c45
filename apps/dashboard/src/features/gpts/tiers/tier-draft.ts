import { collectMessages } from '../../../shared/lib/form';
import type { Tier, TierChange } from './tier.queries';

/** A tier's lines of text while they are edited; an empty limit is none. */
export type TierTexts = Record<'key' | 'name' | 'quota_per_month' | 'quota_months' | 'rate_per_minute' | 'burst', string>;

/** What a call of one action takes; `id` holds its place in the list while its name changes. */
export interface CostDraft {
  id: number;
  action: string;
  units: string;
}

export const MOST_UNITS = 2_147_483_647;
export const MOST_CALLS = 1_000_000;

/** A limit as it stands in its line. */
export const textOf = (limit: number | null): string => (limit === null ? '' : String(limit));

export function toTexts(tier: Tier | null): TierTexts {
  if (tier === null)
    return { key: '', name: '', quota_per_month: '', quota_months: 'calendar_month', rate_per_minute: '', burst: '' };
  const { key, name, quota_per_month, quota_months, rate_per_minute, burst } = tier;
  return {
    key,
    name,
    quota_per_month: textOf(quota_per_month),
    quota_months,
    rate_per_minute: textOf(rate_per_minute),
    burst: textOf(burst),
  };
}

export function toCostDrafts(costs: Tier['action_costs']): CostDraft[] {
  return Object.entries(costs).map(([action, units], id) => ({ id, action, units: String(units) }));
}

/** What is wrong with the lines, as far as it can be told without the API. */
export function checkTexts(texts: TierTexts): Partial<TierTexts> {
  return collectMessages({
    key: /^[a-z0-9][a-z0-9_-]{0,39}$/.test(texts.key) ? undefined : 'Use lower-case letters, digits, - and _, at most 40.',
    name: texts.name.trim() === '' ? 'Enter a name.' : undefined,
    quota_per_month: checkCount(texts.quota_per_month, 0, MOST_UNITS),
    rate_per_minute: checkCount(texts.rate_per_minute, 1, MOST_CALLS),
    burst:
      checkCount(texts.burst, 1, MOST_CALLS) ??
      (texts.burst.trim() !== '' && texts.rate_per_minute.trim() === '' ? 'A burst needs a rate to be within.' : undefined),
  });
}

/** What is wrong with a limit's line; undefined when nothing is. */
export function checkCount(text: string, least: number, most: number): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const count = Number(trimmed);
  return /^\d+$/.test(trimmed) && count >= least && count <= most
    ? undefined
    : `Enter a whole number from ${least} to ${most.toLocaleString()}, or nothing.`;
}

/** The first thing that is wrong with the costs, in a sentence. */
export function checkCosts(costs: readonly CostDraft[]): string | undefined {
  const seen = new Set<string>();
  for (const { action, units } of costs) {
    const name = action.trim();
    if (name === '') return 'Name the action of every cost, or remove the line.';
    if (seen.has(name)) return `${name} has two costs.`;
    if (units.trim() === '' || checkCount(units, 0, MOST_CALLS) !== undefined)
      return `The cost of ${name} must be a whole number from 0.`;
    seen.add(name);
  }
  return undefined;
}

/** The limit that a checked line says. */
export const countOf = (text: string): number | null => (text.trim() === '' ? null : Number(text.trim()));

/** What the API is told; a limit that was emptied is lifted. @param scopes null for all of the GPT's */
export function toChange(
  texts: TierTexts,
  costs: readonly CostDraft[],
  scopes: readonly string[] | null,
): TierChange & { name: string } {
  return {
    name: texts.name.trim(),
    quota_per_month: countOf(texts.quota_per_month),
    quota_months: texts.quota_months === 'subscription_month' ? 'subscription_month' : 'calendar_month',
    rate_per_minute: countOf(texts.rate_per_minute),
    burst: countOf(texts.burst),
    scopes: scopes === null ? null : [...scopes],
    action_costs: Object.fromEntries(costs.map(({ action, units }) => [action.trim(), Number(units.trim())])),
  };
}
