import {
  type Config,
  connectRedis,
  Database,
  DomainChecks,
  KeyRing,
  type Logger,
  MailTransport,
  MeterFence,
  PlaceSync,
  StripeAccounts,
  systemRandom,
  systemClock,
  TxtResolver,
  UsageBuffer,
  Vault,
} from '@gatehouse/platform';
import { type DynamicModule, Module } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { billingProviders } from './billing.providers';
import { CheckDomains } from './check-domains/check-domains.job';
import { DrainUsage } from './drain-usage/drain-usage.job';
import { DrainWithoutQueue } from './drain-usage/drain-without-queue';
import { Drain } from './drain-usage/drain.service';
import { KeepUsagePartitions } from './keep-partitions/keep-partitions.job';
import { KeepPartitions } from './keep-partitions/keep-partitions.service';
import { MovePrices } from './move-prices/move-prices.job';
import { PriceMover } from './move-prices/price-mover';
import { PruneExpired } from './prune-expired/prune-expired.job';
import { Prune } from './prune-expired/prune.service';
import { BooksCheck } from './reconcile-usage/books-check';
import { QuotaCheck } from './reconcile-usage/quota-check';
import { BillingCheck } from './reconcile-billing/billing-check.service';
import { ReconcileBilling } from './reconcile-billing/reconcile-billing.job';
import { ReconcileUsage } from './reconcile-usage/reconcile-usage.job';
import { Reconcile } from './reconcile-usage/reconcile.service';
import { OverageSender } from './report-overage/overage-sender';
import { Overage } from './report-overage/overage.service';
import { ReportOverage } from './report-overage/report-overage.job';
import { RollUpUsage } from './roll-up-usage/roll-up-usage.job';
import { RollUp } from './roll-up-usage/roll-up.service';
import { RotateSigningKeys } from './rotate-signing-keys/rotate-signing-keys.job';
import { SendMail } from './send-mail/send-mail.job';
import { SyncSubscriptions } from './sync-subscriptions/sync-subscriptions.job';
import { TellRedis } from './tell-redis/tell-redis.job';
import { CLOCK, CONFIG, LOGGER, PLACE_SYNC, REDIS } from './tokens';

/** What this process does. A job that is not named here does not run. */
export const JOBS = [
  DrainUsage,
  RollUpUsage,
  KeepUsagePartitions,
  ReconcileUsage,
  TellRedis,
  SendMail,
  PruneExpired,
  RotateSigningKeys,
  CheckDomains,
  ReportOverage,
  MovePrices,
  ReconcileBilling,
  SyncSubscriptions,
];

@Module({})
export class WorkerModule {
  static with(config: Config, logger: Logger): DynamicModule {
    return {
      module: WorkerModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
        { provide: CLOCK, useValue: systemClock },
        { provide: Database, useFactory: () => Database.connect(config.databaseUrl, config.databasePoolSize) },
        { provide: REDIS, useFactory: () => connectLoggedRedis(config.redisUrl, logger) },
        { provide: UsageBuffer, useFactory: (redis: Redis) => new UsageBuffer(redis), inject: [REDIS] },
        { provide: Vault, useFactory: () => new Vault(config.masterKeys) },
        { provide: MailTransport, useFactory: () => new MailTransport(config.mail.smtpUrl, config.mail.from) },
        {
          provide: KeyRing,
          useFactory: (database: Database, vault: Vault) => new KeyRing(database, vault, systemClock),
          inject: [Database, Vault],
        },
        {
          provide: DomainChecks,
          useFactory: (database: Database) => new DomainChecks(database, new TxtResolver(config.dnsServers), systemClock),
          inject: [Database],
        },
        ...billingProviders(config),
        BillingCheck,
        Overage,
        OverageSender,
        PriceMover,
        {
          provide: PLACE_SYNC,
          useFactory: (database: Database, redis: Redis, vault: Vault) =>
            config.stripe === null
              ? null
              : new PlaceSync(
                  database,
                  new MeterFence(redis, systemRandom),
                  new StripeAccounts(config.stripe, vault),
                  systemClock,
                ),
          inject: [Database, REDIS, Vault],
        },
        Drain,
        RollUp,
        KeepPartitions,
        BooksCheck,
        QuotaCheck,
        Reconcile,
        Prune,
        ...JOBS,
        DrainWithoutQueue,
      ],
    };
  }
}

/** For counters; BullMQ has connections of its own. It fails rather than wait: the drain asks it with a transaction open. */
function connectLoggedRedis(redisUrl: string, logger: Logger): Redis {
  const redis = connectRedis(redisUrl);
  redis.on('error', (error: Error) => logger.warn({ error: error.message }, 'redis connection'));
  return redis;
}
