import type { WhenCountersAreDown } from '@gatehouse/core';
import { Workspace } from '../entities/workspace.entity';
import type { AnyTransaction, WorkspaceTransaction } from '../transaction';

/** The directory of workspaces. It holds no tenant's data beyond the name and the slug that stands in the issuer's URL. */
export const workspaceRepository = {
  find(tx: AnyTransaction, id: string): Promise<Workspace | null> {
    return tx.manager.findOneBy(Workspace, { id });
  },

  findBySlug(tx: AnyTransaction, slug: string): Promise<Workspace | null> {
    return tx.manager.findOneBy(Workspace, { slug });
  },

  /** The ids after this one, in their order: for work that visits every workspace, a page at a time. */
  async listIds(tx: AnyTransaction, page: { after: string; limit: number }): Promise<string[]> {
    const rows = await tx.manager
      .createQueryBuilder(Workspace, 'workspace')
      .select('workspace.id')
      .where('workspace.id > :after', { after: page.after })
      .orderBy('workspace.id')
      .limit(page.limit)
      .getMany();
    return rows.map(({ id }) => id);
  },

  /** Whether the workspace that the transaction is about asks its subscribers about news. */
  async setAsksMarketingConsent(tx: WorkspaceTransaction, asks: boolean): Promise<void> {
    await tx.manager.update(Workspace, { id: tx.workspaceId }, { asksMarketingConsent: asks });
  },

  /** What becomes of the workspace's calls while Redis is away. */
  async setWhenCountersAreDown(tx: WorkspaceTransaction, what: WhenCountersAreDown): Promise<void> {
    await tx.manager.update(Workspace, { id: tx.workspaceId }, { whenCountersAreDown: what });
  },

  /** How the workspace sells. */
  async setBilling(
    tx: WorkspaceTransaction,
    settings: Pick<
      Workspace,
      'pastDueGraceDays' | 'fullRefundEndsAccess' | 'disputeEndsAccess' | 'allowsPromotionCodes' | 'automaticTax' | 'taxBehavior'
    >,
  ): Promise<void> {
    await tx.manager.update(Workspace, { id: tx.workspaceId }, settings);
  },

  /** @returns false when another workspace has the slug; nothing was written then, and the transaction goes on. */
  async insertUnlessSlugTaken(
    tx: AnyTransaction,
    workspace: Pick<Workspace, 'id' | 'slug' | 'name' | 'createdAt'>,
  ): Promise<boolean> {
    const result = await tx.manager
      .createQueryBuilder()
      .insert()
      .into(Workspace)
      .values(workspace)
      .orIgnore()
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length === 1;
  },
};
