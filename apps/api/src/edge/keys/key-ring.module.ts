import type { Clock } from '@gatehouse/core';
import { Database, KeyRing, Vault } from '@gatehouse/platform';
import { Module } from '@nestjs/common';
import { CLOCK } from '../tokens';

/** The one key ring of the process: whoever signs and whoever publishes remember the same keys. */
@Module({
  providers: [
    {
      provide: KeyRing,
      useFactory: (database: Database, vault: Vault, clock: Clock) => new KeyRing(database, vault, clock),
      inject: [Database, Vault, CLOCK],
    },
  ],
  exports: [KeyRing],
})
export class KeyRingModule {}
