import { createTestDatabase, type SeededCaller, seedCaller, type TestDatabase } from '@gatehouse/testing';
import { Client } from 'pg';
import { buildOwnerDataSource } from './data-source';
import { EarlierMonthsAndChanges1763700000065 } from './migrations/0065-earlier-months-and-changes.migration';

describe('months of overage, and their reports, from before they were kept as they are now', () => {
  let test: TestDatabase;
  let ada: SeededCaller;
  let bo: SeededCaller;

  beforeAll(async () => {
    test = await createTestDatabase();
    ada = await seedCaller(test);
    bo = await seedCaller(test);
  });
  afterAll(() => test.drop());

  /** As a process of before writes it: it knows of no hours. */
  const month = ({ workspaceId, gptId, tierId, subscriberId }: SeededCaller, id: string, startsAt: string, endsAt: string) =>
    test.query(
      `INSERT INTO overage_periods (workspace_id, id, gpt_id, subscription_id, subscriber_id, tier_id, stripe_subscription_id, starts_at, ends_at,
                                    billed_from, billed_until, included, event_name, stripe_account_id, stripe_customer_id)
       SELECT $1, $2, $3, s.id, $4, $5, 'sub_1', $6::timestamptz, $7::timestamptz, $6, $7, 10, 'units', 'acct_1', 'cus_1'
         FROM subscriptions s WHERE s.workspace_id = $1`,
      [workspaceId, id, gptId, subscriberId, tierId, startsAt, endsAt],
    );
  const refused = (workspaceId: string, periodId: string, sequence: number, refusal: string | null) =>
    test.query(
      `INSERT INTO overage_reports (workspace_id, period_id, sequence, units, identifier, billed_at, created_at, refusal)
       VALUES ($1, $2, $3::int, 1, $2 || $3::int, now(), now(), $4)`,
      [workspaceId, periodId, sequence, refusal],
    );
  const months = async () => {
    const rows = await test.query<{ id: string; holds: boolean }>(
      'SELECT id, hours = tstzmultirange(tstzrange(starts_at, ends_at)) AS holds FROM overage_periods',
    );
    return Object.fromEntries(rows.map(({ id, holds }) => [id, holds]));
  };
  async function migrate(): Promise<void> {
    const owner = buildOwnerDataSource(test.url);
    await owner.initialize();
    await new EarlierMonthsAndChanges1763700000065().up(owner.createQueryRunner()).finally(() => owner.destroy());
  }

  it('have all of their hours, in every workspace, while others read and write beside it', async () => {
    await month(ada, 'ovm_old', '2026-10-01T00:00:00Z', '2026-11-01T00:00:00Z');
    await month(ada, 'ovm_now', '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z');
    await month(bo, 'ovm_bo', '2026-11-05T07:00:00Z', '2026-12-05T07:00:00Z');
    const beside = new Client({ connectionString: test.url });
    await beside.connect();
    await beside.query('BEGIN');
    for (const table of ['overage_periods', 'overage_reports', 'subscription_changes', 'stripe_connections'])
      await beside.query(`LOCK TABLE ${table} IN ROW EXCLUSIVE MODE`);
    await migrate();
    await beside.query('COMMIT');
    await beside.end();
    expect(await months()).toEqual({ ovm_old: true, ovm_now: true, ovm_bo: true });
  });

  it('keep the hours that they have, and those that are noted by a process of before are brought up to it again', async () => {
    await test.query(`UPDATE overage_periods SET hours = '{[2026-10-01T00:00Z,2026-10-05T00:00Z)}' WHERE id = 'ovm_old'`);
    await month(ada, 'ovm_late', '2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z');
    await migrate();
    expect(await months()).toEqual({ ovm_old: false, ovm_now: true, ovm_bo: true, ovm_late: true });
  });

  it('keep of why Stripe refused a report its code, where it can be told, and none of its words', async () => {
    await refused(ada.workspaceId, 'ovm_now', 1, "No such customer: 'cus_ada'");
    await refused(ada.workspaceId, 'ovm_now', 2, 'The timestamp of Ada Lovelace is too far in the past.');
    await refused(ada.workspaceId, 'ovm_now', 3, 'parameter_missing, payload[value], req_a1B2');
    await refused(bo.workspaceId, 'ovm_bo', 1, null);
    await migrate();
    const rows = await test.query<{ refusal: string | null }>('SELECT refusal FROM overage_reports ORDER BY identifier');
    expect(rows.map(({ refusal }) => refusal)).toEqual([
      null,
      'resource_missing',
      'refused',
      'parameter_missing, payload[value], req_a1B2',
    ]);
  });
});
