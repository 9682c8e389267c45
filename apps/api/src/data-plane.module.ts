import { Module } from '@nestjs/common';
import { AccountModule } from './data-plane/account/account.module';
import { AuthorizeModule } from './data-plane/authorize/authorize.module';
import { IntrospectModule } from './data-plane/introspect/introspect.module';
import { JwksModule } from './data-plane/jwks/jwks.module';
import { LogosModule } from './data-plane/logos/logos.module';
import { PaywallModule } from './data-plane/paywall/paywall.module';
import { PlanModule } from './data-plane/plan/plan.module';
import { PrivacyModule } from './data-plane/privacy/privacy.module';
import { RevokeModule } from './data-plane/revoke/revoke.module';
import { TokenModule } from './data-plane/token/token.module';
import { UserinfoModule } from './data-plane/userinfo/userinfo.module';
import { VerifyModule } from './data-plane/verify/verify.module';
import { WellKnownModule } from './data-plane/well-known/well-known.module';

/** The authorization server, verify and the hosted pages, under each workspace's issuer. */
@Module({
  imports: [
    AuthorizeModule,
    AccountModule,
    TokenModule,
    RevokeModule,
    IntrospectModule,
    UserinfoModule,
    JwksModule,
    VerifyModule,
    WellKnownModule,
    LogosModule,
    PrivacyModule,
    PaywallModule,
    PlanModule,
  ],
})
export class DataPlaneModule {}
