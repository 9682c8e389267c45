import { Payment } from './entities/payment.entity';
import { StripeAccountDirectoryEntry } from './entities/stripe-account-directory-entry.entity';
import { StripeConnection } from './entities/stripe-connection.entity';
import { StripeCustomer } from './entities/stripe-customer.entity';
import { StripeEvent } from './entities/stripe-event.entity';
import { PriceMove } from './entities/price-move.entity';
import { TierPrice } from './entities/tier-price.entity';
import { AccessInvitation } from './entities/access-invitation.entity';
import { AccessPolicy } from './entities/access-policy.entity';
import { AccessRequest } from './entities/access-request.entity';
import { AccessToken } from './entities/access-token.entity';
import { ApiToken } from './entities/api-token.entity';
import { AuditEvent } from './entities/audit-event.entity';
import { AuthorizationCode } from './entities/authorization-code.entity';
import { Branding } from './entities/branding.entity';
import { CallbackUrl } from './entities/callback-url.entity';
import { ErasedSubscriber } from './entities/erased-subscriber.entity';
import { DomainDirectoryEntry } from './entities/domain-directory-entry.entity';
import { Gpt } from './entities/gpt.entity';
import { GptIdentityClient } from './entities/gpt-identity-client.entity';
import { GptSecret } from './entities/gpt-secret.entity';
import { Grant } from './entities/grant.entity';
import { Interaction } from './entities/interaction.entity';
import { MarketingConsent } from './entities/marketing-consent.entity';
import { LearnedCallback } from './entities/learned-callback.entity';
import { Logo } from './entities/logo.entity';
import { Member } from './entities/member.entity';
import { MemberEmailCode } from './entities/member-email-code.entity';
import { MemberSession } from './entities/member-session.entity';
import { Membership } from './entities/membership.entity';
import { Passkey } from './entities/passkey.entity';
import { PasskeyChallenge } from './entities/passkey-challenge.entity';
import { PrivacyPolicy } from './entities/privacy-policy.entity';
import { RefreshToken } from './entities/refresh-token.entity';
import { Scope } from './entities/scope.entity';
import { ServiceKey } from './entities/service-key.entity';
import { SignInCode } from './entities/sign-in-code.entity';
import { SigningKey } from './entities/signing-key.entity';
import { Subscriber } from './entities/subscriber.entity';
import { SubscriberIdentity } from './entities/subscriber-identity.entity';
import { SubscriberPassword } from './entities/subscriber-password.entity';
import { SubscriberSession } from './entities/subscriber-session.entity';
import { Subscription } from './entities/subscription.entity';
import { SubscriptionChange } from './entities/subscription-change.entity';
import { OveragePrice } from './entities/overage-price.entity';
import { OveragePeriod } from './entities/overage-period.entity';
import { OverageReport } from './entities/overage-report.entity';
import { BillingDifference } from './entities/billing-difference.entity';
import { Tier } from './entities/tier.entity';
import { TurnedAwayCallback } from './entities/turned-away-callback.entity';
import { ThrottleBucket } from './entities/throttle-bucket.entity';
import { UsageAction } from './entities/usage-action.entity';
import { UsageBatch } from './entities/usage-batch.entity';
import { UsageHourly } from './entities/usage-hourly.entity';
import { UsageOrphan } from './entities/usage-orphan.entity';
import { UsageBatchPart } from './entities/usage-batch-part.entity';
import { UsageBooks } from './entities/usage-books.entity';
import { UsageLateWrite } from './entities/usage-late-write.entity';
import { UsageCallerMonthly } from './entities/usage-caller-monthly.entity';
import { UsageCallerYearly } from './entities/usage-caller-yearly.entity';
import { UsageDaily } from './entities/usage-daily.entity';
import { UsageGptDaily } from './entities/usage-gpt-daily.entity';
import { UsageGptHourly } from './entities/usage-gpt-hourly.entity';
import { UsageGptPeriod } from './entities/usage-gpt-period.entity';
import { UsagePeriod } from './entities/usage-period.entity';
import { UsageTotal } from './entities/usage-total.entity';
import { UsageWorkspaceHourly } from './entities/usage-workspace-hourly.entity';
import { DirectUsage } from './entities/direct-usage.entity';
import { UntoldWorkspace } from './entities/untold-workspace.entity';
import { Workspace } from './entities/workspace.entity';
import { WorkspaceDomain } from './entities/workspace-domain.entity';

/** Tables that belong to no tenant: people, the directory of workspaces, and the drain's own books. */
export const directoryEntities = [
  Workspace,
  Member,
  MemberSession,
  MemberEmailCode,
  UsageBatch,
  UsageOrphan,
  UsageBooks,
  UsageLateWrite,
  UntoldWorkspace,
  DomainDirectoryEntry,
  ThrottleBucket,
  StripeAccountDirectoryEntry,
  StripeEvent,
];

/** Tables whose every row carries `workspace_id`. Row-level security is forced on each (a test compares this list with the database). */
export const tenantEntities = [
  Membership,
  ApiToken,
  Gpt,
  GptSecret,
  CallbackUrl,
  Scope,
  Tier,
  Subscriber,
  Subscription,
  SubscriberPassword,
  SubscriberSession,
  Interaction,
  SignInCode,
  Grant,
  AuthorizationCode,
  RefreshToken,
  AccessToken,
  UsageHourly,
  UsageAction,
  UsageBatchPart,
  UsageDaily,
  UsagePeriod,
  UsageTotal,
  UsageGptHourly,
  UsageGptDaily,
  UsageGptPeriod,
  UsageCallerMonthly,
  UsageCallerYearly,
  UsageWorkspaceHourly,
  DirectUsage,
  SigningKey,
  ServiceKey,
  AuditEvent,
  Branding,
  Logo,
  PrivacyPolicy,
  SubscriberIdentity,
  GptIdentityClient,
  Passkey,
  PasskeyChallenge,
  MarketingConsent,
  ErasedSubscriber,
  AccessPolicy,
  AccessInvitation,
  AccessRequest,
  LearnedCallback,
  TurnedAwayCallback,
  WorkspaceDomain,
  Payment,
  StripeConnection,
  StripeCustomer,
  PriceMove,
  TierPrice,
  SubscriptionChange,
  OveragePrice,
  OveragePeriod,
  OverageReport,
  BillingDifference,
];
