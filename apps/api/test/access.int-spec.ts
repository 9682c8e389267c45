import type { MemberRole } from '@gatehouse/platform';
import { ModulesContainer } from '@nestjs/core';
import { ACCESS_RULE } from '../src/edge/access/access.decorators';
import { MEMBER_ROLES } from '../src/edge/access/roles';
import { bodyFor, fill, type Operation, readOperations } from './operations';
import { startTestApi, type TestApi } from './test-api';
import type { TestBrowser } from './test-browser';
import { createTenant, snapshotOf, type Tenant } from './test-tenant';

/** Nest's own name for "this method answers a path". */
const PATH_METADATA = 'path';

describe('access', () => {
  let api: TestApi;
  let tenant: Tenant;
  let operations: Operation[];
  const valuesFor = (operation: Operation): Record<string, string> => ({
    slug: tenant.slug,
    ...tenant.ids,
    id: operation.path.includes('/callback-urls/') ? tenant.ids.callbackUrl : tenant.ids.token,
  });
  const call = (browser: TestBrowser, operation: Operation) =>
    browser.send(operation.method, fill(operation, valuesFor(operation)), bodyFor(operation));

  beforeAll(async () => {
    api = await startTestApi();
    tenant = await createTenant(api, 'acme');
    ({ operations } = await readOperations(api.browser()));
  });
  afterAll(() => api.stop());

  it('is declared by every route: one that says nothing would be refused to everybody', () => {
    const controllers = [...api.app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
    const routes = controllers.flatMap(({ metatype }) => {
      const prototype = (metatype as { prototype: Record<string, object> }).prototype;
      return Object.getOwnPropertyNames(prototype)
        .filter((name) => name !== 'constructor')
        .map((name) => ({
          name: `${(metatype as { name: string }).name}.${name}`,
          metatype: metatype as object,
          handler: prototype[name],
        }))
        .filter(({ handler }) => typeof handler === 'function' && Reflect.hasMetadata(PATH_METADATA, handler));
    });
    expect(routes.length).toBeGreaterThan(25);
    const open = routes.filter(
      ({ handler, metatype }) =>
        !Reflect.hasMetadata(ACCESS_RULE, handler as object) && !Reflect.hasMetadata(ACCESS_RULE, metatype),
    );
    expect(open.map((route) => route.name)).toEqual([]);
  });

  it('is open to strangers on these calls only', () => {
    const open = operations.filter((operation) => operation.security.length === 0).map((operation) => operation.id);
    expect(open.sort()).toEqual([
      'authMethods',
      'forgotPassword',
      'resendCode',
      'resetPassword',
      'signIn',
      'signOut',
      'signUp',
      'verifyEmail',
    ]);
  });

  it('is refused without a session, with an unknown one, and with a token that is no token', async () => {
    const before = await snapshotOf(api.database, tenant.workspaceId);
    const strangers = Array.from({ length: 5 }, () => api.browser());
    strangers[1]?.cookies.set('gth_session', 'x'.repeat(43));
    strangers[2]?.cookies.set('gth_session', '');
    if (strangers[3] !== undefined) strangers[3].headers = { authorization: `Bearer gth_pat_${'A'.repeat(43)}` };
    if (strangers[4] !== undefined) strangers[4].headers = { authorization: 'Basic Zm9vOmJhcg==' };
    for (const operation of operations.filter((one) => one.security.length > 0)) {
      for (const stranger of strangers) {
        const answer = await call(stranger, operation);
        expect([operation.id, answer.status, answer.body.code]).toEqual([operation.id, 401, 'unauthenticated']);
        expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      }
    }
    expect(await snapshotOf(api.database, tenant.workspaceId)).toEqual(before);
  });

  it('does not fall back to the session when the token beside it is dead', async () => {
    const answer = await tenant.browser.get('/api/v1/me', { authorization: `Bearer gth_pat_${'A'.repeat(43)}` });
    expect(answer.status).toBe(401);
  });

  it('is refused to pages of other sites on every call that changes something, also on public ones', async () => {
    const before = await snapshotOf(api.database, tenant.workspaceId);
    const forged = api.browser();
    for (const [name, value] of tenant.browser.cookies) forged.cookies.set(name, value);
    for (const headers of [
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ]) {
      forged.headers = headers;
      for (const operation of operations.filter((one) => one.method !== 'GET')) {
        const answer = await call(forged, operation);
        expect([operation.id, answer.status, answer.body.code]).toEqual([operation.id, 403, 'csrf_rejected']);
      }
    }
    expect(await snapshotOf(api.database, tenant.workspaceId)).toEqual(before);
    expect((await tenant.browser.get('/api/v1/me')).status).toBe(200);
  });

  it('takes no form of another site for JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '']) {
      for (const operation of operations.filter((one) => one.body !== null)) {
        const path = fill(operation, valuesFor(operation));
        const answer = await tenant.browser.send(operation.method, path, JSON.stringify(bodyFor(operation)), {
          'content-type': type,
        });
        expect([operation.id, type, answer.status]).toEqual([operation.id, type, 415]);
      }
    }
  });
});

