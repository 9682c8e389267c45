import { Module } from '@nestjs/common';
import { TenantsModule } from '../tenants/tenants.module';
import { PrivacyHandler } from './privacy.handler';
import { PrivacyRoutes } from './privacy.routes';

@Module({ imports: [TenantsModule], providers: [PrivacyHandler, PrivacyRoutes] })
export class PrivacyModule {}
