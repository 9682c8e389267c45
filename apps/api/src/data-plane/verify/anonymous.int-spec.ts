import { Redis } from 'ioredis';
import { ControlPlaneModule } from '../../control-plane.module';
import { DataPlaneModule } from '../../data-plane.module';
import { startTestApi, type TestApi } from '../../../test/test-api';
import { createTenant, type Tenant } from '../../../test/test-tenant';

/** The creator's API lets people try before they sign in, and asks with its service key whether this one may go on. */
describe('people who have not signed in', () => {
  let api: TestApi;
  let tenant: Tenant;
  let key: string;
  let limits: string;

  beforeAll(async () => {
    api = await startTestApi({ planes: [ControlPlaneModule, DataPlaneModule] });
    tenant = await createTenant(api, 'acme');
    const gpt = `${tenant.base}/gpts/${tenant.ids.gpt}`;
    limits = `${gpt}/anonymous-limits`;
    key = (await tenant.browser.post(`${gpt}/service-keys`, { name: 'API' })).body.key;
  });
  afterAll(() => api.stop());

  const ask = async (query: string, headers: Record<string, string> = {}) => {
    const answer = await api.server.inject({
      url: `/t/${tenant.slug}/verify?${query}`,
      headers: { authorization: `Bearer ${key}`, ...headers },
    });
    return { status: answer.statusCode, body: JSON.parse(answer.payload), headers: answer.headers };
  };
  const set = (one: number | null, day: number | null, source: number | null) =>
    tenant.browser.put(limits, { user_rate_per_minute: one, user_quota_per_day: day, source_rate_per_minute: source });

  it('have limits from the beginning, which the creator sees and changes', async () => {
    expect((await tenant.browser.get(limits)).body).toEqual({
      user_rate_per_minute: 10,
      user_quota_per_day: 50,
      source_rate_per_minute: 600,
    });
    expect((await set(5, null, null)).body).toEqual({
      user_rate_per_minute: 5,
      user_quota_per_day: null,
      source_rate_per_minute: null,
    });
    const { data } = (await tenant.browser.get(`${tenant.base}/audit?limit=1`)).body;
    expect(data[0]).toMatchObject({ action: 'gpt.updated', changes: { anonymous_limits: expect.anything() } });
  });

  it.each([
    [{}, ['user_rate_per_minute', 'user_quota_per_day', 'source_rate_per_minute']],
    [{ user_rate_per_minute: 5, source_rate_per_minute: null }, ['user_quota_per_day']],
  ])('keep their limits when a body leaves out what it should say: %j', async (body, fields) => {
    await set(7, 8, 9);
    const refused = await tenant.browser.put(limits, body);
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      fields.map((field) => ({ field, message: expect.stringContaining('must be a whole number, or null for no limit') })),
    ]);
    expect((await tenant.browser.get(limits)).body).toEqual({
      user_rate_per_minute: 7,
      user_quota_per_day: 8,
      source_rate_per_minute: 9,
    });
  });

  it('are counted under the key, and told as nobody', async () => {
    await set(null, 20, null);
    const { status, body } = await ask('ephemeral_user_id=someone');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      active: true,
      sub: null,
      anonymous: true,
      tier: null,
      scope: '',
      quota: { limit: 20, used: 1, remaining: 19, resets_at: '2026-11-03T00:00:00Z' },
    });
  });

  it('use up a day each for themselves, and begin anew on the next', async () => {
    await set(null, 2, null);
    expect([(await ask('ephemeral_user_id=ada')).status, (await ask('ephemeral_user_id=ada&cost=1')).status]).toEqual([200, 200]);
    const third = await ask('ephemeral_user_id=ada');
    expect([third.status, third.body.error, third.body.message]).toEqual([
      429,
      'quota_exceeded',
      expect.stringContaining('Sign in to go on'),
    ]);
    expect((await ask('ephemeral_user_id=grace')).status).toBe(200);
    api.clock.advance(86_400);
    expect((await ask('ephemeral_user_id=ada')).status).toBe(200);
  });

  it('share the rate of their address, whoever each of them is; nothing is charged to a person whom it stops', async () => {
    await set(null, 5, 3);
    const from = (user: string) => ask(`ephemeral_user_id=${user}&source=203.0.113.9`);
    expect(await Promise.all(['a', 'b', 'c'].map(async (user) => (await from(user)).status))).toEqual([200, 200, 200]);
    const stopped = await from('d');
    expect([stopped.status, stopped.body.error]).toEqual([429, 'rate_limited']);
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(10);
    const elsewhere = await ask('ephemeral_user_id=d&source=198.51.100.7');
    expect([elsewhere.status, elsewhere.body.quota.used]).toEqual([200, 1]);
  });

  it('are limited by their address alone when ChatGPT names nobody, IPv6 by its network', async () => {
    await set(null, null, 2);
    const from = async (address: string) => (await ask(`source=${encodeURIComponent(address)}`)).status;
    expect(await from('2001:db8:1:2::1')).toBe(200);
    expect(await from('2001:db8:1:2::2')).toBe(200);
    expect(await from('2001:db8:1:2:ffff::3')).toBe(429);
    expect(await from('2001:db8:1:3::1')).toBe(200);
  });

  it('gain nothing by making up a user for each call, and leave no counter for one that was refused', async () => {
    await set(null, 1, 3);
    const redis = new Redis(api.config.redisUrl);
    await redis.flushdb();
    const statuses = [];
    for (let n = 0; n < 10; n += 1) statuses.push((await ask(`ephemeral_user_id=made-up-${n}`)).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429, 429, 429, 429, 429, 429]);
    const counters = await redis.keys('*:q:*~u*');
    expect(counters).toHaveLength(3);
    for (const counter of counters) expect(await redis.ttl(counter)).toBeLessThan(86_400 + 3_601);
    redis.disconnect();
  });

  it('are told the rate that they reach first', async () => {
    await set(null, null, 7);
    const { body } = await ask('ephemeral_user_id=told&source=192.0.2.88');
    expect(body.rate).toMatchObject({ limit: 7, remaining: 6 });
  });

  it('get what was edited on the next call', async () => {
    await set(null, 1, null);
    await ask('ephemeral_user_id=edit');
    expect((await ask('ephemeral_user_id=edit')).status).toBe(429);
    await set(null, 2, null);
    expect((await ask('ephemeral_user_id=edit')).status).toBe(200);
  });

  it('repeat a decision under an Idempotency-Key of their own', async () => {
    await set(null, 5, null);
    const twice = () => ask('ephemeral_user_id=once', { 'idempotency-key': 'k' });
    expect((await twice()).body.quota.used).toBe(1);
    expect((await twice()).body.quota.used).toBe(1);
    expect((await ask('ephemeral_user_id=another', { 'idempotency-key': 'k' })).body.quota.used).toBe(1);
  });

  it('have no scopes', async () => {
    const answer = await ask('ephemeral_user_id=x&scope=foods.read');
    expect([answer.status, answer.body.error, answer.body.message]).toEqual([
      403,
      'insufficient_scope',
      expect.stringContaining('Sign in'),
    ]);
  });

  it('leave nothing of themselves in Redis', async () => {
    await ask('ephemeral_user_id=very-recognisable&source=192.0.2.44', { 'idempotency-key': 'k' });
    const redis = new Redis(api.config.redisUrl);
    const names = await redis.keys('*');
    redis.disconnect();
    expect(names.some((name) => name.includes('very-recognisable') || name.includes('192.0.2.44'))).toBe(false);
    expect(names.some((name) => name.includes('~u'))).toBe(true);
  });
});
