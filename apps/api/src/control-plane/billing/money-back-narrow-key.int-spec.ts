import { STRIPE_KEY_COLUMN, Vault } from '@gatehouse/platform';
import { stripeCourier } from '../../../test/stripe-courier';
import { buy, offerTier, startStripeStage, type StripeStage } from '../../../test/stripe-stage';
import { createCreator } from '../../../test/test-members';

jest.setTimeout(180_000);

describe('money that goes back where the key may not cancel', () => {
  let stage: StripeStage;

  beforeAll(async () => {
    stage = await startStripeStage({ isTold: false });
  });
  afterAll(() => stage.stop());

  it('leaves the event as failed, and tells the creator what to mend', async () => {
    const made = await createCreator(stage.api, 'narrow-back');
    await stage.press('/dev/stripe/accounts', { name: 'Narrow' });
    const key = ((await (await fetch(`${stage.sandboxUrl}/dev/stripe`)).text()).match(/rk_test_\w+/g) ?? []).at(-1) ?? '';
    const client = stage.accounts.clientWith(key);
    const creator = { ...made, accountId: (await client.accounts.retrieveCurrent()).id };
    const connection = `${creator.base}/billing/connection`;
    expect((await creator.browser.put(`${connection}/key`, { key })).status).toBe(200);
    const accounts = Object.assign(Object.create(stage.accounts) as typeof stage.accounts, { platform: () => client });
    const keyed = { ...stage, accounts };
    await buy(keyed, creator, await offerTier(keyed, creator), { email: 'back@example.com' });

    const vault = stage.api.app.get(Vault, { strict: false });
    const sealed = vault.seal(`${key}_without_writing_subscriptions`, {
      workspaceId: creator.workspaceId,
      column: STRIPE_KEY_COLUMN,
    });
    const sql = 'UPDATE stripe_connections SET key_sealed = $2 WHERE workspace_id = $1';
    await stage.api.database.query(sql, [creator.workspaceId, sealed]);
    const [charge] = (await client.charges.list()).data;
    await client.refunds.create({ charge: charge?.id ?? '' });
    const told: string[] = [];
    for await (const event of client.events.list({ type: 'charge.refunded' })) {
      told.push(event.id);
      const delivered = await stripeCourier(stage).deliver({ ...event, account: creator.accountId });
      expect(delivered.status).toBe(200);
    }
    const { data } = (await creator.browser.get(`${creator.base}/billing/events?outcome=failed`)).body;
    expect(data.map(({ id }: { id: string }) => id)).toEqual(told);
    const shown = (await creator.browser.get(connection)).body.connection;
    expect(shown).toMatchObject({ refused_since: null, ending_refused_since: expect.any(String) });
  });
});
