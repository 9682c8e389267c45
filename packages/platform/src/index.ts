export { systemClock, systemRandom } from './clock/system-clock';
export { verifyVisitor } from './bot-check/verify-visitor';
export type { BotCheckConfig } from './config/bot-check';
export { ConfigError, loadConfig, type Config } from './config/config';
export type { IdentityProviderConfig, ProviderClient, ProviderEndpoints } from './config/identity-providers';
export { KeyRing } from './crypto/key-ring';
export { hashPassword, verifyPassword } from './crypto/password';
export { openUnder, sealUnder } from './crypto/seal-under';
export { newOneTimeCode, newSecret, sameDigest, sha256, type SecretPrefix } from './crypto/secret';
export { type PublicJwk, signJwt, type SigningAlgorithm } from './crypto/signing';
export { recogniseJwt } from './crypto/recognise-jwt';
export { Vault, type MasterKey, type SealedPlace } from './crypto/vault';
export { Database } from './database/database';
export type { HotTransaction, PipelinedTransaction } from './database/pipelined-transaction';
export { wasRolledBack } from './database/rolled-back';
export { migrate } from './database/migrate';
export type {
  AnyTransaction,
  ApiTokenTransaction,
  DirectoryTransaction,
  MemberTransaction,
  WorkspaceTransaction,
} from './database/transaction';
export type { Branding as BrandingRow } from './database/entities/branding.entity';
export type { CallbackUrl as CallbackUrlRow } from './database/entities/callback-url.entity';
export type { Logo as LogoRow } from './database/entities/logo.entity';
export type { PrivacyPolicy as PrivacyPolicyRow } from './database/entities/privacy-policy.entity';
export type { GptSecret as GptSecretRow } from './database/entities/gpt-secret.entity';
export type { Gpt as GptRow } from './database/entities/gpt.entity';
export type { MemberRole } from './database/entities/membership.entity';
export type { Scope as ScopeRow } from './database/entities/scope.entity';
export { apiTokenRepository, type ListedApiToken } from './database/repositories/api-token.repository';
export { brandingRepository } from './database/repositories/branding.repository';
export { privacyPolicyRepository } from './database/repositories/privacy-policy.repository';
export { callbackUrlRepository } from './database/repositories/callback-url.repository';
export { gptRepository } from './database/repositories/gpt.repository';
export { gptSecretRepository } from './database/repositories/gpt-secret.repository';
export { type Identity, issuedTokenRepository, type IssuedToken } from './database/repositories/issued-token.repository';
export { memberEmailCodeRepository } from './database/repositories/member-email-code.repository';
export { memberRepository } from './database/repositories/member.repository';
export { memberSessionRepository } from './database/repositories/member-session.repository';
export { membershipRepository, type MemberWorkspace } from './database/repositories/membership.repository';
export { principalRepository } from './database/repositories/principal.repository';
export { scopeRepository } from './database/repositories/scope.repository';
export {
  subscriberListRepository,
  type ListedSubscriber,
  type SubscriberCursor,
  type SubscriberFilter,
} from './database/repositories/subscriber-list.repository';
export type { Subscription as SubscriptionRow } from './database/entities/subscription.entity';
export type { Tier as TierRow } from './database/entities/tier.entity';
export { tierRepository, type TierChange } from './database/repositories/tier.repository';
export type { OrphanReason } from './database/entities/usage-orphan.entity';
export { expiredRowsRepository } from './database/repositories/expired-rows.repository';
export { usageActionRepository } from './database/repositories/usage-action.repository';
export { usageBatchRepository } from './database/repositories/usage-batch.repository';
export {
  usageReportRepository,
  type UsageCursor,
  type UsageQuestion,
  type UsageReport,
  type UsageReportRow,
} from './database/repositories/usage-report.repository';
export { usageCheckRepository } from './database/repositories/usage-check.repository';
export { usageSumsRepository, type UsageSum } from './database/repositories/usage-sums.repository';
export {
  BEFORE_ALL,
  usagePartitionRepository,
  type RetiredKind,
  type WorkspaceDay,
  WRITTEN_SINCE,
} from './database/repositories/usage-partition.repository';
export { NO_CALLER, usageRebuildRepository, type CallerSlice } from './database/repositories/usage-rebuild.repository';
export { usageRollUpRepository } from './database/repositories/usage-roll-up.repository';
export type { UsageGrouping } from './database/repositories/usage-sources.sql';
export { usageRepository } from './database/repositories/usage.repository';
export { workspaceRepository } from './database/repositories/workspace.repository';
export type { AccessToken as AccessTokenRow } from './database/entities/access-token.entity';
export type { AuthorizationCode as AuthorizationCodeRow } from './database/entities/authorization-code.entity';
export type { AccessInvitation as AccessInvitationRow } from './database/entities/access-invitation.entity';
export type { AccessPolicy as AccessPolicyRow } from './database/entities/access-policy.entity';
export type { Grant as GrantRow } from './database/entities/grant.entity';
export type { ConsentPlace, MarketingConsent as MarketingConsentRow } from './database/entities/marketing-consent.entity';
export type { Interaction as InteractionRow } from './database/entities/interaction.entity';
export type { RefreshToken as RefreshTokenRow } from './database/entities/refresh-token.entity';
export type { MailedProofPurpose, SignInCode as SignInCodeRow } from './database/entities/sign-in-code.entity';
export type { GptIdentityClient as GptIdentityClientRow } from './database/entities/gpt-identity-client.entity';
export type { Passkey as PasskeyRow } from './database/entities/passkey.entity';
export type { SubscriberIdentity as SubscriberIdentityRow } from './database/entities/subscriber-identity.entity';
export type { LearnedCallback as LearnedCallbackRow } from './database/entities/learned-callback.entity';
export type { MemberSession as MemberSessionRow } from './database/entities/member-session.entity';
export type { TurnedAwayCallback as TurnedAwayCallbackRow } from './database/entities/turned-away-callback.entity';
export type { Subscriber as SubscriberRow } from './database/entities/subscriber.entity';
export type { SubscriberSession as SubscriberSessionRow } from './database/entities/subscriber-session.entity';
export { accessInvitationRepository } from './database/repositories/access-invitation.repository';
export { accessPolicyRepository } from './database/repositories/access-policy.repository';
export { accessRequestRepository, type ListedAccessRequest } from './database/repositories/access-request.repository';
export { accessStandingRepository } from './database/repositories/access-standing.repository';
export { accessTokenRepository } from './database/repositories/access-token.repository';
export { auditEventRepository, type ListedAuditEvent } from './database/repositories/audit-event.repository';
export { grantListRepository, type ListedGrant } from './database/repositories/grant-list.repository';
export { authorizationCodeRepository, type PresentedCode } from './database/repositories/authorization-code.repository';
export { clientRepository, type ClientRow } from './database/repositories/client.repository';
export { grantRepository } from './database/repositories/grant.repository';
export {
  issuanceRepository,
  type SuccessorPair,
  type TokenPair,
  type WhenHeld,
} from './database/repositories/issuance.repository';
export { interactionRepository } from './database/repositories/interaction.repository';
export { marketingConsentRepository } from './database/repositories/marketing-consent.repository';
export { learnedCallbackRepository } from './database/repositories/learned-callback.repository';
export { turnedAwayCallbackRepository } from './database/repositories/turned-away-callback.repository';
export { refreshTokenRepository, type PresentedRefreshToken } from './database/repositories/refresh-token.repository';
export type { ServiceKey as ServiceKeyRow } from './database/entities/service-key.entity';
export { serviceKeyRepository } from './database/repositories/service-key.repository';
export type { SigningKey as SigningKeyRow } from './database/entities/signing-key.entity';
export { signingKeyRepository } from './database/repositories/signing-key.repository';
export { signInCodeRepository } from './database/repositories/sign-in-code.repository';
export { gptIdentityClientRepository } from './database/repositories/gpt-identity-client.repository';
export { passkeyChallengeRepository } from './database/repositories/passkey-challenge.repository';
export { passkeyRepository } from './database/repositories/passkey.repository';
export { subscriberIdentityRepository } from './database/repositories/subscriber-identity.repository';
export { RECORD_PARTS, type RecordPart, subscriberRecordRepository } from './database/repositories/subscriber-record.repository';
export { gaveWay, subscriberErasureRepository } from './database/repositories/subscriber-erasure.repository';
export { subscriberRepository } from './database/repositories/subscriber.repository';
export { subscriberPasswordRepository } from './database/repositories/subscriber-password.repository';
export { subscriberSessionRepository } from './database/repositories/subscriber-session.repository';
export type { WorkspaceDomain as WorkspaceDomainRow } from './database/entities/workspace-domain.entity';
export { domainDirectoryRepository } from './database/repositories/domain-directory.repository';
export { workspaceDomainRepository } from './database/repositories/workspace-domain.repository';
export { throttleBucketRepository } from './database/repositories/throttle-bucket.repository';
export { DomainChecks } from './domains/domain-checks';
export { TxtResolver } from './domains/txt-resolver';
export { overagePlaceRepository, type ChargedPlace, type PlaceToCharge } from './database/repositories/overage-place.repository';
export { overagePeriodRepository } from './database/repositories/overage-period.repository';
export {
  type MeteredCustomer,
  overageReportRepository,
  SECOND_SUBSCRIPTION,
  type UnsentReport,
} from './database/repositories/overage-report.repository';
export type { BillingDifference as BillingDifferenceRow } from './database/entities/billing-difference.entity';
export { billingReportRepository } from './database/repositories/billing-report.repository';
export { recordPlaceChange, subscriptionChangeRepository } from './database/repositories/subscription-change.repository';
export { STANDINGS, type Standing } from './database/repositories/place-in-effect.sql';
export { subscriptionRepository, type SubscriptionWithTier } from './database/repositories/subscription.repository';
export { idMadeAt, newId } from './ids/new-id';
export { MailTransport } from './mail/mail-transport';
export { MailQueue, openMail, SEND_MAIL_QUEUE, type Mail, type SendMailJob } from './queue/mail-queue';
export { Meter, UNFENCED, type Fence, type MeterAnswer, type MeterOptions } from './redis/meter';
export { CounterReader, usedBeside } from './redis/counter-reader';
export { connectMeterRedis } from './redis/meter-connection';
export { MeterPresence } from './redis/meter-presence';
export { SeedOvertaken } from './redis/quota-seed';
export { isRefusedByRedis, isWithoutMemory } from './redis/refused-by-redis';
export { mustBeOfUse, mustTakeWrites, takesWrites } from './redis/takes-writes';
export { tellRedis } from './redis/tell-redis';
export { directUsageRepository } from './database/repositories/direct-usage.repository';
export { MeterFence, type FenceMarker } from './redis/meter-fence';
export { checkDurability } from './redis/redis-durability';
export { connectRedis, connectRedisForWorker } from './redis/redis-connection';
export { UsageBuffer, type Batch } from './redis/usage-buffer';
export { answersWithin } from './telemetry/answers-within';
export { createLogger, type Logger } from './telemetry/logger';
export { paymentRepository } from './database/repositories/payment.repository';
export { stripeAccountDirectoryRepository } from './database/repositories/stripe-account-directory.repository';
export { stripeConnectionRepository } from './database/repositories/stripe-connection.repository';
export { stripeCustomerRepository } from './database/repositories/stripe-customer.repository';
export { type EventSubscriber, stripeEventRepository } from './database/repositories/stripe-event.repository';
export { stripeReadingRepository } from './database/repositories/stripe-reading.repository';
export { priceTurnRepository } from './database/repositories/price-turn.repository';
export { priceMoveRepository, type MoveProgress, type WaitingMove } from './database/repositories/price-move.repository';
export { type HeldPlan, type HeldPrice, planRepository } from './database/repositories/plan.repository';
export { tierPriceRepository } from './database/repositories/tier-price.repository';
export type { Payment as PaymentRow } from './database/entities/payment.entity';
export type { StripeConnection as StripeConnectionRow } from './database/entities/stripe-connection.entity';
export type { StripeEvent as StripeEventRow, StripeEventOutcome } from './database/entities/stripe-event.entity';
export type { TaxBehavior } from './database/entities/workspace.entity';
export type { TierPrice as TierPriceRow } from './database/entities/tier-price.entity';
export { endConnection, markSold } from './stripe/end-connection';
export { isGivenUp, isEndingGivenUp } from './stripe/refused-account';
export { endPayments } from './stripe/end-payments';
export { expireCheckouts } from './stripe/expire-checkouts';
export { underKey } from './stripe/under-key';
export { MoneyBack } from './stripe/money-back';
export { type OwnEndpoint, readSignedEvent } from './stripe/read-signed-event';
export { type EventEnd, StripeEvents, type StripeNotice } from './stripe/stripe-events';
export { accountKey } from './database/account-key';
export { CatalogueSync } from './stripe/catalogue-sync';
export { PaymentSync, type PaymentReading } from './stripe/payment-sync';
export {
  type FoundAccount,
  isCardRefused,
  isAccountRefusal,
  isStripeAway,
  isStripeRefusal,
  lookUpAccount,
  faultForLog,
  stripeFault,
  stripeRefusal,
} from './stripe/look-up-account';
export { missingPermissions } from './stripe/key-permissions';
export { type PlaceOutcome, PlaceSync } from './stripe/place-sync';
export { OverageCatalogue } from './stripe/overage-catalogue';
export {
  type MadeWebhook,
  makeOwnWebhook,
  ownWebhookUrl,
  removeOwnWebhook,
  WEBHOOK_EVENTS,
  WEBHOOK_SECRET_COLUMN,
} from './stripe/own-webhook';
export { STRIPE_METADATA, termsNote } from './stripe/stripe-metadata';
export { STRIPE_KEY_COLUMN, type StripeAccess, StripeAccounts } from './stripe/stripe-accounts';
export type { StripeConfig } from './config/stripe';
