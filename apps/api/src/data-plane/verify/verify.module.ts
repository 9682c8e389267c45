import type { Clock, Random } from '@gatehouse/core';
import {
  type Config,
  connectMeterRedis,
  CounterReader,
  Database,
  type Logger,
  Meter,
  MeterFence,
  MeterPresence,
  tellRedis,
} from '@gatehouse/platform';
import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { CLOCK, CONFIG, LOGGER, RANDOM } from '../../edge/tokens';
import { TenantsModule } from '../tenants/tenants.module';
import { UpgradeLinkModule } from '../upgrade-link/upgrade-link.module';
import { ColdReads } from './cold-reads';
import { DirectVerify } from './direct-verify.service';
import { Principals } from './principals.service';
import { VerifyHandler } from './verify.handler';
import { VerifyRoutes } from './verify.routes';

/** The meter's own connection to Redis. */
export const METER_REDIS = Symbol('MeterRedis');
const WAIT_FOR_REDIS_MS = 3_000;

@Module({
  imports: [TenantsModule, UpgradeLinkModule],
  providers: [
    {
      provide: METER_REDIS,
      useFactory: (config: Config, logger: Logger) => connect(config.redisUrl, logger),
      inject: [CONFIG, LOGGER],
    },
    { provide: ColdReads, useFactory: (config: Config) => new ColdReads(config.databasePoolSize), inject: [CONFIG] },
    {
      provide: CounterReader,
      useFactory: (config: Config, logger: Logger) => new CounterReader(() => connectLogged(config.redisUrl, logger)),
      inject: [CONFIG, LOGGER],
    },
    {
      provide: Meter,
      useFactory: (redis: Redis, database: Database, fence: MeterFence, random: Random, clock: Clock, turns: ColdReads) =>
        new Meter({ redis, database, fence, random, clock, inTurn: (read) => turns.run(read) }),
      inject: [METER_REDIS, Database, MeterFence, RANDOM, CLOCK, ColdReads],
    },
    {
      provide: MeterPresence,
      useFactory: (redis: Redis, database: Database, clock: Clock, counters: CounterReader) =>
        new MeterPresence(redis, async () => {
          await tellRedis(database, redis, () => clock.now());
          counters.follow();
        }),
      inject: [METER_REDIS, Database, CLOCK, CounterReader],
    },
    Principals,
    DirectVerify,
    VerifyHandler,
    VerifyRoutes,
  ],
})
export class VerifyModule implements OnApplicationShutdown {
  constructor(
    @Inject(METER_REDIS) private readonly redis: Redis,
    private readonly counters: CounterReader,
  ) {}

  onApplicationShutdown(): void {
    this.redis.disconnect();
    this.counters.close();
  }
}

/** Waits a moment for Redis, so that the first call is not refused for having come early; without Redis the service starts all the same. */
async function connect(redisUrl: string, logger: Logger): Promise<Redis> {
  const redis = connectLogged(redisUrl, logger);
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, WAIT_FOR_REDIS_MS);
    redis.once('ready', () => {
      clearTimeout(timer);
      resolve();
    });
  });
  return redis;
}

function connectLogged(redisUrl: string, logger: Logger): Redis {
  const redis = connectMeterRedis(redisUrl);
  redis.on('error', (error: Error) => logger.warn({ error: error.message }, 'redis connection of the meter'));
  return redis;
}
