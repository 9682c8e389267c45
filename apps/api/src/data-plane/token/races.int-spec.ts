import { type OAuthStage, startOAuthStage } from '../../../test/oauth-stage';
import type { RegisteredGpt } from '../../../test/seed-registered-client';

describe('the token endpoint under simultaneous requests', () => {
  let stage: OAuthStage;
  let client: RegisteredGpt;
  beforeAll(async () => {
    stage = await startOAuthStage();
    client = await stage.client();
  });
  afterAll(() => stage.stop());

  const times = <T>(count: number, make: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: count }, make));

  async function tokens(): Promise<{ access_token: string; refresh_token: string }> {
    const response = await stage.redeem(client, await stage.obtainCode(client));
    expect(response.statusCode).toBe(200);
    return response.json();
  }

  async function liveTokens(): Promise<number> {
    const [row] = await stage.api.database.query<{ live: number }>(
      `SELECT (SELECT count(*) FROM access_tokens WHERE workspace_id = $1 AND revoked_at IS NULL)::int
            + (SELECT count(*) FROM refresh_tokens WHERE workspace_id = $1 AND revoked_at IS NULL)::int AS live`,
      [client.workspaceId],
    );
    return row?.live ?? -1;
  }

  /** Until that many transactions on this database wait for a lock. */
  async function waiters(count: number): Promise<void> {
    for (let waiting = 0; waiting < count;) {
      const sql = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      waiting = (await stage.api.database.query<{ n: number }>(sql))[0]?.n ?? 0;
    }
  }

  it('redeems one code, sent 100 times at once, exactly once, and as the other 99 are replays, revokes what it issued', async () => {
    const code = await stage.obtainCode(client);
    const liveBefore = await liveTokens();
    const answers = await times(100, () => stage.redeem(client, code));
    const successes = answers.filter((answer) => answer.statusCode === 200);
    expect(successes).toHaveLength(1);
    for (const answer of answers) {
      if (answer.statusCode !== 200) expect([answer.statusCode, answer.json().error]).toEqual([400, 'invalid_grant']);
    }
    const issued = successes[0]?.json();
    expect(await stage.verify(client, issued.access_token)).toBe(401);
    expect((await stage.refresh(client, issued.refresh_token)).json().error).toBe('invalid_grant');
    expect(await liveTokens()).toBe(liveBefore);
  });

  it('rejects a code redeemed twice and revokes its tokens, and those refreshed from it, on the very next call', async () => {
    const code = await stage.obtainCode(client);
    const first = (await stage.redeem(client, code)).json();
    const child = (await stage.refresh(client, first.refresh_token)).json();
    expect(await stage.verify(client, child.access_token)).toBe(200);
    const replay = await stage.redeem(client, code);
    expect([replay.statusCode, replay.json().error]).toEqual([400, 'invalid_grant']);
    expect(await stage.verify(client, first.access_token)).toBe(401);
    expect(await stage.verify(client, child.access_token)).toBe(401);
    expect((await stage.refresh(client, child.refresh_token)).json().error).toBe('invalid_grant');
  });

  it('leaves no living token when a code is sent again in the middle of a refresh of what it gave', async () => {
    const { database } = stage.api;
    const code = await stage.obtainCode(client);
    const parent = (await stage.redeem(client, code)).json();
    const liveBefore = await liveTokens();
    // The refresh has rotated the parent, and is held before it writes the child's access token.
    await database.query(`
      CREATE FUNCTION wait_for_test() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_advisory_xact_lock_shared(4711); RETURN NEW; END $$`);
    await database.query('CREATE TRIGGER held BEFORE INSERT ON access_tokens FOR EACH ROW EXECUTE FUNCTION wait_for_test()');
    await database.query('SELECT pg_advisory_lock(4711)');
    const refresh = stage.refresh(client, parent.refresh_token);
    await waiters(1);
    const replay = stage.redeem(client, code);
    await waiters(2);
    await database.query('SELECT pg_advisory_unlock(4711)');
    const [refreshed, replayed] = await Promise.all([refresh, replay]);
    await database.query('DROP TRIGGER held ON access_tokens');
    expect([refreshed.statusCode, replayed.statusCode]).toEqual([200, 400]);
    const child = refreshed.json();
    for (const token of [parent.access_token, child.access_token]) expect(await stage.verify(client, token)).toBe(401);
    expect((await stage.refresh(client, child.refresh_token)).json().error).toBe('invalid_grant');
    expect(await liveTokens()).toBe(liveBefore - 2);
  });

  it('lets a replay with a wrong secret, redirect URI or verifier revoke nothing', async () => {
    const code = await stage.obtainCode(client);
    const first = (await stage.redeem(client, code)).json();
    const wrong = await Promise.all([
      stage.redeem(client, code, { client_secret: 'gth_cs_wrong' }),
      stage.redeem(client, code, { redirect_uri: 'https://chatgpt.com/other' }),
      stage.redeem(client, code, { code_verifier: 'v'.repeat(43) }),
      stage.redeem({ ...(await stage.client({ beside: client })), callbackUrl: client.callbackUrl }, code),
    ]);
    expect(wrong.map((answer) => answer.json().error)).toEqual([
      'invalid_client',
      'invalid_grant',
      'invalid_grant',
      'invalid_grant',
    ]);
    expect(await stage.verify(client, first.access_token)).toBe(200);
  });

  it('gives 20 refreshes at once with the same parent the same child', async () => {
    const parent = await tokens();
    const answers = await times(20, () => stage.refresh(client, parent.refresh_token));
    const children = answers.map((answer) => answer.json());
    expect(answers.map((answer) => answer.statusCode)).toEqual(Array(20).fill(200));
    expect(new Set(children.map((child) => child.access_token)).size).toBe(1);
    expect(new Set(children.map((child) => child.refresh_token)).size).toBe(1);
    expect(children[0].refresh_token).not.toBe(parent.refresh_token);
    expect(await stage.verify(client, children[0].access_token)).toBe(200);
    // The one that the client had keeps working until it expires: calls under way are not cut off.
    expect(await stage.verify(client, parent.access_token)).toBe(200);
  });

  it('gives the same child again for 60 s, with the seconds that it has left, and then revokes the grant, which commits', async () => {
    const parent = await tokens();
    const child = (await stage.refresh(client, parent.refresh_token)).json();
    stage.api.clock.advance(59);
    const again = (await stage.refresh(client, parent.refresh_token)).json();
    expect(again).toEqual({ ...child, expires_in: child.expires_in - 59 });
    expect(await stage.verify(client, child.access_token)).toBe(200);
    stage.api.clock.advance(1);
    const reuse = await stage.refresh(client, parent.refresh_token);
    expect([reuse.statusCode, reuse.json().error]).toEqual([400, 'invalid_grant']);
    expect(await stage.verify(client, child.access_token)).toBe(401);
    expect((await stage.refresh(client, child.refresh_token)).json().error).toBe('invalid_grant');
    const grants = await stage.api.database.query(
      `SELECT g.revoked_at FROM grants g JOIN access_tokens a ON a.grant_id = g.id WHERE a.token_hash = sha256($1)`,
      [Buffer.from(child.access_token)],
    );
    expect(grants).toEqual([{ revoked_at: stage.api.clock.now() }]);
  });

  it('answers refreshes that race with the reuse of an ancestor by revocation or by the child, and leaves nothing alive', async () => {
    const parent = await tokens();
    const child = (await stage.refresh(client, parent.refresh_token)).json();
    stage.api.clock.advance(61);
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => stage.refresh(client, child.refresh_token)),
      ...Array.from({ length: 5 }, () => stage.refresh(client, parent.refresh_token)),
    ]);
    for (const answer of answers) expect([200, 400]).toContain(answer.statusCode);
    for (const answer of answers.filter(({ statusCode }) => statusCode === 200)) {
      expect(await stage.verify(client, answer.json().access_token)).toBe(401);
    }
  });

  it('ends idle families after 90 days and every family after a year', async () => {
    const day = 86_400;
    const idle = await tokens();
    stage.api.clock.advance(90 * day);
    expect((await stage.refresh(client, idle.refresh_token)).json().error).toBe('invalid_grant');
    let { refresh_token: youngest } = await tokens();
    for (const days of [80, 80, 80, 80]) {
      stage.api.clock.advance(days * day);
      youngest = (await stage.refresh(client, youngest)).json().refresh_token;
    }
    stage.api.clock.advance(44 * day);
    const last = (await stage.refresh(client, youngest)).json();
    expect(last.access_token).toBeDefined();
    stage.api.clock.advance(day);
    expect((await stage.refresh(client, last.refresh_token)).json().error).toBe('invalid_grant');
  });

  it('redeems a code until it is 60 s old and not after', async () => {
    const [fresh, stale] = [await stage.obtainCode(client), await stage.obtainCode(client)];
    stage.api.clock.advance(59);
    expect((await stage.redeem(client, fresh)).statusCode).toBe(200);
    stage.api.clock.advance(1);
    expect((await stage.redeem(client, stale)).json().error).toBe('invalid_grant');
  });
});
