import {
  authorizationCodeRepository,
  type ClientRow,
  type HotTransaction,
  type PresentedCode,
  type PresentedRefreshToken,
  refreshTokenRepository,
} from '@gatehouse/platform';
import { findClients } from '../clients/authenticate-client';
import type { Asked } from './exchange';

/** What is stored of everything that a round of requests presented. What nobody knows is absent. */
export interface Facts {
  readonly clients: ReadonlyMap<string, ClientRow>;
  /** By {@link factKey}. */
  readonly codes: ReadonlyMap<string, PresentedCode>;
  readonly refreshTokens: ReadonlyMap<string, PresentedRefreshToken>;
}

/** A hash as a key. */
export const factKey = (hash: Buffer): string => hash.toString('latin1');

/** Reads it in one round trip. */
export async function findFacts(tx: HotTransaction, asked: readonly Asked[], now: Date): Promise<Facts> {
  const hashesOf = (grantType: string): Buffer[] =>
    asked.flatMap(({ request, presentedHash }) => (request.grantType === grantType ? [presentedHash] : []));
  const [clients, codes, refreshTokens] = await Promise.all([
    findClients(
      tx,
      asked.map(({ credentials }) => credentials),
      now,
    ),
    authorizationCodeRepository.findByHashes(tx, hashesOf('authorization_code')),
    refreshTokenRepository.findByHashes(tx, hashesOf('refresh_token')),
  ]);
  return {
    clients,
    codes: new Map(codes.map((code) => [factKey(code.codeHash), code])),
    refreshTokens: new Map(refreshTokens.map((token) => [factKey(token.tokenHash), token])),
  };
}
