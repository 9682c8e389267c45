import type { Clock } from '@gatehouse/core';
import { Database, type Logger, tellRedis } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import type { Job } from '../job';
import { CLOCK, LOGGER, REDIS } from '../tokens';

const EVERY_MS = 1_000;

/** Tells Redis what was counted without it by an API process that died before it could, or that alone cannot reach it. */
@Injectable()
export class TellRedis implements Job {
  readonly queue = 'tell-redis';
  readonly concurrency = 1;
  readonly schedules = [{ id: 'tell', everyMs: EVERY_MS, data: {} }];
  readonly lockMs = 60_000;

  constructor(
    private readonly database: Database,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run(): Promise<void> {
    const quotas = await tellRedis(this.database, this.redis, () => this.clock.now());
    if (quotas > 0) this.logger.info({ quotas }, 'Redis was told what had been counted without it');
  }
}
