import { Workspace } from '../entities/workspace.entity';
import type { AnyTransaction } from '../transaction';

/** The directory of workspaces. It holds no tenant's data beyond the name and the slug that stands in the issuer's URL. */
export const workspaceRepository = {
  find(tx: AnyTransaction, id: string): Promise<Workspace | null> {
    return tx.manager.findOneBy(Workspace, { id });
  },

  findBySlug(tx: AnyTransaction, slug: string): Promise<Workspace | null> {
    return tx.manager.findOneBy(Workspace, { slug });
  },

  /** @returns false when another workspace has the slug; nothing was written then, and the transaction goes on. */
  async insertUnlessSlugTaken(tx: AnyTransaction, workspace: Workspace): Promise<boolean> {
    const result = await tx.manager.createQueryBuilder().insert().into(Workspace).values(workspace).orIgnore().returning('id').execute();
    return (result.raw as unknown[]).length === 1;
  },
};
