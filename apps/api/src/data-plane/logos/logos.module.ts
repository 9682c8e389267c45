import { Module } from '@nestjs/common';
import { TenantsModule } from '../tenants/tenants.module';
import { LogosRoutes } from './logos.routes';

@Module({ imports: [TenantsModule], providers: [LogosRoutes] })
export class LogosModule {}
