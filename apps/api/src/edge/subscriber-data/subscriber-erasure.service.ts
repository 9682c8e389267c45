import { AppError, type Clock } from '@gatehouse/core';
import { Database, gaveWay, MeterFence, subscriberErasureRepository, type WorkspaceTransaction } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../tokens';
import { type AtAccount, SubscriberPayments } from './subscriber-payments.service';

/** Each waits for less than a second where others hold what it needs. */
const ATTEMPTS = 10;

type Recording = (tx: WorkspaceTransaction, at: Date) => Promise<void>;

/** Taking a person out of a workspace for good: at their own wish, or by a creator whom they asked (ADR 0019). */
@Injectable()
export class SubscriberErasure {
  constructor(
    private readonly database: Database,
    private readonly fence: MeterFence,
    private readonly payments: SubscriberPayments,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Deletes all that is personal, in one transaction; every token is refused from the next call on, on every instance.
   * @param record writes into the audit log who did it, within the same transaction
   * @returns false when there is no such person, perhaps not any more; nothing was recorded then
   * What they pay for is cancelled at Stripe first: nobody goes on paying for what nobody knows of any more. What they paid meanwhile is ended afterwards.
   * @throws AppError `temporarily_unavailable` when Stripe does not cancel what they pay for, or others are busy with the person for seconds on end; nothing was changed then
   */
  async erase(workspaceId: string, subscriberId: string, record: Recording): Promise<boolean> {
    await this.payments.endAll(workspaceId, subscriberId);
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      try {
        const paying = await this.attempt(workspaceId, subscriberId, record);
        if (paying !== null) await this.payments.endLate(workspaceId, paying);
        return paying !== null;
      } catch (error) {
        if (!gaveWay(error)) throw error;
      }
    }
    throw new AppError('temporarily_unavailable', { retryAfterSeconds: 5 });
  }

  /** @returns the accounts at which they were known; null when there is no such person */
  private attempt(workspaceId: string, subscriberId: string, record: Recording): Promise<AtAccount[] | null> {
    return this.fence.around((mark) =>
      this.database.inWorkspace(workspaceId, async (tx) => {
        const subscriber = await subscriberErasureRepository.lock(tx, subscriberId);
        if (subscriber === null) return null;
        await mark.subscriber(workspaceId, subscriberId);
        const now = this.clock.now();
        const paying = await this.payments.findAll(tx, subscriberId);
        await subscriberErasureRepository.erase(tx, subscriber, now);
        await record(tx, now);
        return paying;
      }),
    );
  }
}
