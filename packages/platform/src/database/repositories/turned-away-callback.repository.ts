import { In, MoreThan } from 'typeorm';
import { TurnedAwayCallback } from '../entities/turned-away-callback.entity';
import type { WorkspaceTransaction } from '../transaction';

/** That people were turned away at callbacks which are not registered. Strangers cause these rows, so they are few. */
export const turnedAwayCallbackRepository = {
  /** Those of after `since`, the latest first. */
  list(tx: WorkspaceTransaction, gptId: string, since: Date): Promise<TurnedAwayCallback[]> {
    return tx.manager.find(TurnedAwayCallback, {
      where: { workspaceId: tx.workspaceId, gptId, lastSeenAt: MoreThan(since) },
      order: { lastSeenAt: 'DESC', callback: 'ASC' },
    });
  },

  /**
   * Counts one more. Beyond `mostRows` of a GPT, what is new counts with the unnamed.
   * @param callback masked, or '' for what is not named
   */
  async count(
    tx: WorkspaceTransaction,
    {
      gptId,
      callback,
      now,
      mostRows,
    }: { readonly gptId: string; readonly callback: string; readonly now: Date; readonly mostRows: number },
  ): Promise<void> {
    await tx.manager.query(
      `INSERT INTO turned_away_callbacks AS t (workspace_id, gpt_id, callback, times, first_seen_at, last_seen_at)
       SELECT $1, $2, CASE
           WHEN EXISTS (SELECT FROM turned_away_callbacks WHERE workspace_id = $1 AND gpt_id = $2 AND callback = $3)
             OR (SELECT count(*) FROM turned_away_callbacks WHERE workspace_id = $1 AND gpt_id = $2) < $5 - 1
           THEN $3 ELSE '' END, 1, $4, $4
       ON CONFLICT (workspace_id, gpt_id, callback)
       DO UPDATE SET times = LEAST(t.times, 2147483646) + 1, last_seen_at = excluded.last_seen_at`,
      [tx.workspaceId, gptId, callback, now, mostRows],
    );
  },

  /** For callbacks that are registered by now. */
  async forget(tx: WorkspaceTransaction, gptId: string, callbacks: readonly string[]): Promise<void> {
    await tx.manager.delete(TurnedAwayCallback, { workspaceId: tx.workspaceId, gptId, callback: In([...callbacks]) });
  },
};
