import { newId } from '@gatehouse/platform';
import { stripeCourier } from '../../../test/stripe-courier';
import { buy, offerTier, startStripeStage, type StripeStage } from '../../../test/stripe-stage';
import { type Creator, createCreator } from '../../../test/test-members';

jest.setTimeout(180_000);

describe('replaying an event of an account of several workspaces', () => {
  let stage: StripeStage;
  beforeAll(async () => {
    stage = await startStripeStage({ isTold: false });
  });
  afterAll(() => stage.stop());

  const query = (sql: string, values: unknown[]) => stage.api.database.query(sql, values);

  /** Another workspace that is paid through the same account. */
  async function beside(accountId: string): Promise<Creator & { accountId: string }> {
    const creator = await createCreator(stage.api, 'beside');
    await query(
      `INSERT INTO stripe_connections (workspace_id, id, kind, stripe_account_id, livemode, connected_at) VALUES ($1, $2, 'connect', $3, false, now())`,
      [creator.workspaceId, newId('stc'), accountId],
    );
    await query('INSERT INTO stripe_account_directory VALUES ($1, $2)', [accountId, creator.workspaceId]);
    return { ...creator, accountId };
  }

  it('touches the asker’s workspace alone', async () => {
    const asker = await stage.creator('asker');
    const seller = await beside(asker.accountId);
    const { subscriberId } = await buy(stage, seller, await offerTier(stage, seller), { email: 'ada@example.com' });
    const event = (await stripeCourier(stage).events(asker.accountId)).find(
      ({ type }) => type === 'customer.subscription.created',
    );
    const { id } = event?.data.object as { id: string };
    await query(
      `INSERT INTO stripe_events (id, stripe_account_id, holder_id, type, object_id, livemode, created_at, received_at, outcome)
       VALUES ($1, $2, $3, 'customer.subscription.created', $4, false, now(), now(), 'failed')`,
      [event?.id, asker.accountId, asker.workspaceId, id],
    );
    const places = () =>
      query('SELECT tier_id, status, stripe_subscription_id FROM subscriptions WHERE subscriber_id = $1', [subscriberId]);
    const before = await places();

    const replayed = await asker.browser.post(`${asker.base}/billing/events/${event?.id}/replay`);
    expect([replayed.status, replayed.body.outcome]).toEqual([200, 'failed']);
    expect(await places()).toEqual(before);

    // Stripe itself tells of it once more: it was hidden from nobody.
    expect((await stripeCourier(stage).deliver(event ?? {})).status).toBe(200);
    expect(await places()).toMatchObject([{ status: 'active', stripe_subscription_id: id }]);
  });
});
