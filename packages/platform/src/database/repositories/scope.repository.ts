import { In } from 'typeorm';
import { Scope } from '../entities/scope.entity';
import type { WorkspaceTransaction } from '../transaction';

/** Scopes of GPTs, in the order in which the creator put them. */
export const scopeRepository = {
  listFor(tx: WorkspaceTransaction, gptId: string): Promise<Scope[]> {
    return scopeRepository.listForAll(tx, [gptId]);
  },

  async listForAll(tx: WorkspaceTransaction, gptIds: readonly string[]): Promise<Scope[]> {
    if (gptIds.length === 0) return [];
    return tx.manager.find(Scope, {
      where: { workspaceId: tx.workspaceId, gptId: In([...gptIds]) },
      order: { position: 'ASC', name: 'ASC' },
    });
  },

  /** Makes the GPT's scopes exactly these. A scope whose name stays keeps its id. */
  async replaceAll(
    tx: WorkspaceTransaction,
    gptId: string,
    scopes: readonly Pick<Scope, 'id' | 'name' | 'description' | 'isDefault'>[],
  ): Promise<void> {
    const present = await scopeRepository.listFor(tx, gptId);
    const gone = present.filter((scope) => !scopes.some((wanted) => wanted.name === scope.name));
    if (gone.length > 0)
      await tx.manager.delete(Scope, { workspaceId: tx.workspaceId, gptId, id: In(gone.map((scope) => scope.id)) });
    if (scopes.length === 0) return;
    const rows = scopes.map((scope, position) => ({ ...scope, position, gptId, workspaceId: tx.workspaceId }));
    await tx.manager
      .createQueryBuilder()
      .insert()
      .into(Scope)
      .values(rows)
      .orUpdate(['description', 'is_default', 'position'], ['workspace_id', 'gpt_id', 'name'])
      .execute();
  },
};
