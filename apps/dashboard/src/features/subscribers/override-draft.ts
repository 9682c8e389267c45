import { collectMessages } from '../../shared/lib/form';
import type { Subscription } from './subscription.queries';

type Overrides = Subscription['overrides'];
const NAMES = ['quota_per_month', 'rate_per_minute', 'burst'] as const;

/** Limits of somebody's own while they are edited: empty is the tier's, "none" is no limit. */
export type OverrideTexts = Record<(typeof NAMES)[number], string>;

const NO_LIMIT = /^none$/i;

export function toOverrideTexts(overrides: Overrides): OverrideTexts {
  const textOf = (limit: number | null | undefined): string =>
    limit === undefined ? '' : limit === null ? 'none' : String(limit);
  return {
    quota_per_month: textOf(overrides.quota_per_month),
    rate_per_minute: textOf(overrides.rate_per_minute),
    burst: textOf(overrides.burst),
  };
}

export function checkOverrides(texts: OverrideTexts): Partial<OverrideTexts> {
  return collectMessages({
    quota_per_month: checkLimit(texts.quota_per_month, 0, 2_147_483_647),
    rate_per_minute: checkLimit(texts.rate_per_minute, 1, 1_000_000),
    burst: checkLimit(texts.burst, 1, 1_000_000),
  });
}

function checkLimit(text: string, least: number, most: number): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || NO_LIMIT.test(trimmed)) return undefined;
  const count = Number(trimmed);
  return /^\d+$/.test(trimmed) && count >= least && count <= most
    ? undefined
    : `Enter a whole number from ${least} to ${most.toLocaleString()}, none, or nothing.`;
}

/** What the API is told; a line that is empty is not in it. */
export function toOverrides(texts: OverrideTexts): Overrides {
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const text = texts[name].trim();
      if (text === '') return [];
      return [[name, NO_LIMIT.test(text) ? null : Number(text)]];
    }),
  );
}
