import { AppError } from '@gatehouse/core';
import {
  type Database,
  expireCheckouts,
  isAccountRefusal,
  isEndingGivenUp,
  isGivenUp,
  isStripeAway,
  type PlaceSync,
  type StripeAccess,
  type StripeConnectionRow,
  STRIPE_METADATA,
  subscriptionRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';

/** What became of a purchase of the last hour may not have been heard of. */
const RECENT_SECONDS = 3_600;

/** A person waits for it. What is left over the rounds of the worker find. */
const READ_AT_MOST = 500;
/** So many that Stripe says renew are answer enough. */
const ENOUGH = 20;

/**
 * Before an account is let go: nobody can begin to pay any more, and what was paid a moment ago, or is gone at Stripe, stands in our books.
 * @returns whether the account lets us in; where it does not there is nothing that could be waited for
 * @throws AppError `temporarily_unavailable` when Stripe does not answer; `conflict` where it lets us in, but not end what people pay
 */
export async function prepareLeaving(
  database: Database,
  places: PlaceSync,
  access: StripeAccess,
  connection: StripeConnectionRow,
): Promise<'reachable' | 'closed'> {
  const { workspaceId } = connection;
  const inBooks = <T>(read: (tx: WorkspaceTransaction, now: Date) => Promise<T>): Promise<T> =>
    database.inWorkspace(workspaceId, (tx) => read(tx, places.clock.now()));
  try {
    await readStanding(
      places,
      workspaceId,
      await inBooks((tx, now) => subscriptionRepository.listStanding(tx, now, READ_AT_MOST)),
    );
    await readRecent(places, access, workspaceId);
    // Who cannot leave anyway goes on selling.
    if ((await inBooks((tx, now) => subscriptionRepository.countRenewing(tx, now))) > 0) return 'reachable';
    await expireCheckouts(access, { isOurs: (notes) => notes[STRIPE_METADATA.workspace] === workspaceId });
    // Paid just before they ended.
    await readRecent(places, access, workspaceId);
    return 'reachable';
  } catch (error) {
    if (isAccountRefusal(error)) return leaveRefused(places, access, connection);
    throw isStripeAway(error) ? notAnswering(error) : error;
  }
}

const notAnswering = (cause: unknown): AppError =>
  new AppError('temporarily_unavailable', { detail: 'Stripe does not answer.', retryAfterSeconds: 10, cause });

/**
 * One that does not let us in at all is closed. Where it only does not let us end what people pay, the creator can still see who is charged on, and end it: that may be what
 * was bought of a GPT that is deleted, of which our books say nothing. Checkouts that cannot be ended end by themselves within a day.
 */
async function leaveRefused(places: PlaceSync, access: StripeAccess, connection: StripeConnectionRow): Promise<'closed'> {
  const charged = await countCharged(access, connection.workspaceId);
  if (charged === null) return 'closed';
  await places.refusals.endingRefused(connection.workspaceId);
  refuseWhileRenewing(charged);
  if (isEndingGivenUp(connection, places.clock.now())) return 'closed';
  const detail =
    'The account does not let this service end Checkouts that are still open, in which people could pay. Mend what it may do in Stripe; or disconnect in a day, when they are over.';
  throw new AppError('conflict', { detail });
}

/** How many subscriptions of the workspace's are charged again, as Stripe has it; null where it does not let us in. */
async function countCharged({ client, options }: StripeAccess, workspaceId: string): Promise<number | null> {
  let charged = 0;
  try {
    for await (const { metadata, status, cancel_at: end } of client.subscriptions.list({ limit: 100 }, options))
      if (metadata[STRIPE_METADATA.workspace] === workspaceId && status !== 'incomplete_expired' && end === null) charged += 1;
    return charged;
  } catch (error) {
    if (isAccountRefusal(error)) return null;
    throw isStripeAway(error) ? notAnswering(error) : error;
  }
}

/** Stripe tells nobody of test data that was deleted: what is not there any more holds nobody here. */
async function readStanding(places: PlaceSync, workspaceId: string, ids: readonly string[]): Promise<void> {
  let asBefore = 0;
  for (const id of ids) {
    if ((await places.syncSubscription(workspaceId, id)) === 'unchanged') asBefore += 1;
    if (asBefore === ENOUGH) return;
  }
}

async function readRecent(places: PlaceSync, access: StripeAccess, workspaceId: string): Promise<void> {
  for (const id of await listRecent(access, workspaceId, places.clock.now())) await places.syncSubscription(workspaceId, id);
}

async function listRecent({ client, options }: StripeAccess, workspaceId: string, now: Date): Promise<string[]> {
  const created = { gte: Math.floor(now.getTime() / 1_000) - RECENT_SECONDS };
  const ids: string[] = [];
  for await (const { id, metadata } of client.subscriptions.list({ status: 'all', created, limit: 100 }, options))
    if (metadata[STRIPE_METADATA.workspace] === workspaceId) ids.push(id);
  return ids;
}

/** What there is to wait for at an account of the other mode than the service works in: real payments, as long as the key may have been exchanged by mistake. */
export const reachUnserved = (connection: StripeConnectionRow, now: Date): 'other_mode' | 'closed' =>
  connection.livemode && !isGivenUp(connection, now) ? 'other_mode' : 'closed';

/** People are not left paying for what nobody can end for them any more. @throws AppError `conflict` */
export function refuseWhileRenewing(renewing: number, reach: 'reachable' | 'other_mode' = 'reachable'): void {
  if (renewing === 0) return;
  const who = renewing === 1 ? '1 subscriber pays' : `${renewing} subscribers pay`;
  const what = {
    reachable: 'Cancel the subscriptions in Stripe, at once or at the end of their period; then it can be disconnected.',
    other_mode:
      'This installation works with test data now: if that is a mistake, have its former key set again. Otherwise cancel the subscriptions in Stripe; a day after the account stopped answering it can be disconnected.',
  }[reach];
  throw new AppError('conflict', { detail: `${who} through this account, and would be charged on. ${what}` });
}
