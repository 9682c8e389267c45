import { Module } from '@nestjs/common';
import { Tenants } from './tenants.service';

@Module({ providers: [Tenants], exports: [Tenants] })
export class TenantsModule {}
