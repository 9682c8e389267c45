import { newId } from '@gatehouse/platform';
import { seedCaller, type SeededCaller } from '@gatehouse/testing';
import { startTestApi, type TestApi } from '../../../test/test-api';
import { type Creator, createCreator } from '../../../test/test-members';

const DAY_MS = 86_400_000;

describe('somebody who bought through an account that the workspace has left', () => {
  let api: TestApi;
  let creator: Creator;
  let caller: SeededCaller;

  beforeAll(async () => {
    api = await startTestApi();
    creator = await createCreator(api, 'acme');
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    caller = await seedCaller(api.database, { tier: { quotaPerMonth: 100 } });
    await api.database.query('UPDATE memberships SET workspace_id = $1', [caller.workspaceId]);
    creator = { ...creator, base: `/api/v1/workspaces/${caller.slug}` };
    const price = newId('prc');
    await api.database.query(
      `INSERT INTO tier_prices (workspace_id, id, gpt_id, tier_id, amount, currency, "interval", stripe_account_id, created_at)
       VALUES ($1, $2, $3, $4, 900, 'eur', 'month', 'acct_1', now())`,
      [caller.workspaceId, price, caller.gptId, caller.tierId],
    );
    await put(`status = 'active', stripe_subscription_id = 'sub_1', stripe_account_id = 'acct_1', price_id = '${price}'`);
  });

  const later = (days: number): string => new Date(api.clock.now().getTime() + days * DAY_MS).toISOString();
  const put = (change: string) =>
    api.database.query(`UPDATE subscriptions SET ${change} WHERE subscriber_id = $1`, [caller.subscriberId]);
  const connect = () =>
    api.database.query(
      `INSERT INTO stripe_connections (workspace_id, id, kind, stripe_account_id, livemode, connected_at) VALUES ($1, $2, 'connect', 'acct_1', false, now())`,
      [caller.workspaceId, newId('stc')],
    );
  const path = () => `${creator.base}/subscribers/${caller.subscriberId}/subscriptions`;
  async function seen() {
    const { status, body } = await creator.browser.get(path());
    expect(status).toBe(200);
    return body.data[0];
  }
  async function listed(standing: string): Promise<number> {
    const { status, body } = await creator.browser.get(`${creator.base}/subscribers?standing=${standing}`);
    expect(status).toBe(200);
    return body.data.length;
  }

  it('counts as paying for as long as they are served for what they paid', async () => {
    await put(`served_until = '${later(7)}', period_ends_at = '${later(4)}'`);
    expect(await seen()).toMatchObject({ standing: 'paying', billing: { status: 'active', ends_at: null } });
    expect(await listed('paying')).toBe(1);
  });

  it('has ended with that time: nobody is there who would tell', async () => {
    const end = later(-1);
    await put(`served_until = '${end}', period_ends_at = '${later(-4)}'`);
    expect(await seen()).toMatchObject({
      standing: 'canceled',
      billing: { status: 'canceled', ends_at: end, next_charge_at: null },
    });
    expect([await listed('paying'), await listed('canceled')]).toEqual([0, 1]);
  });

  it('pays nothing once the creator has put them on another tier', async () => {
    await put(`served_until = '${later(-1)}', period_ends_at = '${later(-4)}'`);
    const staff = await creator.browser.post(`${creator.base}/gpts/${caller.gptId}/tiers`, { key: 'staff', name: 'Staff' });
    expect(staff.status).toBe(201);
    expect((await creator.browser.patch(`${path()}/${caller.gptId}`, { tier: staff.body.id })).status).toBe(200);
    expect(await seen()).toMatchObject({ standing: 'free', served: true, billing: null });
    expect([await listed('paying'), await listed('free')]).toEqual([0, 1]);
  });

  it('keeps no day of what was sold to them once they were put on another tier', async () => {
    const [from, day] = [later(-9), later(4)];
    await put(`status = 'past_due', served_until = '${later(-1)}', period_starts_at = '${from}', period_ends_at = '${day}',
               trial_ends_at = '${day}', past_due_since = '${from}', ends_at = '${day}'`);
    const staff = await creator.browser.post(`${creator.base}/gpts/${caller.gptId}/tiers`, { key: 'staff', name: 'Staff' });
    expect(staff.status).toBe(201);
    expect((await creator.browser.patch(`${path()}/${caller.gptId}`, { tier: staff.body.id })).status).toBe(200);
    expect(
      await api.database.query(
        `SELECT stripe_subscription_id AS id, price_id, period_starts_at, period_ends_at, trial_ends_at, past_due_since, ends_at
           FROM subscriptions WHERE subscriber_id = $1`,
        [caller.subscriberId],
      ),
    ).toEqual([
      {
        id: 'sub_1',
        ...{ price_id: null, period_starts_at: null, period_ends_at: null },
        ...{ trial_ends_at: null, past_due_since: null, ends_at: null },
      },
    ]);
  });

  it('has no next charge that has passed, at the account that is connected either', async () => {
    await connect();
    await put(`period_ends_at = '${later(3)}'`);
    expect((await seen()).billing.next_charge_at).not.toBeNull();
    await put(`period_ends_at = '${later(-1)}'`);
    expect(await seen()).toMatchObject({ standing: 'paying', billing: { status: 'active', next_charge_at: null } });
    await put(`status = 'trialing', trial_ends_at = '${later(-1)}'`);
    expect(await seen()).toMatchObject({ standing: 'trialing', billing: { trial_ends_at: null, next_charge_at: null } });
  });
});
