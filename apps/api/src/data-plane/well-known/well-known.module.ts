import { Module } from '@nestjs/common';
import { TenantsModule } from '../tenants/tenants.module';
import { ServerMetadataRoutes } from './server-metadata.routes';

@Module({ imports: [TenantsModule], providers: [ServerMetadataRoutes] })
export class WellKnownModule {}
