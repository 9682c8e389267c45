import { AppError } from '@gatehouse/core';
import {
  expireCheckouts,
  isAccountRefusal,
  isStripeAway,
  type PlaceSync,
  type StripeAccess,
  type StripeAccounts,
  type StripeConnectionRow,
  STRIPE_METADATA,
} from '@gatehouse/platform';

/** What became of a purchase of the last hour may not have been heard of. */
const RECENT_SECONDS = 3_600;

/**
 * Before an account is let go: nobody can begin to pay any more, and what was paid a moment ago stands in our books.
 * @returns whether the account lets us in; where it does not there is nothing that could be waited for
 * @throws AppError `temporarily_unavailable` when Stripe does not answer
 */
export async function prepareLeaving(
  places: PlaceSync,
  accounts: StripeAccounts,
  { connection, renewing }: { readonly connection: StripeConnectionRow; readonly renewing: number },
): Promise<'reachable' | 'closed'> {
  const { workspaceId } = connection;
  const access = accounts.of(connection);
  try {
    // Who cannot leave anyway goes on selling.
    if (renewing === 0) await expireCheckouts(access, { isOurs: (notes) => notes[STRIPE_METADATA.workspace] === workspaceId });
    for (const id of await listRecent(access, workspaceId, places.clock.now())) await places.syncSubscription(workspaceId, id);
    return 'reachable';
  } catch (error) {
    if (isAccountRefusal(error)) return 'closed';
    if (!isStripeAway(error)) throw error;
    throw new AppError('temporarily_unavailable', { detail: 'Stripe does not answer.', retryAfterSeconds: 10, cause: error });
  }
}

async function listRecent({ client, options }: StripeAccess, workspaceId: string, now: Date): Promise<string[]> {
  const created = { gte: Math.floor(now.getTime() / 1_000) - RECENT_SECONDS };
  const ids: string[] = [];
  for await (const { id, metadata } of client.subscriptions.list({ status: 'all', created, limit: 100 }, options))
    if (metadata[STRIPE_METADATA.workspace] === workspaceId) ids.push(id);
  return ids;
}

/** People are not left paying for what nobody can end for them any more. @throws AppError `conflict` */
export function refuseWhileRenewing(renewing: number): void {
  if (renewing === 0) return;
  const who = renewing === 1 ? '1 subscriber pays' : `${renewing} subscribers pay`;
  const detail = `${who} through this account, and would be charged on. Cancel the subscriptions in Stripe, at once or at the end of their period; then it can be disconnected.`;
  throw new AppError('conflict', { detail });
}
