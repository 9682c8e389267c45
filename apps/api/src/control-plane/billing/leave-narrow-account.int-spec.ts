import { STRIPE_KEY_COLUMN, Vault } from '@gatehouse/platform';
import { buy, offerTier, startStripeStage, type StripeStage } from '../../../test/stripe-stage';
import { createCreator, type Creator } from '../../../test/test-members';

jest.setTimeout(180_000);

/** Its key may read all and end nothing; no event arrives by itself. */
describe('an account that does not let us end what people pay', () => {
  let stage: StripeStage;
  let creator: Creator & { accountId: string };
  let key: string;
  let number = 0;

  beforeAll(async () => {
    stage = await startStripeStage({ isTold: false });
  });
  afterAll(() => stage.stop());
  beforeEach(async () => {
    number += 1;
    const made = await createCreator(stage.api, `narrow-${number}`);
    await stage.press('/dev/stripe/accounts', { name: 'Narrow' });
    key = ((await (await fetch(`${stage.sandboxUrl}/dev/stripe`)).text()).match(/rk_test_\w+/g) ?? []).at(-1) ?? '';
    creator = { ...made, accountId: (await client().accounts.retrieveCurrent()).id };
    const taken = await creator.browser.put(`${connection()}/key`, { key });
    expect(taken.status).toBe(200);
  });

  const client = () => stage.accounts.clientWith(key);
  const connection = () => `${creator.base}/billing/connection`;
  const keyed = (): StripeStage => ({
    ...stage,
    accounts: Object.assign(Object.create(stage.accounts) as typeof stage.accounts, { platform: client }),
  });
  /** As its creator does at Stripe, after they gave it here. */
  const narrow = (suffix: string) => {
    const vault = stage.api.app.get(Vault, { strict: false });
    const sealed = vault.seal(`${key}_${suffix}`, { workspaceId: creator.workspaceId, column: STRIPE_KEY_COLUMN });
    return stage.api.database.query('UPDATE stripe_connections SET key_sealed = $2 WHERE workspace_id = $1', [
      creator.workspaceId,
      sealed,
    ]);
  };
  const leave = async () => {
    const { status, body } = await creator.browser.delete(connection());
    return [status, body?.detail];
  };
  const shown = async () => (await creator.browser.get(connection())).body.connection;

  it('is not let go while somebody would be charged on for a GPT that is deleted, of which our books say nothing', async () => {
    const sold = await offerTier(keyed(), creator);
    const { subscriptionId } = await buy(keyed(), creator, sold, { email: 'late@example.com' });
    expect((await creator.browser.delete(`${creator.base}/gpts/${sold.gptId}`)).status).toBe(204);
    await narrow('without_writing_subscriptions');
    expect(await shown()).toMatchObject({ refused_since: null, ending_refused_since: null });
    expect(await leave()).toEqual([409, expect.stringMatching(/^1 subscriber pays through this account/)]);
    expect(await shown()).toMatchObject({ refused_since: null, ending_refused_since: expect.any(String) });
    const sql = `UPDATE stripe_connections SET ending_refused_since = now() - interval '25 hours' WHERE workspace_id = $1`;
    await stage.api.database.query(sql, [creator.workspaceId]);
    expect(await leave()).toEqual([409, expect.stringMatching(/^1 subscriber pays through this account/)]);
    await client().subscriptions.cancel(subscriptionId);
    expect(await leave()).toEqual([204, undefined]);
  });

  it('is let go when the Checkouts that it does not let us end are over, after a day', async () => {
    const sold = await offerTier(keyed(), creator);
    await client().checkout.sessions.create({
      mode: 'subscription',
      line_items: [{ price: sold.stripePriceId, quantity: 1 }],
      success_url: 'http://gatehouse.test/done',
      metadata: { gatehouse_workspace: creator.workspaceId, gatehouse_gpt: sold.gptId },
    });
    await narrow('without_writing_checkout');
    expect(await leave()).toEqual([409, expect.stringContaining('Checkouts that are still open')]);
    const sql = `UPDATE stripe_connections SET ending_refused_since = now() - interval '25 hours' WHERE workspace_id = $1`;
    await stage.api.database.query(sql, [creator.workspaceId]);
    expect(await leave()).toEqual([204, undefined]);
  });

  it('says no more that anything is refused once another key is given', async () => {
    const sql = 'UPDATE stripe_connections SET ending_refused_since = now() WHERE workspace_id = $1';
    await stage.api.database.query(sql, [creator.workspaceId]);
    expect((await creator.browser.put(`${connection()}/key`, { key })).status).toBe(200);
    expect(await shown()).toMatchObject({ ending_refused_since: null });
  });
});
