import {
  agreedQuota,
  type Clock,
  consentSentences,
  type Period,
  placeInEffect,
  planState,
  quotaPeriod,
  withOverrides,
} from '@gatehouse/core';
import {
  Database,
  grantListRepository,
  type HeldPlan,
  type ListedGrant,
  type MarketingConsentRow,
  marketingConsentRepository,
  planRepository,
  scopeRepository,
  type SubscriberSessionRow,
  subscriberSessionRepository,
  subscriptionRepository,
  type SubscriptionRow,
  tierRepository,
  type TierRow,
  usageReportRepository,
  usageRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { consentTexts } from '../../edge/hosted-pages/consent.texts';
import type { Language } from '../../edge/hosted-pages/language';
import { CLOCK } from '../../edge/tokens';
import type { Account } from './account-door.service';
import { type WaysToSignIn, waysToSignIn } from './ways-to-sign-in';

/** A GPT that may act for the person, and how much it did. */
export interface GptAccess {
  readonly gptId: string;
  readonly gptName: string;
  readonly allowedAt: Date;
  /** What it may do, each a sentence. */
  readonly sentences: readonly string[];
  /** Null where nothing is free and nothing is paid. */
  readonly planName: string | null;
  /** What they pay for it, or were given; null where they have it free of charge. */
  readonly plan: HeldPlan | null;
  /** Whether there is a plan to buy. */
  readonly sells: boolean;
  /** Units of the month so far (the calendar's, or the subscriber's own), and how many there may be; null: as many as they like. */
  readonly used: number;
  readonly limit: number | null;
  readonly period: Period;
  /** To the hour. */
  readonly lastUsedAt: Date | null;
}

export interface AccountOverview {
  readonly ways: WaysToSignIn;
  /** What they pay for or were given, and is not over. */
  readonly plans: readonly HeldPlan[];
  readonly now: Date;
  readonly gpts: readonly GptAccess[];
  readonly sessions: readonly SubscriberSessionRow[];
  readonly consent: MarketingConsentRow | null;
}

export interface DayOfUse {
  /** RFC 3339, when the day begins. */
  readonly day: string;
  readonly calls: number;
}

/** What an account page shows. Calls as far as they have reached the ledger: within a second or two. */
@Injectable()
export class AccountReader {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  overview({ tenant, subscriber, frame }: Account): Promise<AccountOverview> {
    return this.database.inWorkspace(tenant.id, async (tx) => {
      const now = this.clock.now();
      const plans = await planRepository.listOf(tx, subscriber.id, now);
      return {
        ways: await waysToSignIn(tx, subscriber.id),
        plans: plans.filter((plan) => planState(plan, now).kind !== 'ended'),
        now,
        gpts: await this.gptsOf(tx, subscriber.id, frame.language, now),
        sessions: await subscriberSessionRepository.listLiveOf(tx, subscriber.id, now),
        consent: await marketingConsentRepository.findLive(tx, subscriber.id),
      };
    });
  }

  /** One GPT with its days of the month; null when it has no access, is none, or is another workspace's. */
  gpt(
    { tenant, subscriber, frame }: Account,
    gptId: string,
  ): Promise<{ access: GptAccess; days: readonly DayOfUse[]; now: Date } | null> {
    return this.database.inWorkspace(tenant.id, async (tx) => {
      const now = this.clock.now();
      const all = await this.gptsOf(tx, subscriber.id, frame.language, now);
      const access = all.find((one) => one.gptId === gptId);
      if (access === undefined) return null;
      const { startsAt: from, endsAt: to } = access.period;
      const { rows } = await usageReportRepository.report(tx, {
        from,
        to,
        groupBy: 'day',
        gptId,
        subscriberId: subscriber.id,
        limit: 32,
        after: null,
      });
      return { access, now, days: rows.map(({ key, calls }) => ({ day: key, calls })) };
    });
  }

  private async gptsOf(tx: WorkspaceTransaction, subscriberId: string, language: Language, now: Date): Promise<GptAccess[]> {
    const grants = await grantListRepository.listLiveOf(tx, subscriberId, now);
    const lastUsed = await usageRepository.lastUsed(tx, subscriberId);
    const plans = await planRepository.listOf(tx, subscriberId, now);
    const selling = await planRepository.gptsThatSell(tx);
    const described: GptAccess[] = [];
    for (const grant of grants) {
      described.push({
        ...(await this.describe(tx, grant, { subscriberId, language, now })),
        lastUsedAt: lastUsed.get(grant.gptId) ?? null,
        plan: plans.find((plan) => plan.gptId === grant.gptId && planState(plan, now).kind !== 'ended') ?? null,
        sells: selling.has(grant.gptId),
      });
    }
    return described;
  }

  private async describe(
    tx: WorkspaceTransaction,
    { gptId, gptName, createdAt, scopes }: ListedGrant,
    { subscriberId, language, now }: { subscriberId: string; language: Language; now: Date },
  ): Promise<Omit<GptAccess, 'lastUsedAt' | 'plan' | 'sells'>> {
    const place = await subscriptionRepository.find(tx, subscriberId, gptId);
    // As the decision about a call has it: `principalRepository` and `limitsFor`.
    const tiers = await tierRepository.listFor(tx, gptId);
    const inEffect = place === null ? null : placeInEffect(place, tiers, now);
    const served = inEffect?.isServed === true ? place : null;
    const tier =
      (inEffect?.isServed === true ? tiers.find(({ id }) => id === inEffect.tierId) : undefined) ??
      (await tierRepository.findDefault(tx, gptId));
    const period = quotaPeriod(
      {
        billedPeriod: inEffect?.status === 'comped' ? null : billedPeriodOf(served, tier),
        monthsFrom: tier.quotaMonths === 'subscription_month' ? (place?.monthsFrom ?? null) : null,
      },
      now,
    );
    const limited = withOverrides(tier, served?.overrides ?? {});
    const isCharged = inEffect?.status !== 'comped' && billedPeriodOf(served, tier) !== null;
    const limit = isCharged ? agreedQuota(limited, tier, tier, served?.termsSeenAt ?? null) : limited.quotaPerMonth;
    return {
      gptId,
      gptName,
      allowedAt: createdAt,
      sentences: consentSentences(scopes, await scopeRepository.listFor(tx, gptId), consentTexts[language].standard),
      planName: served === null && tier.priceAmount !== null ? null : tier.name,
      used: await usageRepository.usedUnits(tx, gptId, subscriberId, period),
      limit,
      period,
    };
  }
}

/** The period that Stripe bills, of a place that is charged for what goes beyond its quota. */
function billedPeriodOf(place: SubscriptionRow | null, tier: TierRow): { startsAt: Date; endsAt: Date } | null {
  const isCharged = place !== null && place.overagePriceId !== null && tier.overageUnitAmount !== null;
  if (!isCharged || tier.quotaPerMonth === null || place.periodStartsAt === null || place.periodEndsAt === null) return null;
  return { startsAt: place.periodStartsAt, endsAt: place.periodEndsAt };
}
