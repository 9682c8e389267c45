import {
  type AuthenticatedClient,
  checkClientSecret,
  type ClientCredentials,
  isClientId,
  type TokenRefusal,
} from '@gatehouse/core';
import { clientRepository, type ClientRow, type WorkspaceTransaction } from '@gatehouse/platform';

/** How exactly "last used" of a secret is kept. */
const TOUCH_EVERY_MS = 3_600_000;

/** A GPT whose credentials were presented, and right. */
export interface Authenticated {
  readonly kind: 'authenticated';
  readonly client: AuthenticatedClient;
  readonly gpt: ClientRow;
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
  const [answer] = await authenticateClients(tx, [credentials], now);
  if (answer === undefined) throw new Error('one presented, none judged');
  return answer;
}

/** The same for several that came together, in their order. */
export async function authenticateClients(
  tx: WorkspaceTransaction,
  presented: readonly ClientCredentials[],
  now: Date,
): Promise<(Authenticated | TokenRefusal)[]> {
  const asked = new Set(presented.map(({ clientId }) => clientId).filter(isClientId));
  const known = await clientRepository.findByClientIds(tx, [...asked], now);
  const stale = new Set<string>();
  const answers = presented.map((credentials) => {
    const gpt = known.get(credentials.clientId) ?? null;
    const decision = checkClientSecret(credentials, gpt === null ? null : { ...gpt, type: 'confidential' }, now);
    if (decision.kind === 'refused') return decision;
    if (gpt === null) throw new Error('a client without a GPT was authenticated');
    const used = gpt.secrets.find(({ id }) => id === decision.secretId);
    if (used !== undefined && (used.lastUsedAt?.getTime() ?? 0) + TOUCH_EVERY_MS <= now.getTime()) stale.add(used.id);
    return { kind: 'authenticated' as const, client: decision.client, gpt };
  });
  await clientRepository.touchSecrets(tx, [...stale], now);
  return answers;
}
