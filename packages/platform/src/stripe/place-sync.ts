import { type Clock, holdsPlace, isId, placeFromStripe } from '@gatehouse/core';
import { accountKey } from '../database/account-key';
import type { Database } from '../database/database';
import type { Subscription } from '../database/entities/subscription.entity';
import { overagePlaceRepository } from '../database/repositories/overage-place.repository';
import { stripeConnectionRepository } from '../database/repositories/stripe-connection.repository';
import { stripeReadingRepository } from '../database/repositories/stripe-reading.repository';
import { subscriberRepository } from '../database/repositories/subscriber.repository';
import { recordPlaceChange } from '../database/repositories/subscription-change.repository';
import { type PlaceChange, subscriptionRepository } from '../database/repositories/subscription.repository';
import { tierPriceRepository } from '../database/repositories/tier-price.repository';
import { tierRepository } from '../database/repositories/tier.repository';
import { workspaceRepository } from '../database/repositories/workspace.repository';
import type { WorkspaceTransaction } from '../database/transaction';
import { newId } from '../ids/new-id';
import type { FenceMarker, MeterFence } from '../redis/meter-fence';
import { isMissing } from './event-subject';
import { isStripeAway, isStripeRefusal } from './look-up-account';
import { MissingSubscriptions } from './missing-subscriptions';
import { isPurchase, ownLimitsAfter, recordLimitsEnd } from './own-limits-end';
import { RefusedAccounts } from './refused-account';
import type { StripeAccess, StripeAccounts } from './stripe-accounts';
import { termsSeen } from './stripe-metadata';
import { readingFrom, SUBSCRIPTION_EXPANSIONS, type SubscriptionReading } from './subscription-reading';
import { UnservedPurchases } from './unserved-purchases';

/** What became of a place. `not_ours`: sold by somebody else, or to somebody who is not here; `superseded`: something newer is known already. */
export type PlaceOutcome = 'written' | 'unchanged' | 'superseded' | 'not_ours';

/** One after the other is asked about; the next round goes on. */
const UNLISTED_AT_ONCE = 200;

/** Brings a place up to what Stripe says of the subscription that was bought for it. May be repeated, and come in any order. */
export class PlaceSync {
  /** What becomes of places while their account refuses us. */
  readonly refusals: RefusedAccounts;
  private readonly unserved: UnservedPurchases;
  private readonly missing: MissingSubscriptions;

  constructor(
    private readonly database: Database,
    readonly fence: MeterFence,
    private readonly accounts: StripeAccounts,
    readonly clock: Clock,
  ) {
    this.refusals = new RefusedAccounts(database, fence, clock);
    this.unserved = new UnservedPurchases(database, clock);
    this.missing = new MissingSubscriptions(database, fence, clock);
  }

  /**
   * Reads a subscription at Stripe and writes the place: it holds on the subscriber's very next call. One that Stripe does not know any more has ended.
   * @throws when Stripe does not answer
   */
  async syncSubscription(workspaceId: string, stripeSubscriptionId: string): Promise<PlaceOutcome> {
    const access = await this.accessOf(workspaceId);
    if (access === null) return 'not_ours';
    const reading = await this.readServed(workspaceId, access, stripeSubscriptionId);
    if (reading === null) return this.missing.end(workspaceId, access, stripeSubscriptionId);
    return this.fence.around((mark) => this.database.inWorkspace(workspaceId, (tx) => this.write(tx, mark, reading)));
  }

  /**
   * The same for every subscription of the account: heals what no event told.
   * @returns how many places changed. @throws when Stripe does not answer
   */
  async syncAll(workspaceId: string): Promise<number> {
    const access = await this.accessOf(workspaceId);
    if (access === null) return 0;
    const { client, options, accountId } = access;
    const expand = SUBSCRIPTION_EXPANSIONS.map((name) => `data.${name}`);
    const listedIds = new Set<string>();
    let written = 0;
    for (let after: string | undefined; ;) {
      const number = await this.database.inDirectory((tx) => stripeReadingRepository.drawNumber(tx));
      const from = after === undefined ? {} : { starting_after: after };
      const page = await client.subscriptions.list({ status: 'all', limit: 100, expand, ...from }, options);
      const readings = page.data.map((subscription) => readingFrom(subscription, accountId, number));
      for (const { standing } of readings) listedIds.add(standing.subscriptionId);
      const unserved = await this.unserved.find(workspaceId, readings);
      for (const listed of readings) {
        if (listed.noted.workspaceId !== workspaceId) continue;
        const { subscriptionId: id } = listed.standing;
        const read = unserved.has(id)
          ? ((await this.readServed(workspaceId, access, id).catch((error) => this.passOver(workspaceId, error))) ?? listed)
          : listed;
        const outcome = await this.fence.around((mark) =>
          this.database.inWorkspace(workspaceId, (tx) => this.write(tx, mark, read)),
        );
        if (outcome === 'written') written += 1;
      }
      after = page.data.at(-1)?.id;
      if (!page.has_more || after === undefined) break;
    }
    return written + (await this.syncUnlisted(workspaceId, listedIds));
  }

