import { AccessInvitation } from '../entities/access-invitation.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Where a page of invitations ended. */
export interface InvitationCursor {
  readonly createdAt: Date;
  readonly id: string;
}

/** Addresses that may use a GPT. Given in lower case. */
export const accessInvitationRepository = {
  /** Newest first. @param page.limit rows at most */
  list(
    tx: WorkspaceTransaction,
    gptId: string,
    page: { readonly limit: number; readonly after: InvitationCursor | null },
  ): Promise<AccessInvitation[]> {
    const query = tx.manager
      .createQueryBuilder(AccessInvitation, 'i')
      .where('i.workspace_id = :workspaceId AND i.gpt_id = :gptId', { workspaceId: tx.workspaceId, gptId })
      .orderBy('i.created_at', 'DESC')
      .addOrderBy('i.id', 'DESC')
      .limit(page.limit);
    if (page.after !== null) query.andWhere('(i.created_at, i.id) < (:at, :id)', { at: page.after.createdAt, id: page.after.id });
    return query.getMany();
  },

  count(tx: WorkspaceTransaction, gptId: string): Promise<number> {
    return tx.manager.countBy(AccessInvitation, { workspaceId: tx.workspaceId, gptId });
  },

  /**
   * Invites these addresses; one that was invited before keeps its id and when it was accepted, and gets the new end.
   * @returns their rows as they are now
   */
  async invite(
    tx: WorkspaceTransaction,
    {
      gptId,
      people,
      createdAt,
      expiresAt,
    }: {
      readonly gptId: string;
      readonly people: readonly { readonly id: string; readonly email: string; readonly mailedAt: Date | null }[];
      readonly createdAt: Date;
      readonly expiresAt: Date | null;
    },
  ): Promise<AccessInvitation[]> {
    return tx.manager.query<AccessInvitation[]>(
      `INSERT INTO access_invitations AS i (workspace_id, id, gpt_id, email, created_at, expires_at, mailed_at)
       SELECT $1, id, $2, email, $3, $4, mailed_at
         FROM unnest($5::text[], $6::text[], $7::timestamptz[]) AS p (id, email, mailed_at)
       ON CONFLICT (workspace_id, gpt_id, email)
       DO UPDATE SET expires_at = excluded.expires_at, mailed_at = coalesce(excluded.mailed_at, i.mailed_at)
       RETURNING workspace_id AS "workspaceId", id, gpt_id AS "gptId", email, created_at AS "createdAt", expires_at AS "expiresAt",
                 mailed_at AS "mailedAt", accepted_at AS "acceptedAt"`,
      [
        tx.workspaceId,
        gptId,
        createdAt,
        expiresAt,
        people.map(({ id }) => id),
        people.map(({ email }) => email),
        people.map(({ mailedAt }) => mailedAt),
      ],
    );
  },

  /** The first time that this subscriber came in by the invitation of their address; later ones change nothing. */
  async accept(tx: WorkspaceTransaction, gptId: string, subscriberId: string, now: Date): Promise<void> {
    await tx.manager.query(
      `UPDATE access_invitations i SET accepted_at = $4 FROM subscribers s
        WHERE i.workspace_id = $1 AND i.gpt_id = $2 AND i.accepted_at IS NULL
          AND s.workspace_id = i.workspace_id AND s.id = $3 AND s.email = i.email`,
      [tx.workspaceId, gptId, subscriberId, now],
    );
  },

  /** @returns the address that is no longer invited, or null when this GPT has no such invitation */
  async withdraw(tx: WorkspaceTransaction, gptId: string, id: string): Promise<string | null> {
    const found = await tx.manager.findOneBy(AccessInvitation, { workspaceId: tx.workspaceId, gptId, id });
    if (found === null) return null;
    const { affected } = await tx.manager.delete(AccessInvitation, { workspaceId: tx.workspaceId, gptId, id });
    return affected === 1 ? found.email : null;
  },

  async withdrawOf(tx: WorkspaceTransaction, gptId: string, email: string): Promise<void> {
    await tx.manager.delete(AccessInvitation, { workspaceId: tx.workspaceId, gptId, email });
  },
};
