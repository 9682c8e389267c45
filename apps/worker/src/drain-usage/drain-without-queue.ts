import { isWithoutMemory, type Logger, mustTakeWrites } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { LOGGER, REDIS } from '../tokens';
import { DrainUsage } from './drain-usage.job';

const EVERY_MS = 1_000;

/**
 * Drains while Redis has no memory. BullMQ writes before it wakes anybody, so it wakes nobody then; but the drain is what frees memory. Every worker does so at once: a batch comes home
 * once, whoever brings it.
 */
@Injectable()
export class DrainWithoutQueue {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | null = null;

  constructor(
    private readonly drain: DrainUsage,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.round ??= this.look().finally(() => (this.round = null));
    }, EVERY_MS);
  }

  /** Lets what runs finish. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }

  private async look(): Promise<void> {
    const refusal: unknown = await mustTakeWrites(this.redis).then(
      () => null,
      (error: unknown) => error,
    );
    if (!isWithoutMemory(refusal)) return;
    this.logger.error('Redis has no memory left: counts are brought home without the queue, to free some');
    for (const { data } of this.drain.schedules) {
      await this.drain.run(data).catch((error: Error) => this.logger.error({ error: error.message }, 'drain failed'));
    }
  }
}
