import { AppError, type Clock } from '@gatehouse/core';
import { Database, subscriberRepository } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Allowance, Throttle } from '../../edge/throttle/throttle.service';
import { CLOCK } from '../../edge/tokens';
import { recordSubscriberEvent } from './subscriber-events';
import type { LiveInteraction } from './interactions.service';

/** How often the log tells of one account's throttled sign-ins: whoever guesses must not be able to fill it. */
const TELL: Allowance = { name: 'tell-of-subscriber-throttling', points: 1, seconds: 3_600 };

/** Tells the workspace when somebody guesses at a subscriber's account until the throttle stops them. */
@Injectable()
export class GuessAlarms {
  constructor(
    private readonly database: Database,
    private readonly throttle: Throttle,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns what the spending returns @throws what it throws, once it has been told of */
  async watch<Spent>(live: LiveInteraction, email: string, spending: Promise<Spent>): Promise<Spent> {
    try {
      return await spending;
    } catch (error) {
      if (error instanceof AppError && error.code === 'too_many_attempts') await this.tell(live.tenant.id, email);
      throw error;
    }
  }

  private async tell(workspaceId: string, email: string): Promise<void> {
    if (!(await this.throttle.trySpend([{ allowance: TELL, of: `${workspaceId} ${email}` }]))) return;
    await this.database.inWorkspace(workspaceId, async (tx) => {
      const subscriber = await subscriberRepository.findByEmail(tx, email);
      if (subscriber === null) return;
      const event = { action: 'subscriber.sign_in_throttled', subscriberId: subscriber.id, by: 'system' } as const;
      await recordSubscriberEvent(tx, this.clock.now(), event);
    });
  }
}
