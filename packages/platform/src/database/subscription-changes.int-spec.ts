import type { PlaceChange } from '@gatehouse/core';
import { createTestDatabase, seedCaller, type SeededCaller, type TestDatabase } from '@gatehouse/testing';
import { newId } from '../ids/new-id';
import { Database } from './database';
import { billingReportRepository } from './repositories/billing-report.repository';
import { recordPlaceChange } from './repositories/subscription-change.repository';
import { subscriberErasureRepository } from './repositories/subscriber-erasure.repository';
import type { WorkspaceTransaction } from './transaction';

const now = new Date('2026-11-10T10:00:00Z');
const later = new Date('2026-11-11T10:00:00Z');

describe('the changes of places', () => {
  let test: TestDatabase;
  let database: Database;
  let ada: SeededCaller;
  let placeId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 3);
  });

  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  beforeEach(async () => {
    ada = await seedCaller(test);
    const [row] = await test.query<{ id: string }>('SELECT id FROM subscriptions WHERE workspace_id = $1', [ada.workspaceId]);
    placeId = row?.id ?? '';
  });

  const record = (at: Date): Promise<void> => database.inWorkspace(ada.workspaceId, (tx) => recordPlaceChange(tx, placeId, at));
  async function changesUntil(tx: WorkspaceTransaction, to: Date): Promise<PlaceChange[]> {
    const found: PlaceChange[] = [];
    for await (const places of billingReportRepository.placesUntil(tx, { to, now: later, livemode: null }))
      found.push(...places.flat());
    return found;
  }
  const changes = () => database.inWorkspace(ada.workspaceId, (tx) => changesUntil(tx, new Date('2030-01-01T00:00:00Z')));

  async function buy(amount: number): Promise<void> {
    const priceId = newId('prc');
    await test.query(`UPDATE tier_prices SET retired_at = now() WHERE workspace_id = $1`, [ada.workspaceId]);
    await test.query(
      `INSERT INTO tier_prices (workspace_id, id, gpt_id, tier_id, amount, currency, "interval", created_at)
       VALUES ($1, $2, $3, $4, $5, 'eur', 'month', now())`,
      [ada.workspaceId, priceId, ada.gptId, ada.tierId, amount],
    );
    await test.query(
      `UPDATE subscriptions SET price_id = $2, stripe_subscription_id = 'sub_at_stripe', status = 'active' WHERE workspace_id = $1`,
      [ada.workspaceId, priceId],
    );
  }

  it('are written down once, with what is paid', async () => {
    await record(now);
    await record(later);
    await buy(500);
    await record(later);
    await record(later);
    expect((await changes()).map(({ status, amount, currency, changedAt }) => [status, amount, currency, changedAt])).toEqual([
      ['active', null, null, now],
      ['active', 500, 'eur', later],
    ]);
  });

  it('are of the mode in which they were paid; what no account is named for is no real money', async () => {
    const modes = () =>
      test.query<{ livemode: boolean | null }>(
        'SELECT livemode FROM subscription_changes WHERE workspace_id = $1 ORDER BY changed_at',
        [ada.workspaceId],
      );
    await record(now);
    await buy(500);
    await record(later);
    await test.query(`UPDATE subscriptions SET stripe_account_id = 'acct_1:live' WHERE id = $1`, [placeId]);
    await record(later);
    expect((await modes()).map(({ livemode }) => livemode)).toEqual([null, false, true]);
  });

  it('keep the order in which they came about, also within a moment and when a clock went back', async () => {
    await record(later);
    for (const amount of [500, 700, 900]) {
      await buy(amount);
      await record(now);
    }
    expect((await changes()).map(({ amount }) => amount)).toEqual([null, 500, 700, 900]);
  });

  it('are written once by several at the same time', async () => {
    await buy(500);
    await Promise.all([record(now), record(now), record(now)]);
    expect(await changes()).toHaveLength(1);
  });

  it('name nobody, and end with a person who is erased', async () => {
    await buy(500);
    await record(now);
    await database.inWorkspace(ada.workspaceId, async (tx) => {
      const person = await subscriberErasureRepository.lock(tx, ada.subscriberId);
      if (person !== null) await subscriberErasureRepository.erase(tx, person, later);
    });
    expect((await changes()).map(({ status }) => status)).toEqual(['active', 'erased']);
    expect(JSON.stringify(await changes())).not.toContain(ada.subscriberId);
  });

  it('are seen by their workspace alone', async () => {
    await record(now);
    const other = await seedCaller(test);
    await database.inWorkspace(other.workspaceId, async (tx) => {
      expect(await changesUntil(tx, later)).toEqual([]);
      await recordPlaceChange(tx, placeId, later);
    });
    expect(await changes()).toHaveLength(1);
  });
});
