import { type Clock, servedUntil } from '@gatehouse/core';
import Stripe from 'stripe';
import { accountKey } from '../database/account-key';
import type { Database } from '../database/database';
import { stripeConnectionRepository } from '../database/repositories/stripe-connection.repository';
import { stripeReadingRepository } from '../database/repositories/stripe-reading.repository';
import { recordPlaceChange } from '../database/repositories/subscription-change.repository';
import { subscriptionRepository } from '../database/repositories/subscription.repository';
import type { MeterFence } from '../redis/meter-fence';
import type { PlaceOutcome } from './place-sync';
import type { StripeAccess } from './stripe-accounts';

/** Ends places whose subscription the account that is connected does not have any more: its test data was deleted, of which Stripe tells nobody. */
export class MissingSubscriptions {
  constructor(
    private readonly database: Database,
    private readonly fence: MeterFence,
    private readonly clock: Clock,
  ) {}

  /** Asks once more before anything is taken from anybody. @throws when Stripe does not answer */
  async end(workspaceId: string, access: StripeAccess, stripeSubscriptionId: string): Promise<PlaceOutcome> {
    const held = await this.database.inWorkspace(workspaceId, (tx) =>
      subscriptionRepository.findByStripeId(tx, stripeSubscriptionId),
    );
    // What was bought at another account is not asked of this one.
    if (held === null || held.stripeAccountId !== access.accountId) return 'not_ours';
    const number = await this.database.inDirectory((tx) => stripeReadingRepository.drawNumber(tx));
    if (!(await isUnknown(access, stripeSubscriptionId))) return 'superseded';
    const { subscriberId, gptId } = held;
    return this.fence.around((mark) =>
      this.database.inWorkspace(workspaceId, async (tx) => {
        const place = await subscriptionRepository.findForUpdate(tx, subscriberId, gptId);
        if (place?.stripeSubscriptionId !== stripeSubscriptionId || place.stripeAccountId !== access.accountId)
          return 'superseded';
        const connection = await stripeConnectionRepository.find(tx);
        if (connection === null || accountKey(connection) !== access.accountId) return 'not_ours';
        if (place.stripeReading >= number) return 'superseded';
        if (place.status === 'canceled' || place.status === 'incomplete_expired') return 'unchanged';
        const now = this.clock.now();
        const over = { status: 'canceled', pastDueSince: null } as const;
        await mark.subscriber(workspaceId, subscriberId);
        await subscriptionRepository.writePlace(tx, place.id, {
          ...over,
          servedUntil: servedUntil(over, 0),
          nextTierId: null,
          nextPriceId: null,
          endsAt: now,
          stripeReading: number,
          syncedAt: now,
        });
        await recordPlaceChange(tx, place.id, now);
        return 'written';
      }),
    );
  }
}

/** Whether there is none in either mode: Stripe says so when it was asked with the key of the other one. */
async function isUnknown({ client, options }: StripeAccess, stripeSubscriptionId: string): Promise<boolean> {
  try {
    await client.subscriptions.retrieve(stripeSubscriptionId, {}, options);
    return false;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError) || error.code !== 'resource_missing') throw error;
    return !error.message.includes('a similar object exists in');
  }
}
