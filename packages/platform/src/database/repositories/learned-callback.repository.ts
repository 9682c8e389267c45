import { In } from 'typeorm';
import { LearnedCallback } from '../entities/learned-callback.entity';
import type { WorkspaceTransaction } from '../transaction';

/** A callback that waits for approval, with who tested. */
export interface PendingCallback {
  readonly id: string;
  readonly url: string;
  readonly seenAt: Date;
  readonly memberId: string;
  readonly memberName: string;
}

/** Callback URLs that members' own tests brought, until somebody decides about them. */
export const learnedCallbackRepository = {
  /** Those seen after `since`, newest first. */
  async list(tx: WorkspaceTransaction, gptId: string, since: Date): Promise<PendingCallback[]> {
    return tx.manager.query<PendingCallback[]>(
      `SELECT l.id, l.url, l.seen_at AS "seenAt", l.member_id AS "memberId", m.name AS "memberName"
         FROM learned_callbacks l JOIN members m ON m.id = l.member_id
        WHERE l.workspace_id = $1 AND l.gpt_id = $2 AND l.seen_at > $3 ORDER BY l.seen_at DESC, l.id DESC`,
      [tx.workspaceId, gptId, since],
    );
  },

  /** Keeps it; of this GPT's the newest `keep` stay. One that was seen before is seen again. */
  async learn(tx: WorkspaceTransaction, callback: Omit<LearnedCallback, 'workspaceId'>, keep: number): Promise<void> {
    const { gptId } = callback;
    await tx.manager.query(
      `INSERT INTO learned_callbacks (workspace_id, id, gpt_id, url, member_id, seen_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (workspace_id, gpt_id, url) DO UPDATE SET member_id = excluded.member_id, seen_at = excluded.seen_at`,
      [tx.workspaceId, callback.id, gptId, callback.url, callback.memberId, callback.seenAt],
    );
    await tx.manager.query(
      `DELETE FROM learned_callbacks WHERE workspace_id = $1 AND gpt_id = $2 AND id NOT IN (
         SELECT id FROM learned_callbacks WHERE workspace_id = $1 AND gpt_id = $2 ORDER BY seen_at DESC, id DESC LIMIT $3)`,
      [tx.workspaceId, gptId, keep],
    );
  },

  /** Takes one out that was seen after `since`. @returns its URL, or null when this GPT has no such callback waiting */
  async take(tx: WorkspaceTransaction, gptId: string, id: string, since: Date): Promise<string | null> {
    const [rows] = await tx.manager.query<[{ url: string }[], number]>(
      'DELETE FROM learned_callbacks WHERE workspace_id = $1 AND gpt_id = $2 AND id = $3 AND seen_at > $4 RETURNING url',
      [tx.workspaceId, gptId, id, since],
    );
    return rows[0]?.url ?? null;
  },

  /** For URLs that were registered by another way. */
  async forget(tx: WorkspaceTransaction, gptId: string, urls: readonly string[]): Promise<void> {
    await tx.manager.delete(LearnedCallback, { workspaceId: tx.workspaceId, gptId, url: In([...urls]) });
  },
};
