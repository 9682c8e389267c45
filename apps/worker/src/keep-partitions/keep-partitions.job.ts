import type { Logger } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { GaugeOfLastRun } from '../gauge-of-last-run';
import type { Job } from '../job';
import { LOGGER } from '../tokens';
import { KeepPartitions } from './keep-partitions.service';

const EVERY_MS = 3_600_000;
const LOCK_MS = 600_000;

const retiredMonths = new Counter({ name: 'gatehouse_retired_partitions_total', help: 'Months of hours or batches taken away' });
const refusedMonths = new GaugeOfLastRun(
  {
    name: 'gatehouse_refused_partitions',
    help: 'Months past their time that stay because rollups need them; anything but 0 asks for a look',
  },
  EVERY_MS + LOCK_MS,
);

/** Every hour. Two at once pass over each other's months. */
@Injectable()
export class KeepUsagePartitions implements Job {
  readonly queue = 'keep-usage-partitions';
  readonly concurrency = 1;
  readonly schedules = [{ id: 'hourly', everyMs: EVERY_MS, data: {} }];
  readonly lockMs = LOCK_MS;

  constructor(
    private readonly partitions: KeepPartitions,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run(): Promise<void> {
    const { postponed, retired, refused } = await this.partitions.run();
    retiredMonths.inc(retired.length);
    refusedMonths.set(refused.length);
    if (postponed.length > 0)
      this.logger.warn({ postponed }, 'months of usage could not be made ahead; the next run tries again');
    if (retired.length > 0) this.logger.info({ retired }, 'months of usage were taken away');
    if (refused.length > 0) this.logger.error({ refused }, 'months of usage could not be taken away');
  }
}
