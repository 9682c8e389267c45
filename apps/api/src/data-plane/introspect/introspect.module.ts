import { Module } from '@nestjs/common';
import { ThrottleModule } from '../../edge/throttle/throttle.module';
import { TenantsModule } from '../tenants/tenants.module';
import { GuessLimits } from '../token/guess-limits.service';
import { IntrospectHandler } from './introspect.handler';
import { IntrospectRoutes } from './introspect.routes';

@Module({ imports: [TenantsModule, ThrottleModule], providers: [GuessLimits, IntrospectHandler, IntrospectRoutes] })
export class IntrospectModule {}
