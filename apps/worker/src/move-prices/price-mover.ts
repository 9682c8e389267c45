import type { Clock } from '@gatehouse/core';
import {
  CatalogueSync,
  Database,
  isStripeAway,
  isStripeRefusal,
  type PlaceSync,
  priceMoveRepository,
  priceTurnRepository,
  type StripeAccess,
  stripeFault,
  type WaitingMove,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, PLACE_SYNC } from '../tokens';

const MOVES_AT_ONCE = 200;
const OVER: ReadonlySet<string> = new Set(['canceled', 'incomplete_expired']);

type End = { readonly state: 'moved' | 'left' | 'failed'; readonly reason: string | null };

const MOVED: End = { state: 'moved', reason: null };
const left = (reason: string): End => ({ state: 'left', reason });
const failed = (reason: string): End => ({ state: 'failed', reason });

/** A price that Stripe refuses holds up no other tier's people: theirs end as failed, and say why. */
function throwIfAway(error: unknown): void {
  if (isStripeAway(error) || !isStripeRefusal(error)) throw error;
}

/**
 * Has people pay the price that their tier costs now, from their next renewal on. Of each one, in this order, and each may be repeated; 1 and 2 in one turn, so
 * that nobody's own change of plan comes between and is undone:
 *
 *   1 read      the subscription: whoever pays the new price has been moved, by us before we died, or by their own doing.
 *   2 change    its item, without proration: nothing is charged or given back for the period that runs. Under a key that is the same
 *             for the same asking; Stripe would answer a key that failed with the same failure.
 *   3 bring     the place up to it, and note what became of the move.
 */
@Injectable()
export class PriceMover {
  constructor(
    private readonly database: Database,
    @Inject(PLACE_SYNC) private readonly places: PlaceSync | null,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns how many moves came to an end. @throws when Stripe or Postgres does not answer: the next run goes on where this one ended */
  async run(workspaceId: string, access: StripeAccess): Promise<number> {
    const { places } = this;
    const list = () => this.database.inWorkspace(workspaceId, (tx) => priceMoveRepository.listWaiting(tx, MOVES_AT_ONCE));
    let moves = await list();
    if (moves.length === 0 || places === null) return 0;
    const absent = moves.filter((move) => !move.isRetired && move.toStripeAccountId !== access.accountId);
    if (absent.length > 0) {
      const catalogue = new CatalogueSync(this.database, places);
      for (const tierId of new Set(absent.map((move) => move.tierId)))
        await catalogue
          .syncTier(workspaceId, absent.find((move) => move.tierId === tierId)?.gptId ?? '', tierId)
          .catch(throwIfAway);
      moves = await list();
    }
    let ended = 0;
    for (const move of moves) {
      const end = await this.inTurn(workspaceId, access, move);
      // They change their plan at this moment: the next run sees to what.
      if (end === null) continue;
      ended += 1;
      if (end.state === 'moved' && move.stripeSubscriptionId !== null)
        await places.syncSubscription(workspaceId, move.stripeSubscriptionId);
      const settledAt = this.clock.now();
      await this.database.inWorkspace(workspaceId, (tx) => priceMoveRepository.settle(tx, move, { ...end, settledAt }));
    }
    return ended;
  }

  /** @returns null when it is not our turn. @throws when Stripe does not answer */
  private inTurn(workspaceId: string, access: StripeAccess, move: WaitingMove): Promise<End | null> {
    return this.database.inWorkspace(workspaceId, async (tx) => {
      const isOurs = await priceTurnRepository.takeForMove(tx, move.stripeSubscriptionId ?? '');
      return isOurs ? this.carryOut(access, move) : null;
    });
  }

  /** @throws when Stripe does not answer */
  private async carryOut({ client, options, accountId }: StripeAccess, move: WaitingMove): Promise<End> {
    const { stripeSubscriptionId: id, olderStripePriceIds: older, toStripePriceId: to } = move;
    if (move.isRetired) return left('The price changed again.');
    if (id === null || move.stripeAccountId !== accountId) return left('They pay through an account that is not connected.');
    if (to === null || move.toStripeAccountId !== accountId) return failed('The new price does not stand at Stripe.');
    try {
      const subscription = await client.subscriptions.retrieve(id, {}, options);
      if (OVER.has(subscription.status)) return left('The subscription has ended.');
      const items = subscription.items.data;
      if (items.some((item) => item.price.id === to)) return MOVED;
      // Two changes at one renewal would undo each other, and theirs goes first.
      if (subscription.schedule !== null) return left('They change to another plan at their next renewal.');
      const item = items.find((one) => older.includes(one.price.id));
      if (item === undefined) return left('They pay another price by now.');
      await client.subscriptions.update(
        id,
        { items: [{ id: item.id, price: to }], proration_behavior: 'none' },
        { ...options, idempotencyKey: `gatehouse-move-${move.subscriptionId}-${move.priceId}-${move.askedAt.getTime()}` },
      );
      return MOVED;
    } catch (error) {
      if (isStripeAway(error) || stripeFault(error) === 'unknown') throw error;
      return failed(`Stripe refuses: ${stripeFault(error)}.`);
    }
  }
}
