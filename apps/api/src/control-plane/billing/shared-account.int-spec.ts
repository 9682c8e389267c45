import { newId, STRIPE_KEY_COLUMN, Vault } from '@gatehouse/platform';
import { stripeCourier, type StripeTold } from '../../../test/stripe-courier';
import { buy, offerTier, startStripeStage, type StripeStage } from '../../../test/stripe-stage';
import { type Creator, createCreator } from '../../../test/test-members';

jest.setTimeout(180_000);

type Paid = Creator & { accountId: string };

/** Several workspaces may be paid through one account: an event may be each one's, and none is in another's way. */
describe('an account of several workspaces', () => {
  let stage: StripeStage;
  beforeAll(async () => {
    stage = await startStripeStage({ isTold: false });
  });
  afterAll(() => stage.stop());

  /** Two workspaces, in the order in which events are offered to them. */
  async function two(
    name: string,
    connect: (creator: Creator, accountId: string, which: number) => Promise<void>,
  ): Promise<Paid[]> {
    const { accountId, ...first } = await stage.creator(`${name}-one`);
    const second = await createCreator(stage.api, `${name}-two`);
    const creators = [first, second].sort((one, other) => (one.workspaceId < other.workspaceId ? -1 : 1));
    for (const [which, creator] of creators.entries()) {
      await stage.api.database.query('DELETE FROM stripe_connections WHERE workspace_id = $1', [creator.workspaceId]);
      await connect(creator, accountId, which);
      await stage.api.database.query('INSERT INTO stripe_account_directory VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        ...[accountId, creator.workspaceId],
      ]);
    }
    return creators.map((creator) => ({ ...creator, accountId }));
  }
  async function byConnect({ workspaceId }: Creator, accountId: string): Promise<void> {
    await stage.api.database.query(
      `INSERT INTO stripe_connections (workspace_id, id, kind, stripe_account_id, livemode, connected_at) VALUES ($1, $2, 'connect', $3, false, now())`,
      [workspaceId, newId('stc'), accountId],
    );
  }
  async function byDeadKey({ workspaceId }: Creator, accountId: string): Promise<void> {
    const sealed = new Vault(stage.api.config.masterKeys).seal('rk_test_taken_back', { workspaceId, column: STRIPE_KEY_COLUMN });
    await stage.api.database.query(
      `INSERT INTO stripe_connections (workspace_id, id, kind, stripe_account_id, livemode, connected_at, key_sealed) VALUES ($1, $2, 'restricted_key', $3, false, now(), $4)`,
      [workspaceId, newId('stc'), accountId, sealed],
    );
  }
  const told = async ({ accountId }: Paid): Promise<StripeTold[]> => stripeCourier(stage).events(accountId);
  const connectionOf = async ({ browser, base }: Paid): Promise<unknown> =>
    (await browser.get(`${base}/billing/connection`)).body.connection;

  it('is taken from all of them when it is disconnected at Stripe, and each one’s audit log says so', async () => {
    const holders = await two('gone', byConnect);
    const [one] = holders;
    if (one === undefined) throw new Error('there is nobody');
    expect((await stage.press(`/dev/stripe/accounts/${one.accountId}`, { do: 'disconnect' })).status).toBeLessThan(400);
    // What Stripe sends then; the account answers us no more.
    const event = {
      ...{ id: `evt_${newId('stc')}`, object: 'event', type: 'account.application.deauthorized', livemode: false },
      ...{
        account: one.accountId,
        created: Math.floor(Date.now() / 1_000),
        data: { object: { id: 'ca_1', object: 'application' } },
      },
    };
    for (const delivery of [1, 2])
      expect([delivery, (await stripeCourier(stage).deliver(event)).status]).toEqual([delivery, 200]);
    for (const holder of holders) {
      expect(await connectionOf(holder)).toBeNull();
      const { data } = (await holder.browser.get(`${holder.base}/audit?action=stripe.disconnected`)).body;
      expect(data).toHaveLength(1);
    }
  });

  it('tells of what one of them sold, though the key of the one before it was taken back', async () => {
    const [, seller] = await two('dead', (creator, account, which) =>
      which === 0 ? byDeadKey(creator, account) : byConnect(creator, account),
    );
    if (seller === undefined) throw new Error('there is nobody');
    const { subscriberId } = await buy(stage, seller, await offerTier(stage, seller), { email: 'ada@example.com' });
    const event = (await told(seller)).find(({ type }) => type === 'customer.subscription.created');
    expect((await stripeCourier(stage).deliver(event ?? {})).status).toBe(200);
    const rows = await stage.api.database.query<{ status: string }>('SELECT status FROM subscriptions WHERE subscriber_id = $1', [
      subscriberId,
    ]);
    expect(rows).toEqual([{ status: 'active' }]);
  });
});
