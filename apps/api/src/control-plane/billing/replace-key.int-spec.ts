import { buy, offerTier, startStripeStage, type StripeStage } from '../../../test/stripe-stage';
import { createCreator, type Creator } from '../../../test/test-members';

jest.setTimeout(180_000);

describe('a restricted key that leaked, or was rolled', () => {
  let stage: StripeStage;

  beforeAll(async () => {
    stage = await startStripeStage({ isTold: false });
  });
  afterAll(() => stage.stop());

  async function openAccount(name: string): Promise<{ accountId: string; key: string }> {
    await stage.press('/dev/stripe/accounts', { name });
    const page = await (await fetch(`${stage.sandboxUrl}/dev/stripe`)).text();
    const key = (page.match(/rk_test_\w+/g) ?? []).at(-1) ?? '';
    return { accountId: (await stage.accounts.clientWith(key).accounts.retrieveCurrent()).id, key };
  }
  const row = async ({ workspaceId }: Creator) => {
    const sql = `SELECT id, key_sealed, key_last4, refused_since, webhook_endpoint_id, webhook_secret_sealed
                   FROM stripe_connections WHERE workspace_id = $1 AND disconnected_at IS NULL`;
    return (await stage.api.database.query<Record<string, unknown>>(sql, [workspaceId]))[0];
  };

  it('is replaced by another one to the same account while people pay, and the endpoint stays; another account is refused', async () => {
    const creator = { ...(await createCreator(stage.api, 'rolls-key')), ...(await openAccount('Rolls')) };
    const other = await openAccount('Other');
    const path = `${creator.base}/billing/connection`;
    const put = (key: string) => creator.browser.put(`${path}/key`, { key });
    expect((await put(creator.key)).status).toBe(200);
    const client = stage.accounts.clientWith(creator.key);
    const keyed = { ...stage, accounts: Object.assign(Object.create(stage.accounts), { platform: () => client }) };
    await buy(keyed, creator, await offerTier(keyed, creator), { email: 'pays@example.com' });
    expect((await creator.browser.delete(path)).status).toBe(409);
    const sql = 'UPDATE stripe_connections SET refused_since = now() WHERE workspace_id = $1';
    await stage.api.database.query(sql, [creator.workspaceId]);
    const before = await row(creator);

    const replaced = await put(`${creator.key}_narrow`);
    expect(replaced.status).toBe(200);
    expect(replaced.body.connection).toMatchObject({
      account_id: creator.accountId,
      key_last4: 'rrow',
      refused_since: null,
      webhook: { listening: true, made_by_hand: false, fault: null },
    });
    const after = await row(creator);
    expect(after).toEqual({ ...before, key_sealed: expect.any(String), key_last4: 'rrow', refused_since: null });
    expect(after?.['key_sealed']).not.toBe(before?.['key_sealed']);
    expect((await client.webhookEndpoints.list()).data.map(({ id }) => id)).toEqual([before?.['webhook_endpoint_id']]);
    const told = await stage.api.database.query<{ action: string; changes: object }>(
      `SELECT action, changes FROM audit_events WHERE workspace_id = $1 AND target_kind = 'stripe_account' ORDER BY at DESC, id DESC LIMIT 1`,
      [creator.workspaceId],
    );
    expect(told).toEqual([{ action: 'stripe.connected', changes: { key_last4: { from: before?.['key_last4'], to: 'rrow' } } }]);

    expect((await put(other.key)).status).toBe(409);
    expect((await put('rk_test_nobody')).status).toBe(422);
    expect(await row(creator)).toEqual(after);
  });

  it('is not taken in the place of an account that was connected by signing in', async () => {
    const connected = await stage.creator('signed-in');
    const { key } = await openAccount('Beside');
    expect((await connected.browser.put(`${connected.base}/billing/connection/key`, { key })).status).toBe(409);
  });
});
