import type { AccessPolicyKind, AccessRequestStatus, AccessRules, AccessStanding } from '@gatehouse/core';
import type { WorkspaceTransaction } from '../transaction';

interface StandingRow {
  readonly email: string;
  readonly email_verified: boolean;
  readonly policy: AccessPolicyKind | null;
  readonly allowed_domains: string[] | null;
  readonly invited: boolean;
  readonly expires_at: Date | null;
  readonly accepted_at: Date | null;
  readonly status: AccessRequestStatus | null;
}

/** A consent that is in force, with what its owner's admission is judged by. */
export interface InsideStanding {
  readonly grantId: string;
  readonly subscriberId: string;
  readonly person: AccessStanding;
}

const PERSON = `s.email, s.email_verified, i.id IS NOT NULL AS invited, i.expires_at, i.accepted_at, r.status`;
const OF_PERSON = `LEFT JOIN access_invitations i ON i.workspace_id = s.workspace_id AND i.gpt_id = g.id AND i.email = s.email
  LEFT JOIN access_requests r ON r.workspace_id = s.workspace_id AND r.gpt_id = g.id AND r.subscriber_id = s.id`;

/** What `decideAccess` asks for. */
export const accessStandingRepository = {
  /**
   * The rules of the GPT and where the person stands by them. Until the transaction ends nobody changes the GPT's rules: whoever was let in
   * by it stands in the list of those inside by the time that new rules look at it.
   */
  async find(
    tx: WorkspaceTransaction,
    gptId: string,
    subscriberId: string,
  ): Promise<{ readonly rules: AccessRules; readonly person: AccessStanding } | null> {
    // A statement of its own: one that had to wait for the lock would still read what was there before.
    await tx.manager.query('SELECT 1 FROM gpts WHERE workspace_id = $1 AND id = $2 FOR KEY SHARE', [tx.workspaceId, gptId]);
    const [row] = await tx.manager.query<StandingRow[]>(
      `SELECT ${PERSON}, p.policy, p.allowed_domains
         FROM subscribers s JOIN gpts g ON g.workspace_id = s.workspace_id AND g.id = $2
         LEFT JOIN access_policies p ON p.workspace_id = s.workspace_id AND p.gpt_id = g.id
         ${OF_PERSON}
        WHERE s.workspace_id = $1 AND s.id = $3`,
      [tx.workspaceId, gptId, subscriberId],
    );
    if (row === undefined) return null;
    return { rules: { policy: row.policy ?? 'open', allowedDomains: row.allowed_domains ?? [] }, person: personFrom(row) };
  },

  /** Everybody whose consent to this GPT is in force, by id of the consent. @param page.limit rows at most */
  async listInside(
    tx: WorkspaceTransaction,
    gptId: string,
    page: { readonly limit: number; readonly afterGrantId: string },
  ): Promise<InsideStanding[]> {
    const rows = await tx.manager.query<(StandingRow & { grant_id: string; subscriber_id: string })[]>(
      `SELECT ${PERSON}, c.id AS grant_id, c.subscriber_id
         FROM grants c JOIN gpts g ON g.workspace_id = c.workspace_id AND g.id = c.gpt_id
         JOIN subscribers s ON s.workspace_id = c.workspace_id AND s.id = c.subscriber_id
         ${OF_PERSON}
        WHERE c.workspace_id = $1 AND c.gpt_id = $2 AND c.revoked_at IS NULL AND c.id > $3
        ORDER BY c.id LIMIT $4`,
      [tx.workspaceId, gptId, page.afterGrantId, page.limit],
    );
    return rows.map((row) => ({ grantId: row.grant_id, subscriberId: row.subscriber_id, person: personFrom(row) }));
  },

  /** The same of one address, if its owner is inside. */
  async findInsideByEmail(tx: WorkspaceTransaction, gptId: string, email: string): Promise<InsideStanding | null> {
    const [row] = await tx.manager.query<(StandingRow & { grant_id: string; subscriber_id: string })[]>(
      `SELECT ${PERSON}, c.id AS grant_id, c.subscriber_id
         FROM grants c JOIN gpts g ON g.workspace_id = c.workspace_id AND g.id = c.gpt_id
         JOIN subscribers s ON s.workspace_id = c.workspace_id AND s.id = c.subscriber_id
         ${OF_PERSON}
        WHERE c.workspace_id = $1 AND c.gpt_id = $2 AND c.revoked_at IS NULL AND s.email = $3`,
      [tx.workspaceId, gptId, email],
    );
    return row === undefined ? null : { grantId: row.grant_id, subscriberId: row.subscriber_id, person: personFrom(row) };
  },
};

function personFrom(row: StandingRow): AccessStanding {
  return {
    email: row.email,
    emailVerified: row.email_verified,
    invitation: row.invited ? { expiresAt: row.expires_at, acceptedAt: row.accepted_at } : null,
    request: row.status,
  };
}
