import { Module } from '@nestjs/common';
import { AnonymousLimitsModule } from './control-plane/anonymous-limits/anonymous-limits.module';
import { AccessPolicyModule } from './control-plane/access-policy/access-policy.module';
import { AuditModule } from './control-plane/audit/audit.module';
import { BillingReportsModule } from './control-plane/billing-reports/billing-reports.module';
import { DomainsModule } from './control-plane/domains/domains.module';
import { BillingModule } from './control-plane/billing/billing.module';
import { BrandingModule } from './control-plane/branding/branding.module';
import { CompsModule } from './control-plane/comps/comps.module';
import { CallbackLearningModule } from './control-plane/callback-learning/callback-learning.module';
import { GptsModule } from './control-plane/gpts/gpts.module';
import { GptIdentityProvidersModule } from './control-plane/identity-providers/identity-providers.module';
import { MarketingConsentModule } from './control-plane/marketing-consent/marketing-consent.module';
import { MeteringModule } from './control-plane/metering/metering.module';
import { ServiceKeysModule } from './control-plane/service-keys/service-keys.module';
import { SessionsModule } from './control-plane/sessions/sessions.module';
import { SigningKeysModule } from './control-plane/signing-keys/signing-keys.module';
import { SubscriberAccessModule } from './control-plane/subscriber-access/subscriber-access.module';
import { SubscriberRequestsModule } from './control-plane/subscriber-data/subscriber-data.module';
import { SubscribersModule } from './control-plane/subscribers/subscribers.module';
import { SubscriptionsModule } from './control-plane/subscriptions/subscriptions.module';
import { TierOverageModule } from './control-plane/tier-overage/tier-overage.module';
import { TiersModule } from './control-plane/tiers/tiers.module';
import { TokenLifetimesModule } from './control-plane/token-lifetimes/token-lifetimes.module';
import { TokensModule } from './control-plane/tokens/tokens.module';
import { UpgradeWordingModule } from './control-plane/upgrade-wording/upgrade-wording.module';
import { UsageModule } from './control-plane/usage/usage.module';
import { WorkspacesModule } from './control-plane/workspaces/workspaces.module';
import { AccessModule } from './edge/access/access.module';

/** The creator's API, `/api/v1`. One module a feature; the guard of the access module stands before all of them. */
@Module({
  imports: [
    AccessModule,
    SessionsModule,
    WorkspacesModule,
    TokensModule,
    GptsModule,
    BrandingModule,
    BillingModule,
    ServiceKeysModule,
    GptIdentityProvidersModule,
    TiersModule,
    TierOverageModule,
    BillingReportsModule,
    AnonymousLimitsModule,
    SubscribersModule,
    SubscriberAccessModule,
    SubscriberRequestsModule,
    MarketingConsentModule,
    MeteringModule,
    SubscriptionsModule,
    CompsModule,
    AccessPolicyModule,
    CallbackLearningModule,
    UpgradeWordingModule,
    UsageModule,
    DomainsModule,
    SigningKeysModule,
    TokenLifetimesModule,
    AuditModule,
  ],
})
export class ControlPlaneModule {}
