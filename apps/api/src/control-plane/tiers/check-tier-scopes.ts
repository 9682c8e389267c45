import { AppError } from '@gatehouse/core';
import { scopeRepository, type WorkspaceTransaction } from '@gatehouse/platform';

/**
 * A tier may only include scopes that the GPT declares: a misspelt one would silently include nothing.
 * @throws AppError `validation_failed`
 */
export async function checkTierScopes(
  tx: WorkspaceTransaction,
  gptId: string,
  scopes: readonly string[] | null | undefined,
  field = 'scopes',
): Promise<void> {
  if (scopes === null || scopes === undefined) return;
  const declared = new Set((await scopeRepository.listFor(tx, gptId)).map((scope) => scope.name));
  const fields = scopes.flatMap((name, index) =>
    declared.has(name) ? [] : [{ field: `${field}.${index}`, message: 'is not a scope of this GPT' }],
  );
  if (fields.length > 0) throw new AppError('validation_failed', { fields });
}