describe('roles', () => {
  let api: TestApi;
  let tenant: Tenant;
  beforeAll(async () => {
    api = await startTestApi();
    tenant = await createTenant(api, 'acme');
  });
  afterAll(() => api.stop());

  const become = (role: MemberRole) =>
    api.database.query(`UPDATE memberships SET role = $1 WHERE workspace_id = $2`, [role, tenant.workspaceId]);
  const script = (token: string): TestBrowser => {
    const browser = api.browser();
    browser.headers = { authorization: `Bearer ${token}` };
    return browser;
  };

  it('let each role do what it says, and the higher ones as well', async () => {
    const outcome: Record<string, number[]> = {};
    for (const role of MEMBER_ROLES) {
      await become(role);
      const { browser, base, ids } = tenant;
      outcome[role] = [
        (await browser.get(`${base}/subscribers`)).status,
        (await browser.post(`${base}/gpts`, { name: 'x' })).status,
        (await browser.get(`${base}/subscribers/export.csv`)).status,
        (await browser.post(`${base}/subscribers/${ids.subscriber}/block`)).status,
        (await browser.put(`${base}/gpts/${ids.gpt}/tiers/${ids.tier}/prices`, { prices: [] })).status,
        (await browser.put(`${base}/gpts/${ids.gpt}/tiers/${ids.tier}/prices`, { prices: [], move_existing: true })).status,
      ];
    }
    expect(outcome).toEqual({
      viewer: [200, 403, 403, 403, 403, 403],
      developer: [200, 201, 403, 403, 200, 403],
      admin: [200, 201, 200, 200, 200, 200],
      owner: [200, 201, 200, 200, 200, 200],
    });
  });

  it('hold a token to the lesser of its own role and its owner’s of this moment', async () => {
    await become('owner');
    const token = (await tenant.browser.post('/api/v1/tokens', { name: 'ci', role: 'developer', workspace: tenant.slug })).body
      .token;
    const create = async () => (await script(token).post(`${tenant.base}/gpts`, { name: 'x' })).status;
    const exported = async () => (await script(token).get(`${tenant.base}/subscribers/export.csv`)).status;
    expect([await create(), await exported()]).toEqual([201, 403]);
    await become('viewer');
    expect(await create()).toBe(403);
    expect((await tenant.browser.post('/api/v1/tokens', { name: 'up', role: 'admin', workspace: tenant.slug })).status).toBe(403);
    await become('owner');
  });

  it('end a token with its revocation, and with its owner’s membership', async () => {
    const make = async () =>
      (await tenant.browser.post('/api/v1/tokens', { name: 'ci', role: 'owner', workspace: tenant.slug })).body;
    const [revoked, orphaned] = [await make(), await make()];
    expect((await script(revoked.token).get(tenant.base)).status).toBe(200);
    expect((await tenant.browser.delete(`/api/v1/tokens/${revoked.id}`)).status).toBe(204);
    expect((await script(revoked.token).get(tenant.base)).status).toBe(401);
    expect((await tenant.browser.delete(`/api/v1/tokens/${revoked.id}`)).status).toBe(404);
    await api.database.query(`DELETE FROM memberships WHERE workspace_id = $1`, [tenant.workspaceId]);
    expect((await script(orphaned.token).get(tenant.base)).status).toBe(401);
    expect((await tenant.browser.get(tenant.base)).status).toBe(404);
  });
});
