import type { PlaceSync, StripeAccounts } from '@gatehouse/platform';
import { PLACE_SYNC, STRIPE } from '../../edge/tokens';
import { buy, offerTier, startStripeStage, type StripeStage } from '../../../test/stripe-stage';

jest.setTimeout(180_000);

/** Whoever runs the service has exchanged its key at Stripe for one of the other mode, perhaps by mistake: nothing can be ended at the account then, and nothing is heard of it. */
describe('leaving an account of the other mode', () => {
  let stage: StripeStage;

  beforeAll(async () => {
    stage = await startStripeStage({ isTold: false });
  });
  afterAll(() => stage.stop());
  afterEach(() => jest.restoreAllMocks());

  const service = <T>(token: symbol | string): T => stage.api.app.get<T>(token, { strict: false });
  const query = (sql: string, id: string) => stage.api.database.query(sql, [id]);

  /** A creator with one who renews. */
  async function selling(slug: string) {
    const creator = await stage.creator(slug);
    const { subscriptionId } = await buy(stage, creator, await offerTier(stage, creator), { email: `reader@${slug}.example` });
    await service<PlaceSync>(PLACE_SYNC).syncAll(creator.workspaceId);
    const atStripe = async () =>
      (await stage.accounts.platform().subscriptions.retrieve(subscriptionId, {}, { stripeAccount: creator.accountId })).status;
    return { ...creator, leave: () => creator.browser.delete(`${creator.base}/billing/connection`), atStripe };
  }

  it('is refused while people pay real money there, until it counts as taken away; the access to it is not given back with the wrong key', async () => {
    const { workspaceId, leave, atStripe } = await selling('paid-for-real');
    await query('UPDATE stripe_connections SET livemode = true WHERE workspace_id = $1', workspaceId);
    for (const table of ['subscriptions', 'tier_prices'])
      await query(`UPDATE ${table} SET stripe_account_id = stripe_account_id || ':live' WHERE workspace_id = $1`, workspaceId);
    const refused = await leave();
    expect([refused.status, refused.body?.detail]).toEqual([
      409,
      '1 subscriber pays through this account, and would be charged on. This installation works with test data now: if that is a mistake, have its former key set again. Otherwise cancel the subscriptions in Stripe; a day after the account stopped answering it can be disconnected.',
    ]);
    await query(`UPDATE stripe_connections SET refused_since = now() - interval '25 hours' WHERE workspace_id = $1`, workspaceId);
    expect((await leave()).status).toBe(204);
    expect(await atStripe()).toBe('active');
  });

  it('holds nobody who only tried it with test data', async () => {
    const { leave, atStripe } = await selling('tried');
    jest.spyOn(service<StripeAccounts>(STRIPE), 'serves').mockReturnValue(false);
    expect((await leave()).status).toBe(204);
    expect(await atStripe()).toBe('active');
  });
});
