import {
  type Config,
  Database,
  MeterFence,
  OverageCatalogue,
  PaymentSync,
  PlaceSync,
  StripeAccounts,
  systemClock,
  systemRandom,
  Vault,
} from '@gatehouse/platform';
import type { Provider } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { REDIS } from './tokens';

/** The accounts through which creators are paid; null where nothing can be sold, and then there is nothing to do. */
export const STRIPE = Symbol('STRIPE');

/** What jobs about money work with. */
export function billingProviders(config: Config): Provider[] {
  return [
    {
      provide: STRIPE,
      useFactory: (vault: Vault) => (config.stripe === null ? null : new StripeAccounts(config.stripe, vault)),
      inject: [Vault],
    },
    { provide: MeterFence, useFactory: (redis: Redis) => new MeterFence(redis, systemRandom), inject: [REDIS] },
    { provide: PaymentSync, useFactory: (database: Database) => new PaymentSync(database), inject: [Database] },
    {
      provide: PlaceSync,
      // Without Stripe no job comes so far as to ask it anything.
      useFactory: (database: Database, fence: MeterFence, stripe: StripeAccounts | null) =>
        stripe === null ? null : new PlaceSync(database, fence, stripe, systemClock),
      inject: [Database, MeterFence, STRIPE],
    },
    {
      provide: OverageCatalogue,
      useFactory: (database: Database, fence: MeterFence) => new OverageCatalogue(database, fence, systemClock),
      inject: [Database, MeterFence],
    },
  ];
}
