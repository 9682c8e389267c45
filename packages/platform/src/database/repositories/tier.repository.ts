import { Tier } from '../entities/tier.entity';
import type { WorkspaceTransaction } from '../transaction';

export type TierChange = Partial<
  Pick<
    Tier,
    | 'name'
    | 'position'
    | 'archivedAt'
    | 'quotaPerMonth'
    | 'quotaMonths'
    | 'ratePerMinute'
    | 'burst'
    | 'scopes'
    | 'actionCosts'
    | 'priceAmount'
    | 'priceCurrency'
    | 'priceInterval'
    | 'trialDays'
    | 'overageUnitAmount'
    | 'overageSince'
    | 'formerTerms'
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

  /** Makes this the tier that new subscribers get. The one before it makes room first: there is never more than one. */
  async makeDefault(tx: WorkspaceTransaction, gptId: string, id: string): Promise<void> {
    const of = { workspaceId: tx.workspaceId, gptId };
    await tx.manager.update(Tier, { ...of, isDefault: true }, { isDefault: false });
    await tx.manager.update(Tier, { ...of, id }, { isDefault: true });
  },

  /** Tiers with the places that their order gives them; those that are not named keep theirs. */
  async putInOrder(tx: WorkspaceTransaction, gptId: string, ids: readonly string[]): Promise<void> {
    await tx.manager.query(
      `UPDATE tiers t SET position = v.at - 1 FROM unnest($3::text[]) WITH ORDINALITY AS v(id, at)
        WHERE t.workspace_id = $1 AND t.gpt_id = $2 AND t.id = v.id`,
      [tx.workspaceId, gptId, ids],
    );
  },

  async update(tx: WorkspaceTransaction, gptId: string, id: string, change: TierChange): Promise<void> {
    await tx.manager.update(Tier, { workspaceId: tx.workspaceId, gptId, id }, change);
  },
};
