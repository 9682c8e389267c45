import { FirstSchema1763700000001 } from './migrations/0001-first-schema.migration';
import { UsageOrphans1763700000002 } from './migrations/0002-usage-orphans.migration';
import { SigningKeys1763700000003 } from './migrations/0003-signing-keys.migration';
import { ServiceKeys1763700000004 } from './migrations/0004-service-keys.migration';
import { AuditEvents1763700000005 } from './migrations/0005-audit-events.migration';
import { IndexesForPruningAndKeys1763700000010 } from './migrations/0010-indexes-for-pruning-and-keys.migration';
import { PricesAndSchemas1763700000011 } from './migrations/0011-prices-and-schemas.migration';
import { EmailedLinks1763700000012 } from './migrations/0012-emailed-links.migration';
import { SubscriberPasswords1763700000013 } from './migrations/0013-subscriber-passwords.migration';
import { Branding1763700000014 } from './migrations/0014-branding.migration';
import { SubscriberIdentities1763700000015 } from './migrations/0015-subscriber-identities.migration';
import { OwnClientsAndPasskeys1763700000016 } from './migrations/0016-own-clients-and-passkeys.migration';
import { AccountPages1763700000018 } from './migrations/0018-account-pages.migration';
import { AccessAndLearning1763700000017 } from './migrations/0017-access-and-learning.migration';
import { CustomDomains1763700000019 } from './migrations/0019-custom-domains.migration';
import { ThrottleBuckets1763700000020 } from './migrations/0020-throttle-buckets.migration';
import { UsageRollups1763700000022 } from './migrations/0022-usage-rollups.migration';
import { MonthsOverridesAndStrangers1763700000025 } from './migrations/0025-months-overrides-and-strangers.migration';
import { RetireUsagePartitions1763700000023 } from './migrations/0023-retire-usage-partitions.migration';
import { CountingWithoutRedis1763700000024 } from './migrations/0024-counting-without-redis.migration';
import { Billing1763700000030 } from './migrations/0030-billing.migration';
import { OverageAndReports1763700000035 } from './migrations/0035-overage-and-reports.migration';
import { StripeReadings1763700000031 } from './migrations/0031-stripe-readings.migration';
import { UsageAtOnce1763700000037 } from './migrations/0037-usage-at-once.migration';
import { RefusedAccounts1763700000050 } from './migrations/0050-refused-accounts.migration';
import { ModesOfChanges1763700000058 } from './migrations/0058-modes-of-changes.migration';
import { CustomersOfEvents1763700000062 } from './migrations/0062-customers-of-events.migration';
import { RetireMonthsInOrder1763700000059 } from './migrations/0059-retire-months-in-order.migration';
import { RefusedEndings1763700000061 } from './migrations/0061-refused-endings.migration';
import { HoursOfMonthsAndModesOfChanges1763700000060 } from './migrations/0060-hours-of-months-and-modes-of-changes.migration';
import { FormerTerms1763700000057 } from './migrations/0057-former-terms.migration';
import { OverageOfOneSubscription1763700000055 } from './migrations/0055-overage-of-one-subscription.migration';
import { ListsOfCallers1763700000051 } from './migrations/0051-lists-of-callers.migration';
import { BooksCompared1763700000054 } from './migrations/0054-books-compared.migration';
import { TermsSeen1763700000043 } from './migrations/0043-terms-seen.migration';
import { PriceMoves1763700000042 } from './migrations/0042-price-moves.migration';
import { DropDirectDecisions1763700000039 } from './migrations/0039-drop-direct-decisions.migration';
import { Comps1763700000044 } from './migrations/0044-comps.migration';
import { MoneyGivenBack1763700000045 } from './migrations/0045-money-given-back.migration';
import { PlansOfSubscribers1763700000040 } from './migrations/0040-plans-of-subscribers.migration';
import { BoundedActions1763700000046 } from './migrations/0046-bounded-actions.migration';
import { CompareMonthsInSlices1763700000063 } from './migrations/0063-compare-months-in-slices.migration';
import { NotesOfTheirOwn1763700000067 } from './migrations/0067-notes-of-their-own.migration';
import { EarlierMonthsAndChanges1763700000065 } from './migrations/0065-earlier-months-and-changes.migration';

/** In the order in which they run. Explicit, so that a stray file in the folder is not run. */
export const migrations = [
  FirstSchema1763700000001,
  UsageOrphans1763700000002,
  SigningKeys1763700000003,
  ServiceKeys1763700000004,
  AuditEvents1763700000005,
  IndexesForPruningAndKeys1763700000010,
  PricesAndSchemas1763700000011,
  EmailedLinks1763700000012,
  SubscriberPasswords1763700000013,
  Branding1763700000014,
  SubscriberIdentities1763700000015,
  OwnClientsAndPasskeys1763700000016,
  AccessAndLearning1763700000017,
  AccountPages1763700000018,
  CustomDomains1763700000019,
  ThrottleBuckets1763700000020,
  UsageRollups1763700000022,
  RetireUsagePartitions1763700000023,
  CountingWithoutRedis1763700000024,
  MonthsOverridesAndStrangers1763700000025,
  Billing1763700000030,
  StripeReadings1763700000031,
  OverageAndReports1763700000035,
  UsageAtOnce1763700000037,
  DropDirectDecisions1763700000039,
  PlansOfSubscribers1763700000040,
  PriceMoves1763700000042,
  TermsSeen1763700000043,
  Comps1763700000044,
  MoneyGivenBack1763700000045,
  BoundedActions1763700000046,
  RefusedAccounts1763700000050,
  ListsOfCallers1763700000051,
  BooksCompared1763700000054,
  OverageOfOneSubscription1763700000055,
  FormerTerms1763700000057,
  ModesOfChanges1763700000058,
  RetireMonthsInOrder1763700000059,
  HoursOfMonthsAndModesOfChanges1763700000060,
  RefusedEndings1763700000061,
  CustomersOfEvents1763700000062,
  CompareMonthsInSlices1763700000063,
  EarlierMonthsAndChanges1763700000065,
  NotesOfTheirOwn1763700000067,
];
