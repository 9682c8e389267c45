import { parseId } from '@gatehouse/core';
import { signingKeyRepository } from '../database/repositories/signing-key.repository';
import type { WorkspaceTransaction } from '../database/transaction';
import { keyIdOf, signedClaims } from './signing';

/** The claims of a JWT that this workspace signed at any time, expired or not, also by a key that has retired since; null for anything else. */
export async function recogniseJwt(tx: WorkspaceTransaction, jwt: string): Promise<Readonly<Record<string, unknown>> | null> {
  const keyId = parseId('key', keyIdOf(jwt));
  const key = keyId === null ? null : await signingKeyRepository.find(tx, keyId);
  return key === null ? null : signedClaims(jwt, key.publicJwk);
}
