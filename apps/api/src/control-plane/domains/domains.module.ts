import type { Clock } from '@gatehouse/core';
import { type Config, Database, DomainChecks, TxtResolver } from '@gatehouse/platform';
import { Module } from '@nestjs/common';
import { ThrottleModule } from '../../edge/throttle/throttle.module';
import { CLOCK, CONFIG } from '../../edge/tokens';
import { DomainsController } from './domains.controller';
import { DomainsService } from './domains.service';

@Module({
  imports: [ThrottleModule],
  controllers: [DomainsController],
  providers: [
    DomainsService,
    {
      provide: DomainChecks,
      useFactory: (database: Database, clock: Clock, config: Config) =>
        new DomainChecks(database, new TxtResolver(config.dnsServers), clock),
      inject: [Database, CLOCK, CONFIG],
    },
  ],
})
export class DomainsModule {}
