import { Module } from '@nestjs/common';
import { AuthorizeModule } from './data-plane/authorize/authorize.module';
import { TokenModule } from './data-plane/token/token.module';
import { VerifyModule } from './data-plane/verify/verify.module';
import { WellKnownModule } from './data-plane/well-known/well-known.module';

/** The authorization server, verify and the hosted pages, under each workspace's issuer. */
@Module({ imports: [AuthorizeModule, TokenModule, VerifyModule, WellKnownModule] })
export class DataPlaneModule {}
