import {
  type AuthenticatedClient,
  checkClientSecret,
  type ClientCredentials,
  isClientId,
  type TokenRefusal,
} from '@gatehouse/core';
import { clientRepository, type ClientRow, type HotTransaction } from '@gatehouse/platform';

/** How exactly "last used" of a secret is kept. */
const TOUCH_EVERY_MS = 3_600_000;

/** A GPT whose credentials were presented, and right. */
export interface Authenticated {
  readonly kind: 'authenticated';
  readonly client: AuthenticatedClient;
  readonly gpt: ClientRow;
  /** The secret that was presented, when it is time to note that it is in use; else null. */
  readonly touch: string | null;
}

/** The clients that were presented, by client id: those that this workspace has. */
export function findClients(
  tx: HotTransaction,
  presented: readonly ClientCredentials[],
  now: Date,
): Promise<Map<string, ClientRow>> {
  const clientIds = new Set(presented.map(({ clientId }) => clientId).filter(isClientId));
  return clientRepository.findByClientIds(tx, [...clientIds], now);
}

/** Checks the secret (RFC 6749 2.3.1). Unknown client, another workspace's client and wrong secret are one refusal. */
export function proveClient(credentials: ClientCredentials, gpt: ClientRow | null, now: Date): Authenticated | TokenRefusal {
  const decision = checkClientSecret(credentials, gpt === null ? null : { ...gpt, type: 'confidential' }, now);
  if (decision.kind === 'refused') return decision;
  if (gpt === null) throw new Error('a client without a GPT was authenticated');
  const used = gpt.secrets.find(({ id }) => id === decision.secretId);
  const stale = used !== undefined && (used.lastUsedAt?.getTime() ?? 0) + TOUCH_EVERY_MS <= now.getTime();
  return { kind: 'authenticated', client: decision.client, gpt, touch: stale ? used.id : null };
}

/** Both for one client that comes alone. */
export async function authenticateClient(
  tx: HotTransaction,
  credentials: ClientCredentials,
  now: Date,
): Promise<Authenticated | TokenRefusal> {
  const known = await findClients(tx, [credentials], now);
  const proven = proveClient(credentials, known.get(credentials.clientId) ?? null, now);
  if (proven.kind === 'authenticated' && proven.touch !== null) await clientRepository.touchSecrets(tx, [proven.touch], now);
  return proven;
}
