import { type StripeCourier, stripeCourier } from '../../../test/stripe-courier';
import { buy, offerTier, startStripeStage, type StripeStage } from '../../../test/stripe-stage';

jest.setTimeout(180_000);

/** Whoever is paid by a key of their own signs their events themselves, under whatever id they like. */
describe('an event under the id of another account’s', () => {
  let stage: StripeStage;
  let courier: StripeCourier;
  beforeAll(async () => {
    stage = await startStripeStage({ isTold: false });
    courier = stripeCourier(stage);
  });
  afterAll(() => stage.stop());

  it('does not keep that one from its effect, which it has once', async () => {
    const [creator, rival] = [await stage.creator('honest'), await stage.creator('rival')];
    const sold = await offerTier(stage, creator);
    const { subscriberId } = await buy(stage, creator, sold, { email: 'buyer@example.com' });
    const event = (await courier.events(creator.accountId)).find(({ type }) => type === 'customer.subscription.created');
    expect(event).toBeDefined();
    const deliver = async (one: object): Promise<void> => expect((await courier.deliver(one)).status).toBe(200);
    const noted = () =>
      stage.api.database.query('SELECT outcome, holder_id, attempts FROM stripe_events WHERE id = $1', [event?.id]);
    await deliver({ ...event, account: rival.accountId });
    expect(await noted()).toEqual([{ outcome: 'ignored', holder_id: rival.workspaceId, attempts: 1 }]);
    for (let times = 0; times < 2; times += 1) await deliver(event ?? {});
    expect(await noted()).toEqual([{ outcome: 'applied', holder_id: creator.workspaceId, attempts: 2 }]);
    const place = 'SELECT tier_id, status FROM subscriptions WHERE subscriber_id = $1';
    expect(await stage.api.database.query(place, [subscriberId])).toEqual([{ tier_id: sold.tierId, status: 'active' }]);
  });
});