  /** Those that stand in our books and not in Stripe's list: bought since it was read, or gone. @returns how many places changed */
  private async syncUnlisted(workspaceId: string, listedIds: ReadonlySet<string>): Promise<number> {
    const standing = await this.database.inWorkspace(workspaceId, (tx) =>
      subscriptionRepository.listStanding(tx, this.clock.now(), null),
    );
    let written = 0;
    for (const id of standing.filter((one) => !listedIds.has(one)).slice(0, UNLISTED_AT_ONCE)) {
      const outcome = await this.syncSubscription(workspaceId, id).catch((error) => this.passOver(workspaceId, error));
      if (outcome === 'written') written += 1;
    }
    return written;
  }

  /** What Stripe will not undo for one person holds up nobody else's place. What the account does not let us end its creator is told of. @throws what is no refusal */
  async passOver(workspaceId: string, error: unknown): Promise<null> {
    if (isStripeAway(error) || !isStripeRefusal(error)) throw error;
    const access = await this.accessOf(workspaceId);
    if (access !== null) await this.refusals.endingFailed(workspaceId, access, error);
    return null;
  }

  /** The account through which a workspace is paid; null when it is not connected. */
  async accessOf(workspaceId: string): Promise<StripeAccess | null> {
    const connection = await this.database.inWorkspace(workspaceId, (tx) => stripeConnectionRepository.find(tx));
    return connection === null ? null : this.accounts.of(connection);
  }

