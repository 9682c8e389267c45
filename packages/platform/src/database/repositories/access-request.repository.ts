import type { AccessRequestStatus } from '@gatehouse/core';
import { AccessRequest } from '../entities/access-request.entity';
import type { WorkspaceTransaction } from '../transaction';

/** A request with whose it is. */
export interface ListedAccessRequest {
  readonly id: string;
  readonly gptId: string;
  readonly subscriberId: string;
  readonly email: string;
  readonly name: string | null;
  readonly status: AccessRequestStatus;
  readonly language: string;
  readonly requestedAt: Date;
  readonly decidedAt: Date | null;
}

/** Where a page of requests ended. */
export interface AccessRequestCursor {
  readonly requestedAt: Date;
  readonly id: string;
}

const COLUMNS = `r.id, r.gpt_id AS "gptId", r.subscriber_id AS "subscriberId", s.email, s.name, r.status, r.language,
  r.requested_at AS "requestedAt", r.decided_at AS "decidedAt"
  FROM access_requests r JOIN subscribers s ON s.workspace_id = r.workspace_id AND s.id = r.subscriber_id`;

/** Who asked to use a GPT, and what became of it. */
export const accessRequestRepository = {
  /** @returns false when this person has asked before; nothing was written then */
  async insertUnlessAsked(
    tx: WorkspaceTransaction,
    request: Pick<AccessRequest, 'id' | 'gptId' | 'subscriberId' | 'language' | 'requestedAt'>,
  ): Promise<boolean> {
    const values = { ...request, workspaceId: tx.workspaceId, status: 'waiting' as const, decidedAt: null };
    const inserted = await tx.manager
      .createQueryBuilder()
      .insert()
      .into(AccessRequest)
      .values(values)
      .orIgnore()
      .returning('id')
      .execute();
    return (inserted.raw as unknown[]).length === 1;
  },

  /** Newest first. @param page.limit rows at most */
  async list(
    tx: WorkspaceTransaction,
    filter: { readonly gptId: string; readonly status: AccessRequestStatus | null },
    page: { readonly limit: number; readonly after: AccessRequestCursor | null },
  ): Promise<ListedAccessRequest[]> {
    return tx.manager.query<ListedAccessRequest[]>(
      `SELECT ${COLUMNS}
        WHERE r.workspace_id = $1 AND r.gpt_id = $2 AND ($3::text IS NULL OR r.status = $3)
          AND ($4::timestamptz IS NULL OR (r.requested_at, r.id) < ($4, $5))
        ORDER BY r.requested_at DESC, r.id DESC LIMIT $6`,
      [tx.workspaceId, filter.gptId, filter.status, page.after?.requestedAt ?? null, page.after?.id ?? null, page.limit],
    );
  },

  /** Locked until the transaction ends, so that two members decide one after the other. */
  async findForUpdate(tx: WorkspaceTransaction, gptId: string, id: string): Promise<ListedAccessRequest | null> {
    const [row] = await tx.manager.query<ListedAccessRequest[]>(
      `SELECT ${COLUMNS} WHERE r.workspace_id = $1 AND r.gpt_id = $2 AND r.id = $3 FOR UPDATE OF r`,
      [tx.workspaceId, gptId, id],
    );
    return row ?? null;
  },

  async decide(tx: WorkspaceTransaction, id: string, status: 'approved' | 'refused', now: Date): Promise<void> {
    await tx.manager.update(AccessRequest, { workspaceId: tx.workspaceId, id }, { status, decidedAt: now });
  },

  countWaiting(tx: WorkspaceTransaction, gptId: string): Promise<number> {
    return tx.manager.countBy(AccessRequest, { workspaceId: tx.workspaceId, gptId, status: 'waiting' });
  },
};
