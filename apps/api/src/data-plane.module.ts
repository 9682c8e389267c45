import { Module } from '@nestjs/common';
import { VerifyModule } from './data-plane/verify/verify.module';

/** The authorization server, verify and the hosted pages, under each workspace's issuer. */
@Module({ imports: [VerifyModule] })
export class DataPlaneModule {}
