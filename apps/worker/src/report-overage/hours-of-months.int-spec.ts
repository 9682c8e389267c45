import { newId, overagePeriodRepository, overageReportRepository } from '@gatehouse/platform';
import * as fc from 'fast-check';
import { OverageStage } from '../../test/overage-stage';

const [MINUTE_MS, HOUR_MS, MONTH_MS] = [60_000, 3_600_000, 30 * 86_400_000];
const INCLUDED = 10;

/** An hour of somebody's with several subscriptions: which one has the place in it, how much is used, and how much of an hour before it comes late. */
interface Hour {
  readonly holder: number;
  readonly units: number;
  readonly late: { readonly units: number; readonly hoursAgo: number };
}
const units = fc.integer({ min: 0, max: 9 });
const hour: fc.Arbitrary<Hour> = fc.record({
  holder: fc.integer({ min: 0, max: 2 }),
  units,
  late: fc.record({ units, hoursAgo: fc.integer({ min: 1, max: 6 }) }),
});

describe('hours of months', () => {
  let stage: OverageStage;
  let begin: number;

  beforeAll(async () => {
    stage = await OverageStage.start();
    await stage.open();
    begin = Math.ceil(stage.clock.now().getTime() / HOUR_MS) * HOUR_MS;
  });
  afterAll(() => stage.stop());

  /** What the worker does in a run, but for telling Stripe. */
  async function look(stripeSubscriptionId: string, createdAt: Date, now: Date): Promise<void> {
    const { workspaceId, gptId, placeId, subscriberId, tierId, customerId, accountId } = stage.ada;
    const ends = new Date(createdAt.getTime() + MONTH_MS);
    const hourOf = (at: Date): Date => new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
    const whose = { gptId, subscriptionId: placeId, subscriberId, tierId, stripeSubscriptionId };
    const month = {
      startsAt: hourOf(createdAt),
      endsAt: hourOf(ends),
      billedFrom: createdAt,
      billedUntil: ends,
      included: INCLUDED,
    };
    const at = { eventName: 'overage', stripeAccountId: accountId, stripeCustomerId: customerId };
    const since = new Date(begin - MONTH_MS);
    await stage.database.inWorkspace(workspaceId, async (tx) => {
      await overagePeriodRepository.closeEnded(tx, since, now);
      await overagePeriodRepository.note(tx, { id: newId('ovm'), ...whose, ...month, ...at }, now);
      for (const id of await overageReportRepository.listBeyond(tx, since)) await overageReportRepository.writeDown(tx, id, now);
    });
  }

  it('are one month each, in whatever order subscriptions have the place: each reports what was used while it had it, beyond what it includes', async () => {
    const { test, ada } = stage;
    await fc.assert(
      fc.asyncProperty(fc.array(hour, { minLength: 2, maxLength: 10 }), async (hours) => {
        for (const table of ['overage_periods', 'usage_hourly'])
          await test.query(`DELETE FROM ${table} WHERE workspace_id = $1`, [ada.workspaceId]);
        const createdAt = new Map<number, Date>();
        const used = new Map<number, number>();
        const use = async (at: number, some: number): Promise<void> => {
          const holder = hours[at]?.holder ?? 0;
          used.set(holder, (used.get(holder) ?? 0) + some);
          if (some > 0) await stage.use(some, new Date(begin + at * HOUR_MS));
        };
        for (const [at, { holder, units: now, late }] of hours.entries()) {
          const moment = new Date(begin + at * HOUR_MS + MINUTE_MS);
          const created = createdAt.get(holder) ?? moment;
          createdAt.set(holder, created);
          const held = [ada.placeId, `sub_${holder}`, created];
          await test.query(
            `UPDATE subscriptions SET status = 'active', stripe_subscription_id = $2, stripe_created_at = $3 WHERE id = $1`,
            held,
          );
          await look(`sub_${holder}`, created, moment);
          await use(at, now);
          if (late.hoursAgo <= at) await use(at - late.hoursAgo, late.units);
          await look(`sub_${holder}`, created, moment);
        }
        const months = await test.query<{ id: string; reported: string }>(
          'SELECT stripe_subscription_id AS id, reported FROM overage_periods WHERE workspace_id = $1',
          [ada.workspaceId],
        );
        const expected = [...used].map(([holder, all]) => [`sub_${holder}`, Math.max(0, all - INCLUDED)]);
        expect(Object.fromEntries(months.map(({ id, reported }) => [id, Number(reported)]))).toEqual(
          Object.fromEntries(expected),
        );
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });
});
