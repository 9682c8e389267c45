import { accountKey } from '../database/account-key';
import type { StripeConnection } from '../database/entities/stripe-connection.entity';
import { stripeAccountDirectoryRepository } from '../database/repositories/stripe-account-directory.repository';
import { stripeConnectionRepository } from '../database/repositories/stripe-connection.repository';
import { subscriptionRepository } from '../database/repositories/subscription.repository';
import { workspaceRepository } from '../database/repositories/workspace.repository';
import type { WorkspaceTransaction } from '../database/transaction';

/**
 * Ends a workspace's connection. Nothing is heard of the account from here on, so nobody is served for ever: what was paid for is given, and the grace.
 * @returns the connection that was; null when there was none
 */
export async function endConnection(tx: WorkspaceTransaction, now: Date): Promise<StripeConnection | null> {
  const connection = await stripeConnectionRepository.findForUpdate(tx);
  if (connection === null) return null;
  await stripeConnectionRepository.end(tx, connection.id, now);
  await stripeAccountDirectoryRepository.remove(tx, connection.stripeAccountId);
  const workspace = await workspaceRepository.find(tx, tx.workspaceId);
  await subscriptionRepository.servePaidPeriodsOnly(tx, accountKey(connection), workspace?.pastDueGraceDays ?? 0);
  return connection;
}
