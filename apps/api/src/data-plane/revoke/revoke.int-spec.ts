import { Database, issuanceRepository, refreshTokenRepository } from '@gatehouse/platform';
import {
  createTestDatabase,
  emptyTestRedis,
  seedCaller,
  type SeededCaller,
  TestClock,
  type TestDatabase,
} from '@gatehouse/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { basic, form, seedOtherGpt, seedRefreshToken, seedSecret } from '../../../test/seed-client';
import { startPlane, testConfig } from '../../../test/start-plane';
import { VerifyModule } from '../verify/verify.module';
import { RevokeModule } from './revoke.module';

describe('revocation', () => {
  let test: TestDatabase;
  /** Two processes of the API. */
  let apps: [NestFastifyApplication, NestFastifyApplication];

  beforeAll(async () => {
    test = await createTestDatabase();
    const config = testConfig(test.url, await emptyTestRedis());
    const start = () => startPlane(config, new TestClock(), [RevokeModule, VerifyModule]);
    apps = [await start(), await start()];
  });
  afterAll(async () => {
    for (const app of apps) await app.close();
    await test.drop();
  });

  const newClient = async (): Promise<{ caller: SeededCaller; secret: string }> => {
    const caller = await seedCaller(test);
    return { caller, secret: await seedSecret(test, caller) };
  };
  const revoke = (
    { caller, secret }: { caller: SeededCaller; secret: string },
    token: string,
    fields: Record<string, string> = {},
  ) =>
    apps[0].inject(
      form(`/t/${caller.slug}/oauth/revoke`, { token, ...fields }, { authorization: basic(caller.clientId, secret) }),
    );
  /** What verify answers on each instance. */
  const verified = (caller: SeededCaller): Promise<number[]> =>
    Promise.all(
      apps.map(async (app) => {
        const headers = { authorization: `Bearer ${caller.token}` };
        return (await app.inject({ url: `/t/${caller.slug}/verify`, headers })).statusCode;
      }),
    );
  const living = async (caller: SeededCaller): Promise<{ access: number; refresh: number }> => {
    const [row] = await test.query<{ access: number; refresh: number }>(
      `SELECT (SELECT count(*)::int FROM access_tokens WHERE subscriber_id = $1 AND revoked_at IS NULL) AS access,
              (SELECT count(*)::int FROM refresh_tokens WHERE subscriber_id = $1 AND revoked_at IS NULL) AS refresh`,
      [caller.subscriberId],
    );
    return row ?? { access: -1, refresh: -1 };
  };

  it('of an access token holds on the very next verify, on every instance, and leaves the refresh token', async () => {
    const client = await newClient();
    await seedRefreshToken(test, client.caller);
    expect(await verified(client.caller)).toEqual([200, 200]);
    const response = await revoke(client, client.caller.token);
    expect([response.statusCode, response.body, response.headers['cache-control']]).toEqual([200, '{}', 'no-store']);
    expect(await verified(client.caller)).toEqual([401, 401]);
    expect(await living(client.caller)).toEqual({ access: 0, refresh: 1 });
  });

  it('of a refresh token takes its access tokens along, at once (RFC 7009 2.1)', async () => {
    const client = await newClient();
    const parent = await seedRefreshToken(test, client.caller, { rotatedAt: new Date('2026-11-02T09:30:00Z') });
    const child = await seedRefreshToken(test, client.caller);
    expect(await verified(client.caller)).toEqual([200, 200]);
    await revoke(client, child, { token_type_hint: 'access_token' });
    expect(await verified(client.caller)).toEqual([401, 401]);
    expect(await living(client.caller)).toEqual({ access: 0, refresh: 0 });
    expect((await revoke(client, parent)).statusCode).toBe(200);
  });

  it('of a spent parent takes its whole family, too', async () => {
    const client = await newClient();
    const parent = await seedRefreshToken(test, client.caller, { rotatedAt: new Date('2026-11-02T09:30:00Z') });
    await seedRefreshToken(test, client.caller);
    await revoke(client, parent);
    expect(await living(client.caller)).toEqual({ access: 0, refresh: 0 });
  });

  it("touches nobody else's: not another sign-in of the same GPT, not the consent", async () => {
    const client = await newClient();
    const neighbour = await seedCaller(test, { beside: client.caller });
    await revoke(client, await seedRefreshToken(test, client.caller));
    expect(await verified(neighbour)).toEqual([200, 200]);
    expect(await test.query('SELECT revoked_at FROM grants WHERE id = $1', [client.caller.grantId])).toEqual([
      { revoked_at: null },
    ]);
  });

  it("answers an unknown, a revoked and another workspace's token alike with 200, and changes nothing", async () => {
    const client = await newClient();
    const stranger = await newClient();
    const strangersRefresh = await seedRefreshToken(test, stranger.caller);
    await revoke(client, client.caller.token);
    const tokens = [`gth_at_${'x'.repeat(43)}`, `gth_rt_${'x'.repeat(43)}`, 'nonsense', 'ü\u0000', client.caller.token];
    const answers = await Promise.all([...tokens, stranger.caller.token, strangersRefresh].map((token) => revoke(client, token)));
    const shown = answers.map(({ statusCode, body, headers }) => ({ statusCode, body, headers: { ...headers, date: '' } }));
    for (const each of shown) expect(each).toEqual({ statusCode: 200, body: '{}', headers: shown[0]?.headers });
    expect(await verified(stranger.caller)).toEqual([200, 200]);
    expect(await living(stranger.caller)).toEqual({ access: 1, refresh: 1 });
  });

  it("refuses another client's token of the same workspace, which stays good", async () => {
    const client = await newClient();
    const token = await seedOtherGpt(test, client.caller);
    const response = await revoke(client, token);
    expect([response.statusCode, response.json<{ error: string }>().error]).toEqual([400, 'invalid_grant']);
    expect(await test.query(`SELECT revoked_at FROM access_tokens WHERE id = 'atk_other'`)).toEqual([{ revoked_at: null }]);
  });

  it('wants proof of who asks, by Basic or by post, and POST', async () => {
    const client = await newClient();
    const { caller, secret } = client;
    const path = `/t/${caller.slug}/oauth/revoke`;
    for (const authorization of [basic(caller.clientId, 'wrong'), basic('unknown', secret), 'Basic nonsense'])
      expect((await apps[0].inject(form(path, { token: caller.token }, { authorization }))).statusCode).toBe(401);
    expect((await apps[0].inject(form(path, { token: caller.token }))).statusCode).toBe(401);
    expect((await apps[0].inject({ url: `${path}?token=${caller.token}` })).statusCode).toBe(405);
    expect((await apps[0].inject(form(path, {}, { authorization: basic(caller.clientId, secret) }))).json()).toMatchObject({
      error: 'invalid_request',
    });
    expect(await verified(caller)).toEqual([200, 200]);
    const posted = form(path, { token: caller.token, client_id: caller.clientId, client_secret: secret });
    expect((await apps[0].inject(posted)).statusCode).toBe(200);
    expect(await verified(caller)).toEqual([401, 401]);
  });

  it('leaves no child behind that a refresh under way was about to make', async () => {
    const { caller } = await newClient();
    await seedRefreshToken(test, caller);
    const [parent] = await test.query<{ id: string; code: string }>(
      'SELECT id, authorization_code_id AS code FROM refresh_tokens WHERE subscriber_id = $1',
      [caller.subscriberId],
    );
    const { id = '', code = '' } = parent ?? {};
    const database = apps[0].get(Database);
    const rotated = Promise.withResolvers<void>();
    const mayCommit = Promise.withResolvers<void>();
    const now = new Date();
    const refresh = database.inWorkspace(caller.workspaceId, async (tx) => {
      const end = new Date('2099-01-01');
      const child = {
        ...{
          parentId: id,
          accessTokenId: 'atk_child',
          accessTokenHash: Buffer.from('a'),
          accessExpiresAt: end,
          accessScopes: [],
        },
        ...{ refreshTokenId: 'rtk_child', refreshTokenHash: Buffer.from('r'), idleExpiresAt: end, absoluteExpiresAt: end },
      };
      const pair = { ...child, successorSealed: Buffer.from('sealed') };
      expect(await issuanceRepository.rotate(tx, [pair], now, 'skip')).toEqual(new Set([id]));
      rotated.resolve();
      await mayCommit.promise;
    });
    await rotated.promise;
    const revocation = database.inWorkspace(caller.workspaceId, (tx) => refreshTokenRepository.revokeOfCode(tx, code, now));
    // The revocation waits for the row that the refresh holds; only then may the refresh go on.
    for (let waiting = 0; waiting === 0;) {
      const [row] = await test.query<{
        n: number;
      }>(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock'
         AND datname = current_database()`);
      waiting = row?.n ?? 0;
    }
    mayCommit.resolve();
    await Promise.all([refresh, revocation]);
    expect(await living(caller)).toMatchObject({ refresh: 0 });
  });
});
