import { AppError, changesBetween, type Clock, overridesInJson, parseId } from '@gatehouse/core';
import {
  type Config,
  Database,
  MeterFence,
  recordPlaceChange,
  stripeConnectionRepository,
  subscriberRepository,
  subscriptionRepository,
  type SubscriptionRow,
  type SubscriptionWithTier,
  tierRepository,
  usageRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../../edge/access/caller';
import { CLOCK, CONFIG } from '../../edge/tokens';
import { recordChange } from '../audit/record-change';
import { checkTierScopes } from '../tiers/check-tier-scopes';
import { overridesFrom, periodOf, subscriptionView } from './subscription-view';
import type { Subscription, SubscriptionPage, UpdateSubscription } from './subscription.dto';

const PAYS_FOR_IT =
  'They pay for the tier on which they stand: give them the other one for free instead, or have them change their plan in their account.';

/** A subscriber's places on the tiers of GPTs, and what they get instead of what a tier says. */
@Injectable()
export class SubscriptionsService {
  constructor(
    private readonly database: Database,
    private readonly fence: MeterFence,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws AppError `not_found` */
  list(workspace: WorkspaceAccess, subscriber: string): Promise<SubscriptionPage> {
    return this.database.inWorkspace(workspace.id, async (tx) => {
      const id = parseId('usr', subscriber);
      if (id === null || (await subscriberRepository.find(tx, id)) === null) throw new AppError('not_found');
      const data: Subscription[] = [];
      for (const row of await subscriptionRepository.listOf(tx, id, this.clock.now())) data.push(await this.view(tx, id, row));
      return { data, next_cursor: null };
    });
  }

  /**
   * Moves the subscriber to another tier, or gives them limits of their own. Holds from their next call on, on every instance.
   * @throws AppError `not_found` when they never signed in to that GPT; `conflict` for another tier than the one that they pay for; `validation_failed`
   */
  update(workspace: WorkspaceAccess, subscriber: string, gpt: string, input: UpdateSubscription): Promise<Subscription> {
    const [id, gptId] = [parseId('usr', subscriber), parseId('gpt', gpt)];
    if (id === null || gptId === null) throw new AppError('not_found');
    return this.fence.around((mark) =>
      this.database.inWorkspace(workspace.id, async (tx) => {
        const place = await subscriptionRepository.findForUpdate(tx, id, gptId);
        if (place === null) throw new AppError('not_found');
        const before = await findPlace(tx, id, gptId, this.clock.now());
        if (input.overrides !== undefined) await checkTierScopes(tx, gptId, input.overrides.scopes, 'overrides.scopes');
        const tierId = input.tier === undefined ? undefined : await offeredTier(tx, before, input.tier);
        // What is paid and what is given would part, and what the next tier charges was never shown to them.
        if (
          tierId !== undefined &&
          tierId !== place.tierId &&
          (await subscriptionRepository.isPaying(tx, place.id, this.clock.now()))
        )
          throw new AppError('conflict', { detail: PAYS_FOR_IT });
        const change = {
          ...(tierId === undefined || tierId === place.tierId ? {} : moveTo(tierId, place)),
          ...(input.overrides === undefined ? {} : { overrides: overridesFrom(input.overrides) }),
        };
        if (Object.keys(change).length > 0) {
          await mark.subscriber(workspace.id, id);
          await subscriptionRepository.update(tx, before.id, change);
          await recordPlaceChange(tx, before.id, this.clock.now());
        }
        const after = await findPlace(tx, id, gptId, this.clock.now());
        const changes = changesBetween(settingsOf(before), settingsOf(after));
        if (Object.keys(changes).length > 0) {
          const target = { kind: 'subscriber', id, name: null };
          await recordChange(tx, workspace.caller, this.clock.now(), { action: 'subscription.updated', target, changes });
        }
        return this.view(tx, id, after);
      }),
    );
  }

  /** As the creator sees it. */
  async view(tx: WorkspaceTransaction, subscriberId: string, row: SubscriptionWithTier): Promise<Subscription> {
    const now = this.clock.now();
    const used = await usageRepository.usedUnits(tx, row.gptId, subscriberId, periodOf(row, now));
    const connection = await stripeConnectionRepository.find(tx);
    const { stripe, publicUrl } = this.config;
    const dashboard = {
      accountId: connection?.stripeAccountId ?? null,
      livemode: connection?.livemode ?? false,
      sandboxUrl: stripe?.sandbox === true ? `${publicUrl}/dev/stripe` : null,
    };
    return subscriptionView(row, used, { now, dashboard });
  }
}

/**
 * The place of who pays nothing, on the tier that the creator chose: it is served. What was bought and has ended is taken off it, else it would end the place again with the
 * next reading; what an account that is not connected any more may still charge for is not forgotten.
 */
function moveTo(tierId: string, { status }: SubscriptionRow): Parameters<typeof subscriptionRepository.update>[2] {
  const isOver = status === 'canceled' || status === 'incomplete_expired' || status === 'incomplete';
  const moved = { ...NOTHING_TO_COME, tierId, servedUntil: null };
  return isOver ? { ...moved, stripeAccountId: null, stripeSubscriptionId: null, termsSeenAt: null, status: 'active' } : moved;
}

/** What was sold before is no price of the tier on which they are now, and no day of its. */
const NOTHING_TO_COME = {
  ...{ priceId: null, overagePriceId: null, nextTierId: null, nextPriceId: null },
  ...{ periodStartsAt: null, periodEndsAt: null, trialEndsAt: null, pastDueSince: null, endsAt: null },
};

/** @throws AppError `not_found` */
export async function findPlace(
  tx: WorkspaceTransaction,
  subscriberId: string,
  gptId: string,
  now: Date,
): Promise<SubscriptionWithTier> {
  const row = (await subscriptionRepository.listOf(tx, subscriberId, now)).find((one) => one.gptId === gptId);
  // They never came to it, or it was deleted.
  if (row === undefined) throw new AppError('not_found');
  return row;
}

/** @throws AppError `validation_failed` for a tier that is not the GPT's, or that nobody comes to any more */
async function offeredTier(tx: WorkspaceTransaction, { gptId, tierId }: SubscriptionWithTier, text: string): Promise<string> {
  const id = parseId('tir', text);
  const tier = id === null ? null : await tierRepository.find(tx, gptId, id);
  const message =
    tier === null ? 'is not a tier of this GPT' : tier.archivedAt !== null && tier.id !== tierId ? 'is archived' : null;
  if (tier === null || message !== null)
    throw new AppError('validation_failed', { fields: [{ field: 'tier', message: message ?? '' }] });
  return tier.id;
}

/** What a member sets, as the audit log tells it. */
function settingsOf({ gptId, tierKey, overrides }: SubscriptionWithTier): Record<string, unknown> {
  return { gpt: gptId, tier: tierKey, overrides: overridesInJson(overrides) };
}
