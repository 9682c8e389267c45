import { Tier } from '../entities/tier.entity';
import type { WorkspaceTransaction } from '../transaction';

export type TierChange = Partial<
  Pick<
    Tier,
    | 'name'
    | 'quotaPerMonth'
    | 'ratePerMinute'
    | 'burst'
    | 'scopes'
    | 'actionCosts'
    | 'priceAmount'
    | 'priceCurrency'
    | 'priceInterval'
    | 'trialDays'
  >
>;

/** Tiers of a GPT. */
export const tierRepository = {
  find(tx: WorkspaceTransaction, gptId: string, id: string): Promise<Tier | null> {
    return tx.manager.findOneBy(Tier, { workspaceId: tx.workspaceId, gptId, id });
  },

  /** The tier that a subscriber gets at their first sign-in. @throws when the GPT has none, which its creation makes impossible. */
  findDefault(tx: WorkspaceTransaction, gptId: string): Promise<Tier> {
    return tx.manager.findOneByOrFail(Tier, { workspaceId: tx.workspaceId, gptId, isDefault: true });
  },

  listFor(tx: WorkspaceTransaction, gptId: string): Promise<Tier[]> {
    return tx.manager.find(Tier, { where: { workspaceId: tx.workspaceId, gptId }, order: { position: 'ASC', id: 'ASC' } });
  },

  /** @returns false when the GPT has a tier of that key; nothing was written then. */
  async insertUnlessKeyTaken(tx: WorkspaceTransaction, tier: Omit<Tier, 'workspaceId'>): Promise<boolean> {
    const values = { ...tier, workspaceId: tx.workspaceId };
    const result = await tx.manager.createQueryBuilder().insert().into(Tier).values(values).orIgnore().returning('id').execute();
    return (result.raw as unknown[]).length === 1;
  },

  /** Takes scopes that the GPT has no longer out of its tiers. */
  async keepScopes(tx: WorkspaceTransaction, gptId: string, declared: readonly string[]): Promise<void> {
    await tx.manager.query(
      `UPDATE tiers SET scopes = ARRAY(SELECT name FROM unnest(scopes) WITH ORDINALITY AS s(name, at) WHERE name = ANY ($3) ORDER BY at)
        WHERE workspace_id = $1 AND gpt_id = $2 AND NOT scopes <@ $3`,
      [tx.workspaceId, gptId, declared],
    );
  },

  async update(tx: WorkspaceTransaction, gptId: string, id: string, change: TierChange): Promise<void> {
    await tx.manager.update(Tier, { workspaceId: tx.workspaceId, gptId, id }, change);
  },
};
