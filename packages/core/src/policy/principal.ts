import type { BilledPeriod } from '../billing/overage';
import type { Offer } from '../billing/offers';
import type { SubscriptionStatus } from '../billing/standing';
import type { AnonymousCaller, AnonymousLimits } from './anonymous';

/** What a tier allows, as far as a call is concerned. Null is no limit. */
export interface TierPolicy {
  readonly key: string;
  readonly name: string;
  readonly quotaPerMonth: number | null;
  readonly ratePerMinute: number | null;
  readonly burst: number | null;
  /** Scopes that the tier includes; null for all. */
  readonly scopes: readonly string[] | null;
  /** Units by action; `*` stands for all that are not named. */
  readonly actionCosts: Readonly<Record<string, number>>;
}

/**
 * Whose calls no tier limits: those of a service key, which stands for no person. The key of this tier is one that no creator can give to
 * theirs, so the ledger keeps the two apart.
 */
export const SERVICE_KEY_TIER: TierPolicy = {
  key: 'service key',
  name: 'Service key',
  quotaPerMonth: null,
  ratePerMinute: null,
  burst: null,
  scopes: null,
  actionCosts: {},
};

/** Whose calls fall under the GPT's limits for people who have not signed in. No creator can give a tier this key. */
export const ANONYMOUS_TIER: TierPolicy = { ...SERVICE_KEY_TIER, key: 'not signed in', name: 'Not signed in' };

/** Whether a refused call carries a link to the GPT's tiers, or a sentence that mentions neither plans nor prices. */
export const UPGRADE_WORDINGS = ['link', 'neutral'] as const;
export type UpgradeWording = (typeof UPGRADE_WORDINGS)[number];

/** Over which months a quota is counted: those of the calendar, or those since the subscriber's own beginning. */
export type QuotaMonths = 'calendar_month' | 'subscription_month';

/** Who is at a GPT's door: all that a decision about their call needs. Read in one query, remembered under a fence. */
export interface Principal {
  readonly workspaceId: string;
  /** A person, or a key that identifies the GPT and nobody (ADR 0013): by itself, or for somebody who has not signed in (`anonymous`). */
  readonly kind: 'subscriber' | 'service_key';
  /** Who is counted: the subscriber, or the service key. Never told as a `sub` when it is no person. */
  readonly subscriberId: string;
  /** Null for a service key. */
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly name: string | null;
  readonly blocked: boolean;
  readonly gptId: string;
  readonly gptName: string;
  readonly clientId: string;
  /** What the token was granted. */
  readonly scopes: readonly string[];
  /** Null when it does not expire. */
  readonly expiresAt: Date | null;
  readonly tier: TierPolicy;
  /** From when the subscriber's months are counted; null for calendar months. */
  readonly monthsFrom: Date | null;
  /** The period that is billed, where the place has its months from it because what goes beyond the quota is charged; else null. */
  readonly billedPeriod: BilledPeriod | null;
  /** What the place is worth; of a person who stands on the default tier because their own place is not served, that of the default tier. */
  readonly subscription: SubscriptionStatus;
  /** Their place is not served, and the GPT has no free tier to fall back to. */
  readonly unpaid: boolean;
  /** When their place ends to be served, if nothing happens before: what was read of them holds until then. Null: no such day is known. */
  readonly servedUntil: Date | null;
  /** The priced tiers of the GPT. */
  readonly offers: readonly Offer[];
  /** Whether a refusal may speak of plans and link to them (see `design/chatgpt.md` on what may be promoted inside ChatGPT). */
  readonly upgradeWording: UpgradeWording;
  /** For a service key: what its GPT allows to people who have not signed in. Null for a person. */
  readonly anonymousLimits: AnonymousLimits | null;
  /** On whose behalf a service key calls, when they have not signed in. */
  readonly anonymous: AnonymousCaller | null;
}
