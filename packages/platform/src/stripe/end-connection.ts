import { accountKey } from '../database/account-key';
import type { StripeConnection } from '../database/entities/stripe-connection.entity';
import { stripeAccountDirectoryRepository } from '../database/repositories/stripe-account-directory.repository';
import { stripeConnectionRepository } from '../database/repositories/stripe-connection.repository';
import { subscriptionRepository } from '../database/repositories/subscription.repository';
import { workspaceRepository } from '../database/repositories/workspace.repository';
import { tierPriceRepository } from '../database/repositories/tier-price.repository';
import type { WorkspaceTransaction } from '../database/transaction';
import type { FenceMarker } from '../redis/meter-fence';

/**
 * Ends a workspace's connection. It holds on the very next call: nothing is for sale any more. Nothing is heard of the account from here on, so nobody is served for ever: what was paid for is given, and the grace.
 * @returns the connection that was; null when there was none
 */
export async function endConnection(tx: WorkspaceTransaction, mark: FenceMarker, now: Date): Promise<StripeConnection | null> {
  const connection = await stripeConnectionRepository.findForUpdate(tx);
  if (connection === null) return null;
  await stripeConnectionRepository.end(tx, connection.id, now);
  await stripeAccountDirectoryRepository.remove(tx, connection.stripeAccountId);
  const workspace = await workspaceRepository.find(tx, tx.workspaceId);
  const key = accountKey(connection);
  const bounded = await subscriptionRepository.servePaidPeriodsOnly(tx, key, workspace?.pastDueGraceDays ?? 0);
  await markSold(tx, mark, key, bounded);
  return connection;
}

/** Whatever is for sale through an account is so, or no longer, from the very next call on. @param more GPTs beside those */
export async function markSold(
  tx: WorkspaceTransaction,
  mark: FenceMarker,
  accountId: string,
  more: ReadonlySet<string> = new Set(),
): Promise<void> {
  for (const gpt of new Set([...more, ...(await tierPriceRepository.listGptsSoldBy(tx, accountId))])) await mark.gpt(gpt);
}
