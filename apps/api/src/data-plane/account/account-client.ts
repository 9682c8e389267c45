import type { AuthorizeRequest, LoginMethod } from '@gatehouse/core';
import { type GptRow, gptRepository, type WorkspaceTransaction } from '@gatehouse/platform';
import type { Language } from '../../edge/hosted-pages/language';
import type { RegisteredClient } from '../clients/registered-client';
import type { Tenant } from '../tenants/tenants.service';
import { inLanguage } from './account-paths';

/** More GPTs than any workspace has. */
const GPTS_AT_MOST = 1_000;

/**
 * What the sign-in pages take for the client on the way to the account: a GPT of the workspace under the workspace's name, with every way of
 * signing in that any of its GPTs offers, because the account is that of them all (ADR 0019).
 */
export async function accountClient(
  tx: WorkspaceTransaction,
  tenant: Pick<Tenant, 'name'>,
  ofGpt: RegisteredClient,
): Promise<RegisteredClient> {
  const loginMethods = await offeredWays(tx);
  return { ...ofGpt, gpt: { ...ofGpt.gpt, name: tenant.name, loginMethods } };
}

/** The GPT from which a sign-in to the account hangs: the workspace's oldest, so that it is the same each time. Null when nobody could sign in. */
export async function gptForAccount(tx: WorkspaceTransaction): Promise<GptRow | null> {
  const gpts = await gptRepository.list(tx, { limit: GPTS_AT_MOST, after: null });
  return waysOf(gpts).length === 0 ? null : (gpts.at(-1) ?? null);
}

/** Every way of signing in that any GPT of the workspace offers. */
export async function offeredWays(tx: WorkspaceTransaction): Promise<LoginMethod[]> {
  return waysOf(await gptRepository.list(tx, { limit: GPTS_AT_MOST, after: null }));
}

/** The request that we put to ourselves: no scope, no client that waits, back to the account page from which the person set out. */
export function accountRequest(
  tenant: Pick<Tenant, 'issuer'>,
  gpt: GptRow,
  page: string,
  uiLocales: Language | null,
): AuthorizeRequest {
  return {
    clientId: gpt.clientId,
    redirectUri: `${tenant.issuer}${inLanguage(page, uiLocales)}`,
    state: null,
    scopes: [],
    codeChallenge: null,
    nonce: null,
    prompts: [],
    maxAgeSeconds: null,
    expectedSubscriberId: null,
    loginHint: null,
    uiLocales,
  };
}

function waysOf(gpts: readonly GptRow[]): LoginMethod[] {
  return [...new Set(gpts.flatMap(({ loginMethods }) => loginMethods))];
}
