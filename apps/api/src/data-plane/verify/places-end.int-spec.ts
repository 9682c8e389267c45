import { newId } from '@gatehouse/platform';
import { seedCaller, type SeededCaller } from '@gatehouse/testing';
import { startTestApi, type TestApi } from '../../../test/test-api';
import { DataPlaneModule } from '../../data-plane.module';

const END = new Date('2026-11-20T12:00:00Z');

/** Nothing happens at the end of a grace: no event, no job, no call of ours to anybody. Only the clock moves. */
describe('a place whose payment is overdue', () => {
  let api: TestApi;
  let caller: SeededCaller;

  beforeAll(async () => {
    api = await startTestApi({ planes: [DataPlaneModule] });
  });
  afterAll(() => api.stop());

  /** Somebody whom no instance remembers. @param isPaidOnly whether nothing of the GPT is free */
  async function overdue(isPaidOnly: boolean): Promise<void> {
    api.clock.set(new Date(END.getTime() - 86_400_000));
    caller = await seedCaller(api.database, { tier: { quotaPerMonth: 100 } });
    const { workspaceId, gptId, subscriberId } = caller;
    const tierId = newId('tir');
    await api.database.query('UPDATE tiers SET is_default = $2 WHERE workspace_id = $1', [workspaceId, !isPaidOnly]);
    await api.database.query(
      `INSERT INTO tiers (workspace_id, id, gpt_id, key, name, position, is_default, quota_per_month, action_costs, price_amount, price_currency, price_interval)
       VALUES ($1, $2, $3, 'pro', 'Pro', 1, $4, 1000, '{}', 500, 'eur', 'month')`,
      [workspaceId, tierId, gptId, isPaidOnly],
    );
    await api.database.query(
      `UPDATE subscriptions SET tier_id = $2, status = 'past_due', served_until = $3, stripe_subscription_id = 'sub_x', period_ends_at = $3
        WHERE subscriber_id = $1`,
      [subscriberId, tierId, END],
    );
  }

  const verify = async () => {
    const headers = { authorization: `Bearer ${caller.token}` };
    const answer = await api.server.inject({ url: `/t/${caller.slug}/verify?peek=true`, headers });
    return { status: answer.statusCode, body: JSON.parse(answer.payload) };
  };

  it('is served to the last moment of the grace and not at its end, where the GPT has something free', async () => {
    await overdue(false);
    expect((await verify()).body).toMatchObject({ tier: 'pro', subscription: 'past_due', quota: { limit: 1_000 } });
    api.clock.set(new Date(END.getTime() - 1));
    expect((await verify()).body).toMatchObject({ tier: 'pro', subscription: 'past_due' });
    api.clock.set(END);
    expect((await verify()).body).toMatchObject({ tier: 'free', subscription: 'active', quota: { limit: 100 } });
  });

  it('is refused for money at its end where nothing is free', async () => {
    await overdue(true);
    expect((await verify()).status).toBe(200);
    api.clock.set(END);
    expect([(await verify()).status, (await verify()).body.error]).toEqual([402, 'payment_required']);
  });
});
