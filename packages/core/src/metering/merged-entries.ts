import type { UsageEntry } from './pending-field';

/** Rows of the same key as one, with the sums of their counts: a statement may not add to a row of the ledger twice. */
export function mergedEntries(entries: readonly UsageEntry[]): UsageEntry[] {
  const rows = new Map<string, UsageEntry>();
  for (const entry of entries) {
    const { workspaceId, gptId, subscriberId, action, tier, hour, counts } = entry;
    const name = JSON.stringify([workspaceId, gptId, subscriberId, action, tier, hour]);
    const before = rows.get(name)?.counts ?? { calls: 0n, cost: 0n, denied: 0n };
    rows.set(name, {
      ...entry,
      counts: {
        calls: before.calls + counts.calls,
        cost: before.cost + counts.cost,
        denied: before.denied + counts.denied,
      },
    });
  }
  return [...rows.values()];
}
