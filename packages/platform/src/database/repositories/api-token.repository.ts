import { IsNull } from 'typeorm';
import { ApiToken } from '../entities/api-token.entity';
import { Workspace } from '../entities/workspace.entity';
import type { ApiTokenTransaction, MemberTransaction, WorkspaceTransaction } from '../transaction';

/** A live token as its owner sees it in a list, with the slug of its workspace. */
export interface ListedApiToken {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly role: ApiToken['role'];
  readonly workspace: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/** Personal API tokens (`gth_pat_…`). */
export const apiTokenRepository = {
  /** The live token that was presented, or null. */
  findPresented(tx: ApiTokenTransaction): Promise<ApiToken | null> {
    return tx.manager.findOneBy(ApiToken, { tokenHash: tx.tokenHash, revokedAt: IsNull() });
  },

  async insert(tx: WorkspaceTransaction, token: Omit<ApiToken, 'workspaceId' | 'lastUsedAt' | 'revokedAt'>): Promise<void> {
    await tx.manager.insert(ApiToken, { ...token, workspaceId: tx.workspaceId });
  },

  /** The member's live tokens in all workspaces, newest first. */
  listOwn(tx: MemberTransaction): Promise<ListedApiToken[]> {
    return listed(tx).orderBy('t.created_at', 'DESC').addOrderBy('t.id', 'DESC').getRawMany<ListedApiToken>();
  },

  /** One live token of the member's own, or null. */
  async findOwn(tx: MemberTransaction, id: string): Promise<ListedApiToken | null> {
    return (await listed(tx).andWhere('t.id = :id', { id }).getRawOne<ListedApiToken>()) ?? null;
  },

  async revoke(tx: WorkspaceTransaction, id: string, now: Date): Promise<void> {
    await tx.manager.update(ApiToken, { workspaceId: tx.workspaceId, id, revokedAt: IsNull() }, { revokedAt: now });
  },

  async touch(tx: WorkspaceTransaction, id: string, now: Date): Promise<void> {
    await tx.manager.update(ApiToken, { workspaceId: tx.workspaceId, id }, { lastUsedAt: now });
  },
};

const listed = (tx: MemberTransaction) =>
  tx.manager
    .createQueryBuilder(ApiToken, 't')
    .innerJoin(Workspace, 'w', 'w.id = t.workspace_id')
    .where('t.member_id = :memberId AND t.revoked_at IS NULL', { memberId: tx.memberId })
    .select(['t.id AS id', 't.workspace_id AS "workspaceId"', 't.name AS name', 't.role AS role', 'w.slug AS workspace'])
    .addSelect(['t.created_at AS "createdAt"', 't.last_used_at AS "lastUsedAt"']);
