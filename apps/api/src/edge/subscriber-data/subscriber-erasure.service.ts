import type { Clock } from '@gatehouse/core';
import { Database, MeterFence, subscriberErasureRepository, type WorkspaceTransaction } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../tokens';

/** Taking a person out of a workspace for good: at their own wish, or by a creator whom they asked (ADR 0019). */
@Injectable()
export class SubscriberErasure {
  constructor(
    private readonly database: Database,
    private readonly fence: MeterFence,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Deletes all that is personal, in one transaction; every token is refused from the next call on, on every instance.
   * @param record writes into the audit log who did it, within the same transaction
   * @returns false when there is no such person, perhaps not any more; nothing was recorded then
   */
  erase(
    workspaceId: string,
    subscriberId: string,
    record: (tx: WorkspaceTransaction, at: Date) => Promise<void>,
  ): Promise<boolean> {
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
