import { agreedQuota, billedMonthOf, type Clock } from '@gatehouse/core';
import {
  type ChargedPlace,
  Database,
  isStripeAway,
  newId,
  OverageCatalogue,
  overagePeriodRepository,
  overagePlaceRepository,
  overageReportRepository,
  type StripeAccess,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../tokens';
import { OverageSender } from './overage-sender';

const DAY_MS = 86_400_000;
/** How long after a month its late batches are looked for: as long as Stripe takes reports about the past. */
const LATE_MS = 35 * DAY_MS;
const PLACES_AT_ONCE = 200;
/** What is included where nothing is a limit: more than anybody uses, as `overage_periods.included` can hold it. */
const UNLIMITED = 2_147_483_647;

export interface OverageTurn {
  readonly written: number;
  readonly sent: number;
  readonly refused: number;
}

/** What goes beyond the quotas of a workspace's paid places: into our books, onto their subscriptions, to Stripe. In this order, each repeatable. */
@Injectable()
export class Overage {
  constructor(
    private readonly database: Database,
    private readonly catalogue: OverageCatalogue,
    private readonly sender: OverageSender,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws when Stripe or Postgres does not answer: the next run goes on where this one ended */
  async run(workspaceId: string, access: StripeAccess): Promise<OverageTurn> {
    await this.notePeriods(workspaceId, access.accountId);
    // Before a metered price is taken off with a tier that was left: it stays where something is to be billed by it.
    const writtenBefore = await this.writeDown(workspaceId);
    const places = await this.database.inWorkspace(workspaceId, (tx) =>
      overagePlaceRepository.listToBring(tx, access.accountId, PLACES_AT_ONCE),
    );
    const failures: unknown[] = [];
    for (const place of places) {
      try {
        await this.catalogue.bring(workspaceId, access, place);
      } catch (error) {
        // One that Stripe will not have holds up nobody else's units. A Stripe that is away would keep each of them, and then other workspaces, waiting.
        if (isStripeAway(error)) throw error;
        failures.push(error);
      }
    }
    await this.notePeriods(workspaceId, access.accountId);
    const written = writtenBefore + (await this.writeDown(workspaceId));
    const { units: sent, refused } = await this.sender.send(workspaceId, access);
    if (failures.length > 0) throw failures[0];
    return { written, sent, refused };
  }

  /** Ends the months that are over, and notes those that run: before anything is counted by them. */
  private async notePeriods(workspaceId: string, accountId: string): Promise<void> {
    const now = this.clock.now();
    await this.database.inWorkspace(workspaceId, async (tx) => {
      await overagePeriodRepository.closeEnded(tx, new Date(now.getTime() - LATE_MS), now);
      for (const place of await overagePlaceRepository.listCharged(tx, accountId)) {
        for (const month of monthsOf(place, now)) {
          const period = {
            id: newId('ovm'),
            gptId: place.gptId,
            subscriptionId: place.id,
            subscriberId: place.subscriberId,
            tierId: place.tierId,
            stripeSubscriptionId: place.stripeSubscriptionId,
            startsAt: month.startsAt,
            endsAt: month.endsAt,
            billedFrom: place.periodStartsAt,
            billedUntil: place.periodEndsAt,
            included: month.included,
            eventName: place.eventName,
            stripeAccountId: place.stripeAccountId,
            stripeCustomerId: place.stripeCustomerId,
          };
          await overagePeriodRepository.note(tx, period, now);
        }
      }
    });
  }

  private async writeDown(workspaceId: string): Promise<number> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - LATE_MS);
    const beyond = await this.database.inWorkspace(workspaceId, (tx) => overageReportRepository.listBeyond(tx, since));
    let units = 0;
    for (const periodId of beyond)
      units += await this.database.inWorkspace(workspaceId, (tx) => overageReportRepository.writeDown(tx, periodId, now));
    return units;
  }
}

interface IncludedMonth {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly included: number;
}

/** The month that runs, and those of the billed period before it that a worker which slept may have missed. */
function monthsOf(place: ChargedPlace, now: Date): IncludedMonth[] {
  const { quotaPerMonth: own = place.quotaPerMonth } = place.overrides;
  const quotaPerMonth = agreedQuota({ quotaPerMonth: own }, place, place, place.termsSeenAt);
  // Where a limit was lifted nothing goes beyond it, in the month that is counted already as well.
  const included = quotaPerMonth ?? UNLIMITED;
  const period = { startsAt: place.periodStartsAt, endsAt: place.periodEndsAt };
  const months: IncludedMonth[] = [];
  const oldest = Math.max(period.startsAt.getTime(), now.getTime() - LATE_MS);
  for (let at = now; ; at = new Date(at.getTime() - 1)) {
    const month = billedMonthOf(period, at);
    months.push({ ...month, included });
    at = month.startsAt;
    if (at.getTime() <= oldest) return months;
  }
}
