import { emptyTestRedis, seedCaller } from '@gatehouse/testing';
import { startTestApi, type TestApi } from '../../../test/test-api';
import { CuttableRedis } from '../../../test/cuttable-redis';
import { PASSWORD, signUp } from '../../../test/test-members';
import { Throttle } from './throttle.service';

const GUESSES = { name: 'durability-guess', points: 3, seconds: 3_600 };

/** Redis is killed and comes back empty, as one does that was replaced, in the middle of somebody's guessing. */
describe('throttles of what can be guessed', () => {
  let api: TestApi;
  let redis: CuttableRedis;
  let throttle: Throttle;
  beforeAll(async () => {
    redis = await CuttableRedis.start(await emptyTestRedis());
    api = await startTestApi({ config: { trustedProxies: 1, redisUrl: redis.url } });
    throttle = api.app.get(Throttle, { strict: false });
  });
  afterAll(async () => {
    await api.stop();
    await redis.stop();
  });
  const guess = (email: string, from: string, password = 'a wrong guess') =>
    api.browser().post('/api/v1/auth/sign-in', { email, password }, { 'x-forwarded-for': from });

  /** The connection comes back by itself, a moment after Redis does. */
  async function revive(): Promise<void> {
    redis.revive();
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if ((await api.browser().get('/readyz')).status === 200) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error('the connection to Redis did not come back');
  }

  it('let an attacker have no try more after Redis was killed and wiped', async () => {
    const email = 'ada@example.com';
    await signUp(api, email);
    for (let n = 0; n < 10; n += 1) expect((await guess(email, '203.0.113.66')).status).toBe(401);
    expect((await guess(email, '203.0.113.66')).status).toBe(429);
    redis.kill();
    await emptyTestRedis();
    await revive();
    expect((await guess(email, '203.0.113.66')).status).toBe(429);
    expect((await guess(email, '198.51.100.7', PASSWORD)).status).toBe(200);
  });

  it('let nobody try while Redis is away, and keep what was counted before', async () => {
    const bucket = { allowance: GUESSES, of: 'somebody' };
    await throttle.spend([bucket]);
    redis.kill();
    await expect(throttle.spend([bucket])).rejects.toThrow();
    expect((await guess('away@example.com', '203.0.113.5')).status).toBe(503);
    await revive();
    await throttle.spend([bucket]);
    await throttle.spend([bucket]);
    await expect(throttle.spend([bucket])).rejects.toMatchObject({
      code: 'too_many_attempts',
      retryAfterSeconds: expect.any(Number),
    });
  });

  it('let nobody wait for a Redis that hangs, whether guesses or floods are counted', async () => {
    const flood = { allowance: { ...GUESSES, name: 'durability-flood', volatile: true as const }, of: 'somebody' };
    redis.hang();
    const [counted, flooded] = await Promise.allSettled([
      throttle.spend([{ allowance: GUESSES, of: 'other' }]),
      throttle.spend([flood]),
    ]);
    expect([counted, flooded]).toEqual([
      { status: 'rejected', reason: expect.objectContaining({ code: 'temporarily_unavailable' }) },
      { status: 'rejected', reason: expect.objectContaining({ code: 'temporarily_unavailable' }) },
    ]);
    await revive();
    await throttle.spend([flood]);
  });

  it('count tries that are sent at once one after the other, and give back what was no guess', async () => {
    const bucket = { allowance: GUESSES, of: 'a crowd' };
    const tries = await Promise.allSettled(Array.from({ length: 12 }, () => throttle.spend([bucket])));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    await throttle.refund(Array.from({ length: 10 }, () => bucket));
    await throttle.spend([bucket]);
    await expect(throttle.spend([bucket])).rejects.toMatchObject({ code: 'too_many_attempts' });
  });

  it('begin anew when their time is over', async () => {
    const bucket = { allowance: GUESSES, of: 'an old one' };
    for (let n = 0; n < 3; n += 1) await throttle.spend([bucket]);
    await api.database.query(
      `UPDATE throttle_buckets SET full_again_at = now() - interval '1 second' WHERE key LIKE 'durability-guess:%'`,
    );
    await throttle.spend([bucket]);
  });

  it('keep nothing by which an address or a source could be told', async () => {
    await seedCaller(api.database);
    await guess('told@example.com', '203.0.113.77');
    const rows = await api.database.query<{ key: string }>('SELECT key FROM throttle_buckets');
    expect(rows.length).toBeGreaterThan(3);
    for (const { key } of rows) expect(key).toMatch(/^[a-z-]+:[\w-]{43}$/);
  });
});
