import type { PlaceSync } from '@gatehouse/platform';
import { PLACE_SYNC } from '../../edge/tokens';
import { buy, offerTier, type Sold, startStripeStage, type StripeStage } from '../../../test/stripe-stage';
import type { Creator } from '../../../test/test-members';

jest.setTimeout(180_000);

/** No event arrives by itself: what is known of Stripe was read by the periodic sync. */
describe('a GPT that people pay for', () => {
  let stage: StripeStage;
  let creator: Creator & { accountId: string };
  let sold: Sold;

  beforeAll(async () => {
    stage = await startStripeStage({ isTold: false });
    creator = await stage.creator('leaving');
    sold = await offerTier(stage, creator);
  });
  afterAll(() => stage.stop());

  const on = () => ({ stripeAccount: creator.accountId });
  const client = () => stage.accounts.platform();
  const sync = () => stage.api.app.get<PlaceSync>(PLACE_SYNC, { strict: false }).syncAll(creator.workspaceId);
  const gpt = (): string => `${creator.base}/gpts/${sold.gptId}`;
  const statusAtStripe = async (id: string) => (await client().subscriptions.retrieve(id, {}, on())).status;

  it('is not deleted, and the creator is told how many pay and what to do; once nobody does, it is', async () => {
    const [one, other] = [
      await buy(stage, creator, sold, { email: 'one@example.com' }),
      await buy(stage, creator, sold, { email: 'other@example.com' }),
    ];
    await sync();
    const refused = await creator.browser.delete(gpt());
    expect([refused.status, refused.body.code]).toEqual([409, 'conflict']);
    expect(refused.body.detail).toMatch(/^2 subscribers pay for this GPT\. .*cancel the subscriptions in Stripe/);
    expect((await creator.browser.get(gpt())).status).toBe(200);

    await client().subscriptions.cancel(one.subscriptionId, {}, on());
    // Paid for until the end of the period: that is still to be given.
    await client().subscriptions.update(other.subscriptionId, { cancel_at_period_end: true }, on());
    await sync();
    expect((await creator.browser.delete(gpt())).body.detail).toMatch(/^1 subscriber pays/);

    await client().subscriptions.cancel(other.subscriptionId, {}, on());
    await sync();
    expect((await creator.browser.delete(gpt())).status).toBe(204);
  });

  it('charges nobody on who paid at the moment in which it was deleted', async () => {
    sold = await offerTier(stage, creator);
    const { subscriptionId } = await buy(stage, creator, sold, { email: 'late@example.com' });
    expect((await creator.browser.delete(gpt())).status).toBe(204);
    expect(await statusAtStripe(subscriptionId)).toBe('active');
    await sync();
    expect(await statusAtStripe(subscriptionId)).toBe('canceled');
  });

  it('is deleted once those who pay through an account of before are not served any more', async () => {
    sold = await offerTier(stage, creator);
    const { subscriberId, subscriptionId } = await buy(stage, creator, sold, { email: 'before@example.com' });
    await client().subscriptions.update(subscriptionId, { cancel_at_period_end: true }, on());
    await sync();
    expect((await creator.browser.delete(`${creator.base}/billing/connection`)).status).toBe(204);
    expect((await creator.browser.delete(gpt())).status).toBe(409);
    await stage.api.database.query(
      `UPDATE subscriptions SET served_until = now() - interval '1 minute' WHERE subscriber_id = $1`,
      [subscriberId],
    );
    expect((await creator.browser.delete(gpt())).status).toBe(204);
  });
});
