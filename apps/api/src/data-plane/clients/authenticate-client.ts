import {
  type AuthenticatedClient,
  checkClientSecret,
  type ClientCredentials,
  isClientId,
  type TokenRefusal,
} from '@gatehouse/core';
import { type GptRow, gptRepository, gptSecretRepository, type WorkspaceTransaction } from '@gatehouse/platform';

/** How exactly "last used" of a secret is kept. */
const TOUCH_EVERY_MS = 3_600_000;

/** A GPT whose credentials were presented, and right. */
export interface Authenticated {
  readonly kind: 'authenticated';
  readonly client: AuthenticatedClient;
  readonly gpt: GptRow;
}

/**
 * Finds the client with the presented id in this workspace and checks its secret (RFC 6749 2.3.1). Unknown client, another workspace's client and
 * wrong secret are one refusal.
 */
export async function authenticateClient(
  tx: WorkspaceTransaction,
  credentials: ClientCredentials,
  now: Date,
): Promise<Authenticated | TokenRefusal> {
  const gpt = isClientId(credentials.clientId) ? await gptRepository.findByClientId(tx, credentials.clientId) : null;
  const secrets = gpt === null ? [] : await gptSecretRepository.listLive(tx, gpt.id, now);
  const stored = gpt === null ? null : { gptId: gpt.id, clientId: gpt.clientId, type: 'confidential' as const, secrets };
  const decision = checkClientSecret(credentials, stored, now);
  if (decision.kind === 'refused') return decision;
  if (gpt === null) throw new Error('a client without a GPT was authenticated');
  const used = secrets.find(({ id }) => id === decision.secretId);
  if (used !== undefined && (used.lastUsedAt?.getTime() ?? 0) + TOUCH_EVERY_MS <= now.getTime())
    await gptSecretRepository.touch(tx, used.id, now);
  return { kind: 'authenticated', client: decision.client, gpt };
}
