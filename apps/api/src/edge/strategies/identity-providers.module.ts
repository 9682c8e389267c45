import type { Clock, Random } from '@gatehouse/core';
import { type Config, Vault } from '@gatehouse/platform';
import { Module } from '@nestjs/common';
import { CLOCK, CONFIG, RANDOM } from '../tokens';
import { IdentityProviders } from './identity-providers.service';
import { ProviderStateStore } from './provider-state.store';

@Module({
  providers: [
    {
      provide: IdentityProviders,
      inject: [CONFIG, Vault, CLOCK, RANDOM],
      useFactory: (config: Config, vault: Vault, clock: Clock, random: Random) => {
        const store = new ProviderStateStore(vault, clock, random, config.publicUrl.startsWith('https:'));
        return new IdentityProviders(config.identityProviders, store, clock);
      },
    },
  ],
  exports: [IdentityProviders],
})
export class IdentityProvidersModule {}
