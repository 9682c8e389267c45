import { In, IsNull } from 'typeorm';
import { TierPrice } from '../entities/tier-price.entity';
import type { WorkspaceTransaction } from '../transaction';

/** What tiers cost, by version. A version is retired and never altered: whoever bought at it keeps it. */
export const tierPriceRepository = {
  /** What a tier costs now, by the month before by the year. */
  listLive(tx: WorkspaceTransaction, tierId: string): Promise<TierPrice[]> {
    const where = { workspaceId: tx.workspaceId, tierId, retiredAt: IsNull() };
    return tx.manager.find(TierPrice, { where, order: { interval: 'ASC' } });
  },

  /** What all tiers of a GPT cost now. */
  listLiveOfGpt(tx: WorkspaceTransaction, gptId: string): Promise<TierPrice[]> {
    const where = { workspaceId: tx.workspaceId, gptId, retiredAt: IsNull() };
    return tx.manager.find(TierPrice, { where, order: { tierId: 'ASC', interval: 'ASC' } });
  },

  /** Every version that a tier ever had, the newest first. */
  listAll(tx: WorkspaceTransaction, tierId: string): Promise<TierPrice[]> {
    return tx.manager.find(TierPrice, {
      where: { workspaceId: tx.workspaceId, tierId },
      order: { createdAt: 'DESC', id: 'DESC' },
    });
  },

  find(tx: WorkspaceTransaction, id: string): Promise<TierPrice | null> {
    return tx.manager.findOneBy(TierPrice, { workspaceId: tx.workspaceId, id });
  },

  /** Versions that stand at Stripe under these ids. */
  listByStripeIds(tx: WorkspaceTransaction, stripePriceIds: readonly string[]): Promise<TierPrice[]> {
    if (stripePriceIds.length === 0) return Promise.resolve([]);
    return tx.manager.findBy(TierPrice, { workspaceId: tx.workspaceId, stripePriceId: In([...stripePriceIds]) });
  },

  /** Tiers with a price that does not stand in this account. */
  listWaiting(tx: WorkspaceTransaction, stripeAccountId: string): Promise<{ gptId: string; tierId: string }[]> {
    return tx.manager.query(
      `SELECT DISTINCT gpt_id AS "gptId", tier_id AS "tierId" FROM tier_prices
        WHERE workspace_id = $1 AND retired_at IS NULL AND stripe_account_id IS DISTINCT FROM $2`,
      [tx.workspaceId, stripeAccountId],
    );
  },

  /** GPTs of which something is sold through an account. */
  async listGptsSoldBy(tx: WorkspaceTransaction, stripeAccountId: string): Promise<string[]> {
    const rows = await tx.manager.query<{ id: string }[]>(
      'SELECT DISTINCT gpt_id AS id FROM tier_prices WHERE workspace_id = $1 AND stripe_account_id = $2 AND retired_at IS NULL',
      [tx.workspaceId, stripeAccountId],
    );
    return rows.map(({ id }) => id);
  },

  async insert(tx: WorkspaceTransaction, price: Omit<TierPrice, 'workspaceId'>): Promise<void> {
    await tx.manager.insert(TierPrice, { ...price, workspaceId: tx.workspaceId });
  },

  async retire(tx: WorkspaceTransaction, ids: readonly string[], now: Date): Promise<void> {
    if (ids.length > 0) await tx.manager.update(TierPrice, { workspaceId: tx.workspaceId, id: In([...ids]) }, { retiredAt: now });
  },

  /** Sells at a version that was retired again. */
  async reinstate(tx: WorkspaceTransaction, id: string): Promise<void> {
    await tx.manager.update(TierPrice, { workspaceId: tx.workspaceId, id }, { retiredAt: null });
  },

  /** Where a version stands at Stripe. */
  async setAtStripe(
    tx: WorkspaceTransaction,
    id: string,
    at: { stripeAccountId: string; stripeProductId: string; stripePriceId: string },
  ): Promise<void> {
    await tx.manager.update(TierPrice, { workspaceId: tx.workspaceId, id }, at);
  },
};
