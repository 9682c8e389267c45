import { hourStart } from './period';

/** What calls are counted by: a row of the ledger. */
export interface UsageKey {
  readonly workspaceId: string;
  readonly gptId: string;
  readonly subscriberId: string;
  readonly action: string;
  /** Key of the tier that the subscriber was on. */
  readonly tier: string;
  /** Hours since 1970 (UTC). */
  readonly hour: number;
}

/** `calls` accepted, `cost` in units of the accepted, `denied` refused. */
export type UsageMetric = 'calls' | 'cost' | 'denied';

/** Counts are text: Redis counts to 2^63, past what a number holds exactly. */
export type UsageCounts = { readonly [Metric in UsageMetric]: bigint };

/** ASCII's unit separator: no id, tier key or action may hold a control character, so nothing has to be escaped. */
const SEPARATOR = '\u001f';
const METRIC_OF_SUFFIX = new Map<string, UsageMetric>([
  ['c', 'calls'],
  ['u', 'cost'],
  ['d', 'denied'],
]);
/** The years 2020 to 2199: an hour outside of them is a broken entry, not a call. */
const FIRST_HOUR = Date.UTC(2020, 0) / 3_600_000;
const LAST_HOUR = Date.UTC(2200, 0) / 3_600_000;

/**
 * The name under which a shard's pending hash counts this key; the script in Redis adds the metric's letter.
 * @throws RangeError when a part holds a control character or is empty: such a name could not be read back.
 */
export function encodeUsageKey(key: UsageKey): string {
  const parts = [key.workspaceId, key.gptId, key.subscriberId, key.hour.toString(), key.tier, key.action];
  for (const part of parts) {
    if (part === '' || /[\u0000-\u001f]/.test(part))
      throw new RangeError('a usage key holds an empty part or a control character');
  }
  return parts.join(SEPARATOR) + SEPARATOR;
}

/** How the names of all counts of a caller and GPT begin; the hour follows. */
export function callerNameOf(workspaceId: string, gptId: string, subscriberId: string): string {
  return [workspaceId, gptId, subscriberId, ''].join(SEPARATOR);
}

/** Reads a field of a pending hash. Null when it is none of ours: written by another version, or damaged. */
export function decodePendingField(field: string): { readonly key: UsageKey; readonly metric: UsageMetric } | null {
  const parts = field.split(SEPARATOR);
  const [workspaceId, gptId, subscriberId, hourText, tier, action, suffix] = parts;
  const metric = METRIC_OF_SUFFIX.get(suffix ?? '');
  if (parts.length !== 7 || metric === undefined || parts.includes('')) return null;
  if (!workspaceId || !gptId || !subscriberId || !hourText || !tier || !action || !/^\d{1,7}$/.test(hourText)) return null;
  const hour = Number(hourText);
  if (hour < FIRST_HOUR || hour >= LAST_HOUR) return null;
  return { key: { workspaceId, gptId, subscriberId, action, tier, hour }, metric };
}

/** One row to be added to the ledger. */
export interface UsageEntry extends UsageKey {
  readonly startsAt: Date;
  readonly counts: UsageCounts;
}

/** A field of the batch that is no count of ours. */
export interface UnreadableEntry {
  readonly field: string;
  readonly value: string;
}

/** Joins the fields of a batch, three a row at most, into rows of the ledger; what cannot be read is handed back, never dropped. */
export function entriesOf(fields: Iterable<readonly [field: string, value: string]>): {
  readonly entries: readonly UsageEntry[];
  readonly unreadable: readonly UnreadableEntry[];
} {
  const rows = new Map<string, { key: UsageKey; counts: Record<UsageMetric, bigint> }>();
  const unreadable: UnreadableEntry[] = [];
  for (const [field, value] of fields) {
    const decoded = decodePendingField(field);
    if (decoded === null || !/^\d{1,19}$/.test(value)) {
      unreadable.push({ field, value });
      continue;
    }
    const name = field.slice(0, -1);
    const row = rows.get(name) ?? { key: decoded.key, counts: { calls: 0n, cost: 0n, denied: 0n } };
    row.counts[decoded.metric] += BigInt(value);
    rows.set(name, row);
  }
  const entries = [...rows.values()].map(({ key, counts }) => ({ ...key, startsAt: hourStart(key.hour), counts }));
  return { entries, unreadable };
}
