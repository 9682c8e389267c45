import { MOST_ACTIONS_A_DAY, OTHER_ACTIONS } from '@gatehouse/core';
import type { HotTransaction } from '../pipelined-transaction';
import { type PreparedStatement, runPrepared } from '../prepared';

const NAMED: PreparedStatement = {
  name: 'named-actions',
  text: 'SELECT action FROM usage_actions WHERE workspace_id = $1 AND gpt_id = $2 AND day = $3::date',
};

const LOCK_DAY: PreparedStatement = {
  name: 'lock-actions',
  text: `SELECT pg_advisory_xact_lock(hashtextextended('actions ' || $1 || ' ' || $2 || ' ' || $3, 0))`,
};

/** No name for a GPT that is gone: what is counted of it finds no place in the ledger. */
const NAME: PreparedStatement = {
  name: 'name-actions',
  text: `
  INSERT INTO usage_actions (workspace_id, gpt_id, day, action)
  SELECT g.workspace_id, g.id, $3::date, a.action
    FROM gpts g CROSS JOIN unnest($4::text[]) AS a(action)
   WHERE g.workspace_id = $1 AND g.id = $2
     AND NOT EXISTS (SELECT FROM usage_actions n WHERE n.workspace_id = $1 AND n.gpt_id = $2 AND n.day = $3::date AND n.action = a.action)
   LIMIT greatest(0, $5::bigint - (SELECT count(*) FROM usage_actions WHERE workspace_id = $1 AND gpt_id = $2 AND day = $3::date))`,
};

/** Which actions of a GPT have a name of their own on a day (ADR 0035). */
export const usageActionRepository = {
  /**
   * Gives these actions a name of their own, as far as the day has any left. Whoever has several days to do takes them in the order of GPT and day.
   * @param day `2026-11-21`
   * @returns the day's names
   */
  async name(tx: HotTransaction, gptId: string, day: string, actions: Iterable<string>): Promise<ReadonlySet<string>> {
    const place = [tx.workspaceId, gptId, day];
    const named = await namedOn(tx, place);
    const unnamed = [...new Set(actions)].filter((action) => action !== OTHER_ACTIONS && !named.has(action));
    if (unnamed.length === 0 || named.size >= MOST_ACTIONS_A_DAY) return named;
    // One at a time, and what is read after the lock is what the one before has committed.
    await runPrepared(tx, LOCK_DAY, place);
    await runPrepared(tx, NAME, [...place, unnamed, MOST_ACTIONS_A_DAY]);
    return namedOn(tx, place);
  },
};

async function namedOn(tx: HotTransaction, place: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await runPrepared<{ action: string }>(tx, NAMED, [...place]);
  return new Set(rows.map((row) => row.action));
}
