import type { PlaceSync } from '@gatehouse/platform';
import { PLACE_SYNC } from '../../edge/tokens';
import { buy, offerTier, type Sold, startStripeStage, type StripeStage } from '../../../test/stripe-stage';
import type { Creator } from '../../../test/test-members';

jest.setTimeout(180_000);

describe('the tier of somebody who pays for it', () => {
  let stage: StripeStage;
  let creator: Creator & { accountId: string };
  let sold: Sold;

  beforeAll(async () => {
    stage = await startStripeStage({ isTold: false });
    creator = await stage.creator('payers');
    sold = await offerTier(stage, creator);
  });
  afterAll(() => stage.stop());

  it('is not changed by the creator, who may give another for free, until nothing is paid any more', async () => {
    const { subscriberId, subscriptionId } = await buy(stage, creator, sold, { email: 'payer@example.com' });
    const sync = () => stage.api.app.get<PlaceSync>(PLACE_SYNC, { strict: false }).syncAll(creator.workspaceId);
    expect(await sync()).toBe(1);
    const place = `${creator.base}/subscribers/${subscriberId}/subscriptions/${sold.gptId}`;
    const refused = await creator.browser.patch(place, { tier: sold.freeTierId });
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      409,
      'conflict',
      expect.stringContaining('for free instead'),
    ]);
    const own = await creator.browser.patch(place, { tier: sold.tierId, overrides: { quota_per_month: 5 } });
    expect([own.status, own.body.quota.limit]).toEqual([200, 5]);

    await stage.accounts.platform().subscriptions.cancel(subscriptionId, {}, { stripeAccount: creator.accountId });
    expect(await sync()).toBe(1);
    expect((await creator.browser.patch(place, { tier: sold.freeTierId })).status).toBe(200);
    // Nor by what is read of the one that ended; only by another purchase.
    expect(await sync()).toBe(0);
    const [kept] = (await creator.browser.get(place.replace(/\/\w+$/, ''))).body.data;
    expect(kept).toMatchObject({ tier: { id: sold.freeTierId }, served: true, standing: 'free', billing: null });
  });
});
