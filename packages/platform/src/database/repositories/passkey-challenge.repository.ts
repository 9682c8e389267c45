import { PasskeyChallenge, type PasskeyCeremony } from '../entities/passkey-challenge.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Challenges that wait for an authenticator's answer. */
export const passkeyChallengeRepository = {
  /** In the place of the one that waited there. */
  async put(tx: WorkspaceTransaction, challenge: Omit<PasskeyChallenge, 'workspaceId'>): Promise<void> {
    await tx.manager
      .createQueryBuilder()
      .insert()
      .into(PasskeyChallenge)
      .values({ ...challenge, workspaceId: tx.workspaceId })
      .orUpdate(['challenge', 'expires_at'], ['workspace_id', 'bound_to', 'ceremony'])
      .execute();
  },

  /**
   * Takes it away, so that it is answered once, whether rightly or not: one DELETE decides between two who answer at once.
   * @returns the challenge, or null when none waits at `now`
   */
  async take(tx: WorkspaceTransaction, boundTo: string, ceremony: PasskeyCeremony, now: Date): Promise<string | null> {
    const result = await tx.manager
      .createQueryBuilder()
      .delete()
      .from(PasskeyChallenge)
      .where({ workspaceId: tx.workspaceId, boundTo, ceremony })
      .returning('challenge, expires_at')
      .execute();
    const [row] = result.raw as { challenge: string; expires_at: Date }[];
    return row !== undefined && row.expires_at > now ? row.challenge : null;
  },
};
