import { ANY_ACTION, costOf } from '../policy/limits';
import type { TierPolicy } from '../policy/principal';

/** What the price of a tier pays for, where what goes beyond it is charged: as much as matters for what that comes to. */
export type Terms = Pick<TierPolicy, 'quotaPerMonth' | 'actionCosts'>;

type Quota = Pick<Terms, 'quotaPerMonth'>;

/** Terms that a tier had: from that moment on, until those that follow began. */
export interface FormerTerms extends Terms {
  /** RFC 3339. */
  readonly since: string;
}

/** The terms of a tier that charges for what goes beyond its quota. */
export interface TierTerms {
  readonly formerTerms: readonly FormerTerms[];
  /** Since when those of now hold. */
  readonly overageSince: Date | null;
}

/** Whether somebody who pays for what goes beyond would pay more by these terms, whatever they call. */
export function isWorse(terms: Terms, before: Terms): boolean {
  if (quotaOf(terms) < quotaOf(before)) return true;
  return actionsOf(terms, before).some((action) => costOf(terms, action) > costOf(before, action));
}

/**
 * The tier as it is for somebody who pays for what goes beyond its quota: never worse than they were shown, in what is included and in what an action costs. Neither is
 * a limit of their own: where nothing is refused, a lower one would be a higher price.
 * @param limited the same tier, with limits of their own @param seenAt since when the terms held that they were shown
 */
export function asAgreed(limited: TierPolicy, tier: TierPolicy, terms: TierTerms, seenAt: Date | null): TierPolicy {
  const quotaPerMonth = agreedQuota(limited, tier, terms, seenAt);
  const agreed = termsOf(terms, seenAt);
  if (agreed === null) return { ...limited, quotaPerMonth };
  const costs = actionsOf(agreed, limited).map((action) => [action, Math.min(costOf(agreed, action), costOf(limited, action))]);
  return { ...limited, quotaPerMonth, actionCosts: Object.fromEntries(costs) as Record<string, number> };
}

/** What is included for somebody who pays for what goes beyond it; see `asAgreed`. */
export function agreedQuota(limited: Quota, tier: Quota, terms: TierTerms, seenAt: Date | null): number | null {
  const agreed = termsOf(terms, seenAt) ?? tier;
  return quotaOf(agreed) > quotaOf(limited) ? agreed.quotaPerMonth : limited.quotaPerMonth;
}

/** Former terms with those of now, which are about to be followed by others; without such as nobody who pays was shown. */
export function withFormerTerms(
  now: Terms & { readonly since: Date },
  former: readonly FormerTerms[],
  seenBySomebody: readonly Date[],
): FormerTerms[] {
  const { quotaPerMonth, actionCosts, since } = now;
  const inUse = new Set(seenBySomebody.map((seenAt) => inForce(former, seenAt)));
  return [...former.filter((terms) => inUse.has(terms)), { quotaPerMonth, actionCosts, since: since.toISOString() }];
}

/** Null where they are those of now. */
function termsOf({ formerTerms, overageSince }: TierTerms, seenAt: Date | null): FormerTerms | null {
  if (seenAt === null || overageSince === null || seenAt >= overageSince) return null;
  // What was seen before the first that are remembered was, at best, what those were.
  return inForce(formerTerms, seenAt) ?? earliest(formerTerms);
}

/** The latest that had begun by then. */
function inForce(former: readonly FormerTerms[], at: Date): FormerTerms | null {
  return former.filter(({ since }) => new Date(since) <= at).sort((one, other) => (one.since < other.since ? 1 : -1))[0] ?? null;
}

const earliest = (former: readonly FormerTerms[]): FormerTerms | null =>
  [...former].sort((one, other) => (one.since < other.since ? -1 : 1))[0] ?? null;

const quotaOf = ({ quotaPerMonth }: Quota): number => quotaPerMonth ?? Infinity;

/** All actions that one of them prices, and all others. */
const actionsOf = (one: Terms, other: Terms): string[] => [
  ...new Set([ANY_ACTION, ...Object.keys(one.actionCosts), ...Object.keys(other.actionCosts)]),
];
