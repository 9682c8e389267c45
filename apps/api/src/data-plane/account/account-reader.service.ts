import { type Clock, consentSentences, monthOf, type Period, subscriptionMonthOf, withOverrides } from '@gatehouse/core';
import {
  Database,
  grantListRepository,
  type ListedGrant,
  type MarketingConsentRow,
  marketingConsentRepository,
  scopeRepository,
  type SubscriberSessionRow,
  subscriberSessionRepository,
  subscriptionRepository,
  tierRepository,
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
  readonly planName: string;
  /** Units of the month so far (the calendar's, or the subscriber's own), and how many there may be; null: as many as they like. */
  readonly used: number;
  readonly limit: number | null;
  readonly period: Period;
  /** To the hour. */
  readonly lastUsedAt: Date | null;
}

export interface AccountOverview {
  readonly ways: WaysToSignIn;
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
      return {
        ways: await waysToSignIn(tx, subscriber.id),
        gpts: await this.gptsOf(tx, subscriber.id, frame.language, now),
        sessions: await subscriberSessionRepository.listLiveOf(tx, subscriber.id, now),
        consent: await marketingConsentRepository.findLive(tx, subscriber.id),
      };
    });
  }

  /** One GPT with its days of the month; null when it has no access, is none, or is another workspace's. */
  gpt({ tenant, subscriber, frame }: Account, gptId: string): Promise<{ access: GptAccess; days: readonly DayOfUse[] } | null> {
    return this.database.inWorkspace(tenant.id, async (tx) => {
      const all = await this.gptsOf(tx, subscriber.id, frame.language, this.clock.now());
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
      return { access, days: rows.map(({ key, calls }) => ({ day: key, calls })) };
    });
  }

  private async gptsOf(tx: WorkspaceTransaction, subscriberId: string, language: Language, now: Date): Promise<GptAccess[]> {
    const grants = await grantListRepository.listLiveOf(tx, subscriberId, now);
    const lastUsed = await usageRepository.lastUsed(tx, subscriberId);
    const described: GptAccess[] = [];
    for (const grant of grants) {
      described.push({
        ...(await this.describe(tx, grant, { subscriberId, language, now })),
        lastUsedAt: lastUsed.get(grant.gptId) ?? null,
      });
    }
    return described;
  }

  private async describe(
    tx: WorkspaceTransaction,
    { gptId, gptName, createdAt, scopes }: ListedGrant,
    { subscriberId, language, now }: { subscriberId: string; language: Language; now: Date },
  ): Promise<Omit<GptAccess, 'lastUsedAt'>> {
    const place = await subscriptionRepository.find(tx, subscriberId, gptId);
    const tier =
      (place === null ? null : await tierRepository.find(tx, gptId, place.tierId)) ??
      (await tierRepository.findDefault(tx, gptId));
    // As the decision about a call has it: `principalRepository` and `limitsFor`.
    const byOwnMonths = tier.quotaMonths === 'subscription_month' && place !== null;
    const period = byOwnMonths ? subscriptionMonthOf(place.monthsFrom, now) : monthOf(now);
    const limit = withOverrides(tier, place?.overrides ?? {}).quotaPerMonth;
    return {
      gptId,
      gptName,
      allowedAt: createdAt,
      sentences: consentSentences(scopes, await scopeRepository.listFor(tx, gptId), consentTexts[language].standard),
      planName: tier.name,
      used: await usageRepository.usedUnits(tx, gptId, subscriberId, period),
      limit,
      period,
    };
  }
}
