import { Module } from '@nestjs/common';
import { TenantsModule } from '../tenants/tenants.module';
import { JwksHandler } from './jwks.handler';
import { JwksRoutes } from './jwks.routes';
import { KeyRingModule } from '../../edge/keys/key-ring.module';

@Module({ imports: [TenantsModule, KeyRingModule], providers: [JwksHandler, JwksRoutes] })
export class JwksModule {}
