import { hintFrom, type IdTokenHint } from '@gatehouse/core';
import { recogniseJwt, type WorkspaceTransaction } from '@gatehouse/platform';

/** Whom `id_token_hint` names: read from a token that this workspace signed for this client, and from nothing else (OpenID Connect Core 3.1.2.1). */
export async function resolveHint(
  tx: WorkspaceTransaction,
  text: string | null,
  expected: { readonly issuer: string; readonly clientId: string },
): Promise<IdTokenHint> {
  return text === null ? { kind: 'absent' } : hintFrom(await recogniseJwt(tx, text), expected);
}
