import { Module } from '@nestjs/common';
import { ThrottleModule } from '../../edge/throttle/throttle.module';
import { TenantsModule } from '../tenants/tenants.module';
import { GuessLimits } from '../token/guess-limits.service';
import { RevokeHandler } from './revoke.handler';
import { RevokeRoutes } from './revoke.routes';

@Module({ imports: [TenantsModule, ThrottleModule], providers: [GuessLimits, RevokeHandler, RevokeRoutes] })
export class RevokeModule {}
