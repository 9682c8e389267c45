import { WorkspaceDomain } from '../entities/workspace-domain.entity';
import type { WorkspaceTransaction } from '../transaction';

/** What a look at the DNS changed. */
export type DomainChange = Pick<WorkspaceDomain, 'state' | 'reason' | 'failingSince' | 'checkedAt' | 'verifiedAt'>;

/** The domains that a workspace has claimed. */
export const workspaceDomainRepository = {
  /** Oldest first. */
  list(tx: WorkspaceTransaction): Promise<WorkspaceDomain[]> {
    return tx.manager.find(WorkspaceDomain, { where: { workspaceId: tx.workspaceId }, order: { id: 'ASC' } });
  },

  find(tx: WorkspaceTransaction, id: string): Promise<WorkspaceDomain | null> {
    return tx.manager.findOneBy(WorkspaceDomain, { workspaceId: tx.workspaceId, id });
  },

  /** Locked until the transaction ends: two checks at once decide one after the other. */
  findForUpdate(tx: WorkspaceTransaction, id: string): Promise<WorkspaceDomain | null> {
    return tx.manager.findOne(WorkspaceDomain, {
      where: { workspaceId: tx.workspaceId, id },
      lock: { mode: 'pessimistic_write' },
    });
  },

  /** @returns false when the workspace has claimed it already; nothing was written then */
  async insertUnlessClaimed(
    tx: WorkspaceTransaction,
    domain: Pick<WorkspaceDomain, 'id' | 'domain' | 'token' | 'createdAt'>,
  ): Promise<boolean> {
    const result = await tx.manager
      .createQueryBuilder()
      .insert()
      .into(WorkspaceDomain)
      .values({ ...domain, workspaceId: tx.workspaceId, state: 'pending' })
      .orIgnore()
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length === 1;
  },

  async update(tx: WorkspaceTransaction, id: string, change: DomainChange): Promise<void> {
    await tx.manager.update(WorkspaceDomain, { workspaceId: tx.workspaceId, id }, change);
  },

  async delete(tx: WorkspaceTransaction, id: string): Promise<void> {
    await tx.manager.delete(WorkspaceDomain, { workspaceId: tx.workspaceId, id });
  },
};
