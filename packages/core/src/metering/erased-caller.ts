import { mergedEntries } from './merged-entries';
import type { UsageEntry } from './pending-field';

/**
 * Whom a workspace's ledger names for the calls of everybody who was erased. One name for all of them: GPT, action, tier and hour still add up to
 * the unit, and nobody's hours can be told from another's (ADR 0019).
 */
export const ERASED_CALLER = 'erased';

/** These entries as those of the erased caller. Rows that differed by nothing but the person become one. */
export function asErasedCaller(entries: readonly UsageEntry[]): UsageEntry[] {
  return mergedEntries(entries.map((entry) => ({ ...entry, subscriberId: ERASED_CALLER })));
}
