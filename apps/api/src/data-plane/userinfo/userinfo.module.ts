import { Module } from '@nestjs/common';
import { TenantsModule } from '../tenants/tenants.module';
import { UserinfoHandler } from './userinfo.handler';
import { UserinfoRoutes } from './userinfo.routes';

@Module({ imports: [TenantsModule], providers: [UserinfoHandler, UserinfoRoutes] })
export class UserinfoModule {}
