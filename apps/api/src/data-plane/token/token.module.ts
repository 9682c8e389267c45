import { Module } from '@nestjs/common';
import { ThrottleModule } from '../../edge/throttle/throttle.module';
import { TenantsModule } from '../tenants/tenants.module';
import { CodeRedemptions } from './code-redemption.service';
import { GuessLimits } from './guess-limits.service';
import { Refreshes } from './refresh.service';
import { TokenHandler } from './token.handler';
import { TokenRoutes } from './token.routes';

@Module({
  imports: [TenantsModule, ThrottleModule],
  providers: [CodeRedemptions, GuessLimits, Refreshes, TokenHandler, TokenRoutes],
})
export class TokenModule {}
