import { type OAuthStage, startOAuthStage } from '../../../test/oauth-stage';
import type { RegisteredGpt } from '../../../test/seed-registered-client';

describe('security events of subscribers', () => {
  let stage: OAuthStage;
  let client: RegisteredGpt;
  beforeAll(async () => {
    stage = await startOAuthStage();
  });
  beforeEach(async () => {
    client = await stage.client();
  });
  afterAll(() => stage.stop());

  const told = async (workspaceId = client.workspaceId): Promise<Record<string, unknown>[]> =>
    stage.api.database.query(
      `SELECT action, actor_kind AS by, target_kind AS kind, target_name AS name FROM audit_events WHERE workspace_id = $1 ORDER BY id`,
      [workspaceId],
    );
  const event = (action: string, by = 'system') => ({ action, by, kind: 'subscriber', name: null });

  it('tell of a sign-in, of a code that was redeemed twice, and of nothing in another workspace', async () => {
    const other = await stage.client();
    const code = await stage.obtainCode(client);
    await stage.redeem(client, code);
    await stage.redeem(client, code);
    expect(await told()).toEqual([event('subscriber.signed_in', 'subscriber'), event('authorization_code.replayed')]);
    expect(await told(other.workspaceId)).toEqual([]);
  });

  it('tell once of a code, however often it is sent again: the log only grows', async () => {
    const code = await stage.obtainCode(client);
    for (let times = 0; times < 4; times += 1) await stage.redeem(client, code);
    expect((await told()).filter(({ action }) => action === 'authorization_code.replayed')).toHaveLength(1);
  });

  it('tell of a refresh token that is used after its grace', async () => {
    const first = (await stage.redeem(client, await stage.obtainCode(client))).json<{ refresh_token: string }>();
    await stage.refresh(client, first.refresh_token);
    stage.api.clock.advance(61);
    expect((await stage.refresh(client, first.refresh_token)).statusCode).toBe(400);
    expect((await told()).at(-1)).toEqual(event('refresh_token.reused'));
  });

  it('tell once of a token that the client revokes', async () => {
    const { access_token } = (await stage.redeem(client, await stage.obtainCode(client))).json<{ access_token: string }>();
    for (let n = 0; n < 2; n += 1) {
      await stage.api.server.inject({
        method: 'POST',
        url: `/t/${client.slug}/oauth/revoke`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({
          client_id: client.clientId,
          client_secret: client.clientSecret,
          token: access_token,
        }).toString(),
      });
    }
    expect((await told()).slice(1)).toEqual([event('token.revoked')]);
  });

  it('tell once of an account that is guessed at until the throttle stops it', async () => {
    const owner = await stage.person().open(stage.authorizeUrl(client));
    await stage.signInByEmail(owner, 'ada@example.com');
    const guessFrom = async (source: string): Promise<number> => {
      const guesser = await stage.person(source).open(stage.authorizeUrl(client));
      await guesser.press('Email me a code', { email: 'ada@example.com' });
      await guesser.press('Continue', { code: '000000' });
      return guesser.page.status;
    };
    await guessFrom('198.51.100.7');
    await stage.api.database.query(`UPDATE throttle_buckets SET spent = 1000 WHERE key LIKE 'subscriber-guess-source:%'`);
    expect([await guessFrom('198.51.100.7'), await guessFrom('198.51.100.7')]).toEqual([429, 429]);
    expect((await told()).filter(({ action }) => action === 'subscriber.sign_in_throttled')).toHaveLength(1);
  });
});
