import { StripeAccountDirectoryEntry } from '../entities/stripe-account-directory-entry.entity';
import type { AnyTransaction, WorkspaceTransaction } from '../transaction';

/** Which workspaces are paid through a Stripe account. Reading needs no tenant; writing is done for one, and touches that one's entries only. */
export const stripeAccountDirectoryRepository = {
  async listHolders(tx: AnyTransaction, stripeAccountId: string): Promise<string[]> {
    const entries = await tx.manager.find(StripeAccountDirectoryEntry, {
      where: { stripeAccountId },
      order: { holderId: 'ASC' },
    });
    return entries.map(({ holderId }) => holderId);
  },

  /** Workspaces that are paid through any account, in the order of their ids: for work that visits each, a page at a time. */
  async listAllHolders(tx: AnyTransaction, page: { after: string; limit: number }): Promise<string[]> {
    const rows = await tx.manager.query<{ holder_id: string }[]>(
      'SELECT DISTINCT holder_id FROM stripe_account_directory WHERE holder_id > $1 ORDER BY holder_id LIMIT $2',
      [page.after, page.limit],
    );
    return rows.map((row) => row.holder_id);
  },

  async add(tx: WorkspaceTransaction, stripeAccountId: string): Promise<void> {
    const values = { stripeAccountId, holderId: tx.workspaceId };
    await tx.manager.createQueryBuilder().insert().into(StripeAccountDirectoryEntry).values(values).orIgnore().execute();
  },

  async remove(tx: WorkspaceTransaction, stripeAccountId: string): Promise<void> {
    await tx.manager.delete(StripeAccountDirectoryEntry, { stripeAccountId, holderId: tx.workspaceId });
  },
};
