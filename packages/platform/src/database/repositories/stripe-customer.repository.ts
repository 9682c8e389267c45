import { StripeCustomer } from '../entities/stripe-customer.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Who subscribers are at the Stripe accounts through which their creator is paid: one customer for each person and account. */
export const stripeCustomerRepository = {
  async find(tx: WorkspaceTransaction, stripeAccountId: string, subscriberId: string): Promise<string | null> {
    const found = await tx.manager.findOneBy(StripeCustomer, { workspaceId: tx.workspaceId, stripeAccountId, subscriberId });
    return found?.stripeCustomerId ?? null;
  },

  /** Who they are at each account through which the creator was ever paid. */
  async listOf(tx: WorkspaceTransaction, subscriberId: string): Promise<{ id: string; accountId: string }[]> {
    const rows = await tx.manager.findBy(StripeCustomer, { workspaceId: tx.workspaceId, subscriberId });
    return rows.map(({ stripeCustomerId: id, stripeAccountId: accountId }) => ({ id, accountId }));
  },

  /** @returns the customer that counts: whoever came first stays. */
  async keepFirst(tx: WorkspaceTransaction, customer: Omit<StripeCustomer, 'workspaceId'>): Promise<string> {
    const values = { ...customer, workspaceId: tx.workspaceId };
    await tx.manager.createQueryBuilder().insert().into(StripeCustomer).values(values).orIgnore().execute();
    const kept = await this.find(tx, customer.stripeAccountId, customer.subscriberId);
    if (kept === null) throw new Error('a customer of this id belongs to somebody else');
    return kept;
  },

  /** For one that was deleted at Stripe. */
  async forget(tx: WorkspaceTransaction, stripeAccountId: string, stripeCustomerId: string): Promise<void> {
    await tx.manager.delete(StripeCustomer, { workspaceId: tx.workspaceId, stripeAccountId, stripeCustomerId });
  },
};
