import { randomBytes } from 'node:crypto';
import { type OAuthStage, startOAuthStage } from '../../../test/oauth-stage';
import type { RegisteredGpt } from '../../../test/seed-registered-client';

describe('a flood of made-up access tokens', () => {
  let stage: OAuthStage;
  let client: RegisteredGpt;
  beforeAll(async () => {
    stage = await startOAuthStage();
    client = await stage.client();
  });
  afterAll(() => stage.stop());

  it('is answered 401 or 503 with when to come back, and leaves connections to the token endpoint and to callers who are known', async () => {
    const code = await stage.obtainCode(client);
    const known = (await stage.redeem(client, await stage.obtainCode(client))).json();
    expect(await stage.verify(client, known.access_token)).toBe(200);
    // Postgres finds no token while the test says so: each look-up holds its connection.
    const { database } = stage.api;
    await database.query('BEGIN');
    await database.query('LOCK TABLE access_tokens IN ACCESS EXCLUSIVE MODE');
    const flood = Array.from({ length: 600 }, () =>
      stage.api.server.inject({
        url: `/t/${client.slug}/verify`,
        headers: { authorization: `Bearer gth_at_${randomBytes(32).toString('base64url')}` },
      }),
    );
    // Those beyond the queue are refused without waiting for Postgres.
    const refused = await Promise.any(flood);
    expect([refused.statusCode, refused.headers['retry-after'], refused.json().error]).toEqual([
      503,
      '2',
      'temporarily_unavailable',
    ]);
    expect(await stage.verify(client, known.access_token)).toBe(200);
    // This one needs Postgres, and gets to it: an unknown code is told so.
    const unknown = await stage.redeem(client, 'gth_ac_unknown');
    expect(unknown.json().error).toBe('invalid_grant');
    await database.query('COMMIT');
    const statuses = new Set((await Promise.all(flood)).map(({ statusCode }) => statusCode));
    expect([...statuses].sort()).toEqual([401, 503]);
    expect((await stage.redeem(client, code)).statusCode).toBe(200);
  });
});
