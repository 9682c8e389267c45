import type { Clock, Random } from '@gatehouse/core';
import {
  type Config,
  connectRedis,
  Database,
  type Logger,
  MailQueue,
  MeterFence,
  PlaceSync,
  StripeAccounts,
  systemClock,
  systemRandom,
  Vault,
} from '@gatehouse/platform';
import { type DynamicModule, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { CustomDomains } from './custom-domains/custom-domains.service';
import { CLOCK, CONFIG, LOGGER, PLACE_SYNC, RANDOM, REDIS, STRIPE } from './tokens';

/** What both planes stand on. `clock` and `random` are the system's unless a test decides otherwise. */
export interface PlatformOptions {
  readonly config: Config;
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly random?: Random;
}

/** Closes, in order, what was opened: after the last request, before the process ends. */
@Injectable()
class PlatformConnections implements OnApplicationShutdown {
  constructor(
    private readonly database: Database,
    private readonly mail: MailQueue,
    @Inject(REDIS) private readonly redis: Redis,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.mail.close();
    await this.database.close();
    this.redis.disconnect();
  }
}

@Module({})
export class PlatformModule {
  /** Connects to Postgres and Redis once; every module may inject what this provides. */
  static with(options: PlatformOptions): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      providers: [
        { provide: CONFIG, useValue: options.config },
        { provide: LOGGER, useValue: options.logger },
        { provide: CLOCK, useValue: options.clock ?? systemClock },
        { provide: RANDOM, useValue: options.random ?? systemRandom },
        { provide: Database, useFactory: () => Database.connect(options.config.databaseUrl, options.config.databasePoolSize) },
        { provide: REDIS, useFactory: () => connectLoggedRedis(options.config.redisUrl, options.logger) },
        { provide: Vault, useFactory: () => new Vault(options.config.masterKeys) },
        { provide: MailQueue, useFactory: (redis: Redis, vault: Vault) => new MailQueue(redis, vault), inject: [REDIS, Vault] },
        {
          provide: MeterFence,
          useFactory: (redis: Redis, random: Random) => new MeterFence(redis, random),
          inject: [REDIS, RANDOM],
        },
        {
          provide: STRIPE,
          useFactory: (vault: Vault) =>
            options.config.stripe === null ? null : new StripeAccounts(options.config.stripe, vault),
          inject: [Vault],
        },
        {
          provide: PLACE_SYNC,
          useFactory: (database: Database, fence: MeterFence, accounts: StripeAccounts | null, clock: Clock) =>
            accounts === null ? null : new PlaceSync(database, fence, accounts, clock),
          inject: [Database, MeterFence, STRIPE, CLOCK],
        },
        CustomDomains,
        PlatformConnections,
      ],
      exports: [CONFIG, LOGGER, CLOCK, RANDOM, Database, REDIS, Vault, MailQueue, MeterFence, STRIPE, PLACE_SYNC, CustomDomains],
    };
  }
}

/** A Redis that goes away is reported by every command that needed it; without a listener it would also end the process. */
function connectLoggedRedis(redisUrl: string, logger: Logger): Redis {
  const redis = connectRedis(redisUrl);
  redis.on('error', (error: Error) => logger.warn({ error: error.message }, 'redis connection'));
  return redis;
}
