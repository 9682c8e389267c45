import { Module } from '@nestjs/common';
import { ThrottleModule } from '../../edge/throttle/throttle.module';
import { KeyRingModule } from '../../edge/keys/key-ring.module';
import { TenantsModule } from '../tenants/tenants.module';
import { Exchanges } from './exchanges.service';
import { GuessLimits } from './guess-limits.service';
import { IdTokens } from './id-tokens.service';
import { Leaks } from './leaks.service';
import { TokenHandler } from './token.handler';
import { TokenRoutes } from './token.routes';

@Module({
  imports: [TenantsModule, ThrottleModule, KeyRingModule],
  providers: [Exchanges, GuessLimits, IdTokens, Leaks, TokenHandler, TokenRoutes],
})
export class TokenModule {}
