import { IDENTITY_PROVIDERS, type IdentityProvider, type LoginMethod } from '@gatehouse/core';
import {
  passkeyRepository,
  type PasskeyRow,
  subscriberIdentityRepository,
  subscriberPasswordRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { offeredWays } from './account-client';

/** By what a person can prove to be themself, and what else the workspace's GPTs take. */
export interface WaysToSignIn {
  readonly offered: readonly LoginMethod[];
  /** Accounts elsewhere; null: offered, and not linked. */
  readonly providers: readonly { readonly provider: IdentityProvider; readonly linkedAt: Date | null }[];
  readonly passwordSetAt: Date | null;
  readonly passkeys: readonly PasskeyRow[];
}

export async function waysToSignIn(tx: WorkspaceTransaction, subscriberId: string): Promise<WaysToSignIn> {
  const offered = await offeredWays(tx);
  const identities = await subscriberIdentityRepository.listOf(tx, subscriberId);
  const linked = new Map(identities.map(({ provider, linkedAt }) => [provider, linkedAt]));
  const password = await subscriberPasswordRepository.find(tx, subscriberId);
  return {
    offered,
    providers: IDENTITY_PROVIDERS.filter((provider) => linked.has(provider) || offered.includes(provider)).map((provider) => ({
      provider,
      linkedAt: linked.get(provider) ?? null,
    })),
    passwordSetAt: password?.changedAt ?? null,
    passkeys: await passkeyRepository.listOf(tx, subscriberId),
  };
}
