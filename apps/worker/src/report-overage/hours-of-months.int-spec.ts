import { newId, overagePeriodRepository, overageReportRepository } from '@gatehouse/platform';
import * as fc from 'fast-check';
import { OverageStage } from '../../test/overage-stage';

const [MINUTE_MS, HOUR_MS, MONTH_MS] = [60_000, 3_600_000, 30 * 86_400_000];
const SLOTS_PER_HOUR = 3;
const SLOT_MS = HOUR_MS / SLOTS_PER_HOUR;
const INCLUDED = 10;

/** Twenty minutes of somebody's with several subscriptions: which one has the place in them, how much is used, and how much of what was before comes late. */
interface Slot {
  readonly holder: number;
  readonly units: number;
  readonly late: { readonly units: number; readonly slotsAgo: number };
  /** Whether it is looked at again before the next one begins. */
  readonly isWritten: boolean;
}
const units = fc.integer({ min: 0, max: 9 });
const slot: fc.Arbitrary<Slot> = fc.record({
  holder: fc.integer({ min: 0, max: 2 }),
  units,
  late: fc.record({ units, slotsAgo: fc.integer({ min: 1, max: 9 }) }),
  isWritten: fc.boolean(),
});

/** Whether one subscription had the place for the whole of the hour of a slot, as far as it has gone. */
function hadByOne(slots: readonly Slot[], at: number): boolean {
  const first = at - (at % SLOTS_PER_HOUR);
  return new Set(slots.slice(first, first + SLOTS_PER_HOUR).map(({ holder }) => holder)).size === 1;
}

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

  it('are one month each, in whatever order subscriptions have the place and however often within an hour: each reports what was used while it had it, beyond what it includes', async () => {
    const { test, ada } = stage;
    await fc.assert(
      fc.asyncProperty(fc.array(slot, { minLength: 2, maxLength: 12 }), async (slots) => {
        for (const table of ['overage_periods', 'usage_hourly'])
          await test.query(`DELETE FROM ${table} WHERE workspace_id = $1`, [ada.workspaceId]);
        const createdAt = new Map<number, Date>();
        const used = new Map<number, number>();
        const use = async (at: number, some: number): Promise<void> => {
          const holder = slots[at]?.holder ?? 0;
          used.set(holder, (used.get(holder) ?? 0) + some);
          if (some > 0) await stage.use(some, new Date(begin + at * SLOT_MS));
        };
        for (const [at, { holder, units: now, late, isWritten }] of slots.entries()) {
          const moment = new Date(begin + at * SLOT_MS + MINUTE_MS);
          const created = createdAt.get(holder) ?? moment;
          createdAt.set(holder, created);
          const held = [ada.placeId, `sub_${holder}`, created];
          await test.query(
            `UPDATE subscriptions SET status = 'active', stripe_subscription_id = $2, stripe_created_at = $3 WHERE id = $1`,
            held,
          );
          await look(`sub_${holder}`, created, moment);
          await use(at, now);
          // Of an hour that several had, what comes late is its last one's, which no slot of it can tell.
          const before = at - late.slotsAgo;
          if (before >= 0 && hadByOne(slots, before)) await use(before, late.units);
          if (isWritten) await look(`sub_${holder}`, created, moment);
        }
        const last = slots.at(-1)?.holder ?? 0;
        const end = new Date(begin + slots.length * SLOT_MS - MINUTE_MS);
        await look(`sub_${last}`, createdAt.get(last) ?? end, end);
        const months = await test.query<{ id: string; reported: string }>(
          'SELECT stripe_subscription_id AS id, reported FROM overage_periods WHERE workspace_id = $1',
          [ada.workspaceId],
        );
        const expected = [...used].map(([holder, all]) => [`sub_${holder}`, Math.max(0, all - INCLUDED)]);
        expect(Object.fromEntries(months.map(({ id, reported }) => [id, Number(reported)]))).toEqual(
          Object.fromEntries(expected),
        );
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});
