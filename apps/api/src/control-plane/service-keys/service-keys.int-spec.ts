import { DataPlaneModule } from '../../data-plane.module';
import { ControlPlaneModule } from '../../control-plane.module';
import { type Api, buildApi } from '../../bootstrap';
import { createLogger } from '@gatehouse/platform';
import { startTestApi, type TestApi } from '../../../test/test-api';
import { createTenant, snapshotOf, type Tenant } from '../../../test/test-tenant';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

describe('service keys', () => {
  let api: TestApi;
  let other: Api;
  let tenant: Tenant;
  let theirs: Tenant;
  let keys: string;

  beforeAll(async () => {
    api = await startTestApi({ planes: [ControlPlaneModule, DataPlaneModule] });
    other = await buildApi({ config: api.config, logger: createLogger(api.config, 'other'), clock: api.clock }, [
      DataPlaneModule,
    ]);
    tenant = await createTenant(api, 'acme');
    theirs = await createTenant(api, 'rival');
    keys = `${tenant.base}/gpts/${tenant.ids.gpt}/service-keys`;
  });
  afterAll(async () => {
    await other.close();
    await api.stop();
  });

  const create = async (name = 'Production') => (await tenant.browser.post(keys, { name })).body;
  const verify = async (headers: Record<string, string>, slug = tenant.slug, { server }: Pick<Api, 'server'> = api) => {
    const answer = await server.inject({ url: `/t/${slug}/verify`, headers });
    return { status: answer.statusCode, body: JSON.parse(answer.payload) as Record<string, unknown>, headers: answer.headers };
  };
  const statuses = async (key: string): Promise<number[]> => {
    const headers = { authorization: `Bearer ${key}` };
    return [(await verify(headers)).status, (await verify(headers, tenant.slug, other)).status];
  };

  it('are shown once, and kept as a hash', async () => {
    const created = await create('Kept');
    expect(created).toEqual({
      id: expect.stringMatching(/^svk_/),
      name: 'Kept',
      key: expect.stringMatching(/^gth_sk_[\w-]{43}$/),
      last4: (created.key as string).slice(-4),
      created_at: api.clock.now().toISOString(),
      last_used_at: null,
      expires_at: null,
    });
    const listed = await tenant.browser.get(keys);
    expect(listed.body.data).toContainEqual({ ...created, key: undefined });
    expect(listed.text).not.toContain(created.key);
    expect((await snapshotOf(api.database, tenant.workspaceId))['service_keys']).not.toContain(created.key);
  });

  it('let the GPT in as Bearer, as Basic and in the custom header, and name no person', async () => {
    const { id, key } = await create();
    const ways = [
      { authorization: `Bearer ${key}` },
      { authorization: basic(`${key}:`) },
      { authorization: basic(`gatehouse:${key}`) },
      { authorization: `Basic ${key}` },
      { 'gatehouse-key': key },
    ];
    for (const headers of ways) {
      const answer = await verify(headers);
      expect([answer.status, answer.headers['ratelimit-policy']]).toEqual([200, expect.any(String)]);
      expect(answer.body).toMatchObject({
        active: true,
        sub: null,
        service_key: id,
        gpt: tenant.ids.gpt,
        email: null,
        email_verified: false,
        name: null,
        tier: null,
        subscription: null,
        quota: { limit: null, remaining: null },
        rate: { limit: null, remaining: null, reset_seconds: 0 },
      });
    }
    expect((await verify({ 'gatehouse-key': key }, tenant.slug)).body).toMatchObject({ quota: { used: ways.length + 1 } });
  });

  it('may ask for every scope of their GPT, and for no other', async () => {
    const { key } = await create();
    const scopes = [{ name: 'foods.read', description: 'Read foods', default: false }];
    await tenant.browser.patch(`${tenant.base}/gpts/${tenant.ids.gpt}`, { scopes });
    const ask = (scope: string) =>
      api.server.inject({ url: `/t/${tenant.slug}/verify?scope=${scope}`, headers: { 'gatehouse-key': key } });
    expect([(await ask('foods.read')).statusCode, (await ask('foods.write')).statusCode]).toEqual([200, 403]);
  });

  it('are refused with the one 401 when unknown, cut off, revoked, expired, of a deleted GPT or of another workspace', async () => {
    const [foreign, revoked, expired] = [await create(), await create(), await create()];
    await tenant.browser.delete(`${keys}/${revoked.id}`);
    await tenant.browser.post(`${keys}/${expired.id}/rotate`, { overlap_hours: 0 });
    const gone = (await tenant.browser.post(`${tenant.base}/gpts`, { name: 'Gone' })).body.id;
    const orphan = (await tenant.browser.post(`${tenant.base}/gpts/${gone}/service-keys`, { name: 'x' })).body.key;
    expect((await verify({ 'gatehouse-key': orphan })).status).toBe(200);
    await tenant.browser.delete(`${tenant.base}/gpts/${gone}`);
    const before = await snapshotOf(api.database, theirs.workspaceId);
    const refused = [
      await verify({}),
      await verify({ authorization: `Bearer gth_sk_${'A'.repeat(43)}` }),
      await verify({ 'gatehouse-key': (foreign.key as string).slice(0, -1) }),
      await verify({ authorization: `Bearer ${revoked.key}` }),
      await verify({ authorization: `Bearer ${expired.key}` }),
      await verify({ 'gatehouse-key': orphan }),
      await verify({ authorization: `Bearer ${foreign.key}` }, theirs.slug),
      await verify({ 'gatehouse-key': foreign.key }, theirs.slug),
      await verify({ authorization: basic(`:${foreign.key}`) }, theirs.slug),
    ].map(({ status, body, headers: { date: _date, ...headers } }) => ({ status, body, headers }));
    for (const answer of refused) expect(answer).toEqual(refused[0]);
    expect(refused[0]).toMatchObject({ status: 401, body: { active: false, error: 'invalid_token' } });
    expect(await snapshotOf(api.database, theirs.workspaceId)).toEqual(before);
  });

  it('end with their revocation on the next call, on every instance', async () => {
    const { id, key } = await create();
    expect(await statuses(key)).toEqual([200, 200]);
    expect((await tenant.browser.delete(`${keys}/${id}`)).status).toBe(204);
    expect(await statuses(key)).toEqual([401, 401]);
    expect((await tenant.browser.delete(`${keys}/${id}`)).status).toBe(404);
  });

  it('are rotated with an overlap in which both work, and no longer', async () => {
    const old = await create('Rotated');
    const next = (await tenant.browser.post(`${keys}/${old.id}/rotate`, { overlap_hours: 1 })).body;
    expect(next).toMatchObject({ name: 'Rotated', expires_at: null });
    expect([await statuses(old.key), await statuses(next.key)]).toEqual([
      [200, 200],
      [200, 200],
    ]);
    api.clock.advance(3_600);
    expect([await statuses(old.key), await statuses(next.key)]).toEqual([
      [401, 401],
      [200, 200],
    ]);
    const { data } = (await tenant.browser.get(keys)).body as { data: { id: string }[] };
    expect(data.map((one) => one.id)).not.toContain(old.id);
  });

  it('take no credential beside them for granted: two at once are a malformed request', async () => {
    const { key } = await create();
    expect((await verify({ authorization: `Bearer ${key}`, 'gatehouse-key': key })).status).toBe(400);
  });

  it('are bounded in number', async () => {
    const gpt = (await tenant.browser.post(`${tenant.base}/gpts`, { name: 'Many' })).body.id;
    const path = `${tenant.base}/gpts/${gpt}/service-keys`;
    const made = await Promise.all(Array.from({ length: 24 }, () => tenant.browser.post(path, { name: 'x' })));
    expect(made.filter((one) => one.status === 201)).toHaveLength(20);
    expect(made.find((one) => one.status !== 201)).toMatchObject({ status: 409, body: { code: 'limit_reached' } });
  });
});
