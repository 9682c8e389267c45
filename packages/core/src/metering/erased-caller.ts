import type { UsageEntry } from './pending-field';

/**
 * Whom a workspace's ledger names for the calls of everybody who was erased. One name for all of them: GPT, action, tier and hour still add up to
 * the unit, and nobody's hours can be told from another's (ADR 0019).
 */
export const ERASED_CALLER = 'erased';

/**
 * These entries as those of the erased caller. Rows that differed by nothing but the person become one, because a statement may not add to a row
 * of the ledger twice.
 */
export function asErasedCaller(entries: readonly UsageEntry[]): UsageEntry[] {
  const rows = new Map<string, UsageEntry>();
  for (const entry of entries) {
    const { workspaceId, gptId, action, tier, hour, counts } = entry;
    const name = JSON.stringify([workspaceId, gptId, action, tier, hour]);
    const before = rows.get(name)?.counts ?? { calls: 0n, cost: 0n, denied: 0n };
    rows.set(name, {
      ...entry,
      subscriberId: ERASED_CALLER,
      counts: {
        calls: before.calls + counts.calls,
        cost: before.cost + counts.cost,
        denied: before.denied + counts.denied,
      },
    });
  }
  return [...rows.values()];
}
