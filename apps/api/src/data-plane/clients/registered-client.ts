import type { ClientSnapshot } from '@gatehouse/core';
import {
  callbackUrlRepository,
  type GptRow,
  gptRepository,
  type ScopeRow,
  scopeRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';

/** A GPT as the authorization endpoint and the hosted pages see it. */
export interface RegisteredClient {
  readonly gpt: GptRow;
  /** With the sentences that the consent page shows. */
  readonly scopes: readonly ScopeRow[];
  readonly snapshot: ClientSnapshot;
}

/** @returns null when the workspace has no GPT with this client id, or deleted it. */
export async function findClient(tx: WorkspaceTransaction, clientId: string): Promise<RegisteredClient | null> {
  return describe(tx, await gptRepository.findByClientId(tx, clientId));
}

/** The same by the GPT's own id. */
export async function findClientOfGpt(tx: WorkspaceTransaction, gptId: string): Promise<RegisteredClient | null> {
  return describe(tx, await gptRepository.find(tx, gptId));
}

async function describe(tx: WorkspaceTransaction, gpt: GptRow | null): Promise<RegisteredClient | null> {
  if (gpt === null) return null;
  const scopes = await scopeRepository.listFor(tx, gpt.id);
  const callbackUrls = await callbackUrlRepository.listFor(tx, gpt.id);
  return {
    gpt,
    scopes,
    snapshot: {
      clientId: gpt.clientId,
      // ChatGPT keeps a secret for every GPT; public clients come with discovery for others.
      type: 'confidential',
      redirectUris: callbackUrls.map(({ url }) => url),
      scopes: scopes.map(({ name, isDefault }) => ({ name, isDefault })),
    },
  };
}
