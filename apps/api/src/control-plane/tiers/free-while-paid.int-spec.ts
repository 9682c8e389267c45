import type { PlaceSync } from '@gatehouse/platform';
import { PLACE_SYNC } from '../../edge/tokens';
import { buy, offerTier, type Sold, startStripeStage, type StripeStage } from '../../../test/stripe-stage';
import type { Creator } from '../../../test/test-members';

jest.setTimeout(180_000);

describe('a tier that somebody pays for', () => {
  let stage: StripeStage;
  let creator: Creator & { accountId: string };
  let sold: Sold;

  beforeAll(async () => {
    stage = await startStripeStage({ isTold: false });
    creator = await stage.creator('sellers');
    sold = await offerTier(stage, creator);
  });
  afterAll(() => stage.stop());

  it('is not made free to everybody else, whichever way it is asked, until nobody pays for it any more', async () => {
    const { subscriptionId } = await buy(stage, creator, sold, { email: 'payer@example.com' });
    const sync = () => stage.api.app.get<PlaceSync>(PLACE_SYNC, { strict: false }).syncAll(creator.workspaceId);
    expect(await sync()).toBe(1);
    const tier = `${creator.base}/gpts/${sold.gptId}/tiers/${sold.tierId}`;
    const ways = [
      () => creator.browser.patch(tier, { price: null, name: 'Gratis' }),
      () => creator.browser.put(`${tier}/prices`, { prices: [] }),
    ];
    for (const way of ways) {
      const { status, body } = await way();
      expect([status, body.code, body.detail]).toEqual([
        409,
        'conflict',
        expect.stringContaining('1 subscriber pays for this tier'),
      ]);
    }
    const before = (await creator.browser.get(`${creator.base}/gpts/${sold.gptId}/tiers`)).body.data;
    expect(before.find(({ id }: { id: string }) => id === sold.tierId)).toMatchObject({ name: 'Pro', price: { amount: 500 } });
    // Another price is the creator's to ask: who bought keeps theirs.
    expect((await creator.browser.patch(tier, { price: { amount: 700, currency: 'eur', interval: 'month' } })).status).toBe(200);

    await stage.accounts.platform().subscriptions.cancel(subscriptionId, {}, { stripeAccount: creator.accountId });
    expect(await sync()).toBe(1);
    expect((await creator.browser.patch(tier, { price: null })).body).toMatchObject({ price: null });
  });
});
