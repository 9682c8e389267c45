import type { PlaceSync } from '@gatehouse/platform';
import { PLACE_SYNC } from '../../edge/tokens';
import { buy, offerTier, type Sold, startStripeStage, type StripeStage } from '../../../test/stripe-stage';
import type { Creator } from '../../../test/test-members';

jest.setTimeout(180_000);

/** No event arrives by itself. */
describe('an account through which people pay', () => {
  let stage: StripeStage;
  let creator: Creator & { accountId: string };
  let sold: Sold;
  let number = 0;

  beforeAll(async () => {
    stage = await startStripeStage({ isTold: false });
  });
  afterAll(() => stage.stop());
  beforeEach(async () => {
    number += 1;
    creator = await stage.creator(`leaver-${number}`);
    sold = await offerTier(stage, creator);
  });

  const on = () => ({ stripeAccount: creator.accountId });
  const client = () => stage.accounts.platform();
  const sync = () => stage.api.app.get<PlaceSync>(PLACE_SYNC, { strict: false }).syncAll(creator.workspaceId);
  const connection = () => `${creator.base}/billing/connection`;
  const isConnected = async (): Promise<boolean> => (await creator.browser.get(connection())).body.connection !== null;

  const openCheckout = async (): Promise<string> => {
    const { id } = await client().checkout.sessions.create(
      {
        mode: 'subscription',
        line_items: [{ price: sold.stripePriceId, quantity: 1 }],
        success_url: 'http://gatehouse.test/done',
        metadata: { gatehouse_workspace: creator.workspaceId, gatehouse_gpt: sold.gptId },
      },
      on(),
    );
    return id;
  };
  const payStatus = async (session: string): Promise<number> =>
    (await stage.press(`/dev/stripe/checkout/${session}`, { decision: 'pay', card: '4242424242424242' })).status;

  it('is not let go while they would be charged on: the creator is told how many, and what to do', async () => {
    const [one, other] = [
      await buy(stage, creator, sold, { email: 'one@example.com' }),
      await buy(stage, creator, sold, { email: 'other@example.com' }),
    ];
    await sync();
    const refused = await creator.browser.delete(connection());
    expect([refused.status, refused.body.code]).toEqual([409, 'conflict']);
    expect(refused.body.detail).toMatch(/^2 subscribers pay through this account.* Cancel the subscriptions in Stripe/);
    expect(await isConnected()).toBe(true);

    await client().subscriptions.cancel(one.subscriptionId, {}, on());
    await sync();
    expect((await creator.browser.delete(connection())).body.detail).toMatch(/^1 subscriber pays/);
    // Charged no more: what they paid for is served to its end without the account.
    await client().subscriptions.update(other.subscriptionId, { cancel_at_period_end: true }, on());
    await sync();
    expect((await creator.browser.delete(connection())).status).toBe(204);
    expect(await isConnected()).toBe(false);
  });

  it('is not let go by who has not heard yet of a purchase of a moment ago', async () => {
    await buy(stage, creator, sold, { email: 'now@example.com' });
    expect((await creator.browser.delete(connection())).status).toBe(409);
  });

  it('can be left when it refuses us, with people who pay: what they pay there only the creator can end', async () => {
    const { subscriberId } = await buy(stage, creator, sold, { email: 'dead@example.com' });
    await sync();
    const closed = await stage.press(`/dev/stripe/accounts/${creator.accountId}`, { do: 'disconnect' });
    expect(closed.status).toBeLessThan(400);
    expect((await creator.browser.delete(connection())).status).toBe(204);
    const [place] = await stage.api.database.query<{ bounded: boolean }>(
      'SELECT served_until IS NOT NULL AS bounded FROM subscriptions WHERE subscriber_id = $1',
      [subscriberId],
    );
    expect(place?.bounded).toBe(true);
  });

  it('can be left when Stripe lists nothing any more that our books still hold, and its open Checkouts end with it', async () => {
    const { subscriberId, subscriptionId } = await buy(stage, creator, sold, { email: 'tested@example.com' });
    await sync();
    // All test data deleted at Stripe: of the one in our books nothing is known there.
    await client().subscriptions.cancel(subscriptionId, {}, on());
    const place = `subscriptions WHERE subscriber_id = '${subscriberId}'`;
    await stage.api.database.query(
      `UPDATE subscriptions SET stripe_subscription_id = 'sub_zz_deleted' WHERE subscriber_id = '${subscriberId}'`,
    );
    const session = await openCheckout();
    expect((await creator.browser.delete(connection())).status).toBe(204);
    const found = await stage.api.database.query<Record<string, unknown>>(
      `SELECT status, ends_at IS NOT NULL AS ended, stripe_subscription_id AS id FROM ${place}`,
    );
    expect(found).toEqual([{ status: 'canceled', ended: true, id: 'sub_zz_deleted' }]);
    expect(await payStatus(session)).toBe(410);
  });

  it('takes no money any more, once it was let go, in a Checkout that was left open', async () => {
    const session = await openCheckout();
    expect((await creator.browser.delete(connection())).status).toBe(204);
    expect(await payStatus(session)).toBe(410);
  });
});
