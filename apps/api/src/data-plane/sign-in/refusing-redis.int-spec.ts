import { OwnRedis } from '@gatehouse/testing';
import { Redis } from 'ioredis';
import { type OAuthStage, startOAuthStage } from '../../../test/oauth-stage';

const ada = { sub: '1001', email: 'ada@example.com', email_verified: true, name: 'Ada' };

describe('the hosted sign-in with a Redis that refuses to write', () => {
  let redis: OwnRedis;
  let stage: OAuthStage;

  beforeAll(async () => {
    redis = await OwnRedis.start();
    stage = await startOAuthStage({ redisUrl: redis.url });
  });
  afterAll(async () => {
    await stage.stop();
    await redis.remove();
  });

  /** Says something to Redis that its operator would. */
  async function tell([name, ...values]: readonly [string, ...string[]]): Promise<void> {
    const client = new Redis(redis.url);
    await client.call(name, ...values);
    client.disconnect();
  }

  it.each([
    ['is a replica after a failover', ['REPLICAOF', '127.0.0.1', '1'], ['REPLICAOF', 'NO', 'ONE']],
    ['has no memory left', ['CONFIG', 'SET', 'maxmemory', '1'], ['CONFIG', 'SET', 'maxmemory', '0']],
  ] as const)('lets nobody in when it %s, and says so in words', async (_why, refuse, obey) => {
    const client = await stage.client();
    const person = await stage.person().open(stage.authorizeUrl(client));
    expect(person.page.status).toBe(200);
    await tell(refuse);
    try {
      await stage.signInByGoogle(person, ada);
      expect(person.page.status).toBe(503);
      expect(person.page.html).toContain('We cannot sign you in at this moment.');
      const late = await stage.person().open(stage.authorizeUrl(client));
      expect(late.page.status).toBe(503);
      expect(await stage.api.database.query('SELECT 1 FROM subscribers WHERE workspace_id = $1', [client.workspaceId])).toEqual(
        [],
      );
    } finally {
      await tell(obey);
    }
    await stage.signInByGoogle(await stage.person().open(stage.authorizeUrl(client)), ada);
    expect(
      await stage.api.database.query('SELECT 1 FROM subscribers WHERE workspace_id = $1', [client.workspaceId]),
    ).toHaveLength(1);
  });
});