  /** @returns null when the account has no such subscription. @throws when Stripe does not answer */
  async read({ client, options, accountId }: StripeAccess, stripeSubscriptionId: string): Promise<SubscriptionReading | null> {
    const number = await this.database.inDirectory((tx) => stripeReadingRepository.drawNumber(tx));
    try {
      const expand = { expand: SUBSCRIPTION_EXPANSIONS };
      return readingFrom(await client.subscriptions.retrieve(stripeSubscriptionId, expand, options), accountId, number);
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** The same, after what was sold for nothing was ended: for a GPT or to a person who is gone. @throws when Stripe does not answer */
  async readServed(workspaceId: string, access: StripeAccess, stripeSubscriptionId: string): Promise<SubscriptionReading | null> {
    const reading = await this.read(access, stripeSubscriptionId);
    const gone = reading === null ? undefined : (await this.unserved.find(workspaceId, [reading])).get(stripeSubscriptionId);
    if (gone === undefined) return reading;
    await this.unserved.undo(access, workspaceId, stripeSubscriptionId, gone);
    return this.read(access, stripeSubscriptionId);
  }

  /** Writes the place that a reading is about, in a transaction that may do more. */
  async write(tx: WorkspaceTransaction, mark: FenceMarker, reading: SubscriptionReading): Promise<PlaceOutcome> {
    const found = await this.placeFor(tx, reading);
    if (found === null) return 'not_ours';
    const { place, subscriberId, gptId } = found;
    // After the place is locked: a connection that ends meanwhile bounds what is written here, or is seen to have ended.
    const connection = await stripeConnectionRepository.find(tx);
    if (connection === null || accountKey(connection) !== reading.accountId) return 'not_ours';
    if (!holdsPlace(reading.standing, place)) return 'superseded';
    const isSame = place?.stripeSubscriptionId === reading.standing.subscriptionId;
    if (isSame && place.stripeReading >= reading.number) return 'superseded';
    const tier = await tierOf(tx, gptId, reading, isSame ? place : null);
    if (tier === null) return 'not_ours';
    const isBought = isPurchase(place, reading.standing, tier.tierId);
    const left = isBought ? await ownLimitsAfter(tx, place, { ...tier, gptId }) : null;
    const own = left === null ? {} : { overrides: left };
    const change = { ...(await this.changeFrom(tx, reading, place, { ...tier, gptId })), ...own };
    if (place === null) {
      const now = this.clock.now();
      const { status, servedUntil } = change;
      const values = { id: newId('sub'), subscriberId, gptId, tierId: tier.tierId, status, servedUntil };
      await subscriptionRepository.insertUnlessPresent(tx, { ...values, createdAt: now, monthsFrom: now, overrides: {} });
      // Whoever else began this place at the same moment has it; what is written now is decided on that.
      return this.write(tx, mark, reading);
    }
    const isChanged = Object.entries(change).some(([name, value]) => !isEqual(place[name as keyof PlaceChange], value));
    if (isChanged) await mark.subscriber(tx.workspaceId, subscriberId);
    const now = this.clock.now();
    await subscriptionRepository.writePlace(tx, place.id, { ...change, stripeReading: reading.number, syncedAt: now });
    if (isChanged) await recordPlaceChange(tx, place.id, now);
    if (left !== null) await recordLimitsEnd(tx, place, left, now);
    return isChanged ? 'written' : 'unchanged';
  }

  /** The place that the subscription holds, or was bought for. */
  private async placeFor(
    tx: WorkspaceTransaction,
    { standing, noted }: SubscriptionReading,
  ): Promise<{ place: Subscription | null; subscriberId: string; gptId: string } | null> {
    const held = await subscriptionRepository.findByStripeId(tx, standing.subscriptionId);
    const { subscriberId, gptId } = held ?? noted;
    if (held === null && noted.workspaceId !== tx.workspaceId) return null;
    if (!isId('usr', subscriberId) || !isId('gpt', gptId)) return null;
    if ((await subscriberRepository.find(tx, subscriberId)) === null) return null;
    return { place: await subscriptionRepository.findForUpdate(tx, subscriberId, gptId), subscriberId, gptId };
  }

  private async changeFrom(
    tx: WorkspaceTransaction,
    reading: SubscriptionReading,
    before: Subscription | null,
    { gptId, ...tier }: { gptId: string; tierId: string; priceId: string | null },
  ): Promise<PlaceChange> {
    const workspace = await workspaceRepository.find(tx, tx.workspaceId);
    const [next] = (await tierPriceRepository.listByStripeIds(tx, reading.nextPriceIds)).filter((price) => price.gptId === gptId);
    const seen = termsSeen(reading.noted.terms, tier.tierId);
    const terms = { tierId: tier.tierId, stripePriceIds: reading.priceIds, termsSeenAt: seen };
    // Where the metered price was bought with the tier, what goes beyond the quota is served on the very next call.
    const overagePriceId = await overagePlaceRepository.findBought(tx, terms);
    return {
      ...placeFromStripe(reading.standing, workspace?.pastDueGraceDays ?? 0, before),
      tierId: tier.tierId,
      priceId: tier.priceId,
      nextTierId: next === undefined || next.tierId === tier.tierId ? null : next.tierId,
      nextPriceId: next === undefined || next.id === tier.priceId ? null : next.id,
      stripeAccountId: reading.accountId,
      termsSeenAt: seen,
      ...(overagePriceId === null ? {} : { overagePriceId }),
    };
  }
}

/** The tier whose price is paid. A price that is none of ours (changed by hand at Stripe) leaves the tier as it was bought. */
async function tierOf(
  tx: WorkspaceTransaction,
  gptId: string,
  reading: SubscriptionReading,
  place: Subscription | null,
): Promise<{ tierId: string; priceId: string | null } | null> {
  const paid = (await tierPriceRepository.listByStripeIds(tx, reading.priceIds)).find((price) => price.gptId === gptId);
  if (paid !== undefined) return { tierId: paid.tierId, priceId: paid.id };
  if (place !== null) return { tierId: place.tierId, priceId: place.priceId };
  const { tierId } = reading.noted;
  if (!isId('tir', tierId) || (await tierRepository.find(tx, gptId, tierId)) === null) return null;
  return { tierId, priceId: null };
}

const isEqual = (one: unknown, other: unknown): boolean =>
  one instanceof Date && other instanceof Date ? one.getTime() === other.getTime() : one === other;
