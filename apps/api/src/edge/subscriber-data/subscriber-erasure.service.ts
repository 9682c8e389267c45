import { AppError, type Clock } from '@gatehouse/core';
import {
  Database,
  gaveWay,
  MeterFence,
  type PlaceSync,
  subscriberErasureRepository,
  subscriptionRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, PLACE_SYNC } from '../tokens';

/** Each waits for less than a second where others hold what it needs. */
const ATTEMPTS = 10;

type Recording = (tx: WorkspaceTransaction, at: Date) => Promise<void>;

/** Taking a person out of a workspace for good: at their own wish, or by a creator whom they asked (ADR 0019). */
@Injectable()
export class SubscriberErasure {
  constructor(
    private readonly database: Database,
    private readonly fence: MeterFence,
    @Inject(PLACE_SYNC) private readonly stripe: PlaceSync | null,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Deletes all that is personal, in one transaction; every token is refused from the next call on, on every instance.
   * @param record writes into the audit log who did it, within the same transaction
   * @returns false when there is no such person, perhaps not any more; nothing was recorded then
   * What they pay for is cancelled at Stripe first: nobody goes on paying for what nobody knows of any more.
   * @throws AppError `temporarily_unavailable` when Stripe does not cancel what they pay for, or others are busy with the person for seconds on end; nothing was changed then
   */
  async erase(workspaceId: string, subscriberId: string, record: Recording): Promise<boolean> {
    await this.endPayments(workspaceId, subscriberId);
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      try {
        return await this.attempt(workspaceId, subscriberId, record);
      } catch (error) {
        if (!gaveWay(error)) throw error;
      }
    }
    throw new AppError('temporarily_unavailable', { retryAfterSeconds: 5 });
  }

  private async endPayments(workspaceId: string, subscriberId: string): Promise<void> {
    const ids = await this.database.inWorkspace(workspaceId, (tx) =>
      subscriptionRepository.listStripeIdsRunning(tx, subscriberId),
    );
    const access = ids.length === 0 ? null : ((await this.stripe?.accessOf(workspaceId)) ?? null);
    if (access === null) return;
    for (const id of ids) {
      try {
        await access.client.subscriptions.cancel(id, {}, access.options);
      } catch (cause) {
        // Cancelled before, or gone with its account: there is nothing left to pay.
        if (cause instanceof Error && 'statusCode' in cause && cause.statusCode === 404) continue;
        throw new AppError('temporarily_unavailable', { retryAfterSeconds: 5, cause });
      }
    }
  }

  private attempt(workspaceId: string, subscriberId: string, record: Recording): Promise<boolean> {
    return this.fence.around((mark) =>
      this.database.inWorkspace(workspaceId, async (tx) => {
        const subscriber = await subscriberErasureRepository.lock(tx, subscriberId);
        if (subscriber === null) return false;
        await mark.subscriber(workspaceId, subscriberId);
        const now = this.clock.now();
        await subscriberErasureRepository.erase(tx, subscriber, now);
        await record(tx, now);
        return true;
      }),
    );
  }
}
