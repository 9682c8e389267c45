import type { Clock, Random } from '@gatehouse/core';
import { type Config, Vault } from '@gatehouse/platform';
import { Module } from '@nestjs/common';
import { CLOCK, CONFIG, RANDOM } from '../tokens';
import { GoogleStateStore } from './google-state.store';
import { GoogleStrategy } from './google.strategy';

/**
 * Provides the one {@link GoogleStrategy}, or null where neither a Google client nor a sandbox is configured: then Google is not offered.
 * Inject it with `@Inject(GoogleStrategy) private readonly google: GoogleStrategy | null`.
 */
@Module({
  providers: [
    {
      provide: GoogleStrategy,
      inject: [CONFIG, Vault, CLOCK, RANDOM],
      useFactory: (config: Config, vault: Vault, clock: Clock, random: Random) =>
        config.google === null
          ? null
          : new GoogleStrategy(config.google, new GoogleStateStore(vault, clock, random, config.publicUrl.startsWith('https:'))),
    },
  ],
  exports: [GoogleStrategy],
})
export class GoogleModule {}
