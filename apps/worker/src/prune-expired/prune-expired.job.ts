import type { Logger } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Job } from '../job';
import { LOGGER } from '../tokens';
import { Prune } from './prune.service';

const EVERY_MS = 3_600_000;

/** Sweeps out every hour what is over. Two sweeps at once pass over each other's rows. */
@Injectable()
export class PruneExpired implements Job {
  readonly queue = 'prune-expired';
  readonly concurrency = 1;
  readonly schedules = [{ id: 'hourly', everyMs: EVERY_MS, data: {} }];
  readonly lockMs = 600_000;

  constructor(
    private readonly prune: Prune,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws when Postgres is away; what was removed until then stays removed. */
  async run(): Promise<void> {
    const rows = await this.prune.run();
    if (rows > 0) this.logger.info({ rows }, 'expired rows removed');
  }
}
