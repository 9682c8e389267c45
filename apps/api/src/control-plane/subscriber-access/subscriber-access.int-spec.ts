import { createLogger } from '@gatehouse/platform';
import { seedCaller, type SeededCaller } from '@gatehouse/testing';
import { createCreator } from '../../../test/test-members';
import { startTestApi, type TestApi } from '../../../test/test-api';
import type { TestBrowser } from '../../../test/test-browser';
import { addAccess, addSubscriber, createTenant, type Tenant } from '../../../test/test-tenant';
import { type Api, buildApi } from '../../bootstrap';
import { ControlPlaneModule } from '../../control-plane.module';
import { DataPlaneModule } from '../../data-plane.module';

describe("a subscriber's devices and grants, as the creator sees them", () => {
  let api: TestApi;
  let other: Api;
  let tenant: Tenant;
  let base: string;

  beforeAll(async () => {
    api = await startTestApi({ planes: [ControlPlaneModule, DataPlaneModule] });
    other = await buildApi({ config: api.config, logger: createLogger(api.config, 'other'), clock: api.clock }, [
      DataPlaneModule,
    ]);
    tenant = await createTenant(api, 'acme');
    base = `${tenant.base}/subscribers/${tenant.ids.subscriber}`;
  });
  afterAll(async () => {
    await other.close();
    await api.stop();
  });

  it('are listed with what matters about them, and no hash of anything', async () => {
    const sessions = await tenant.browser.get(`${base}/sessions`);
    expect(sessions.body).toEqual({
      data: [
        {
          id: tenant.ids.session,
          method: 'email_code',
          user_agent: 'Person/1.0',
          signed_in_at: '2026-11-02T09:00:00.000Z',
          last_seen_at: '2026-11-02T09:00:00.000Z',
          expires_at: '2036-11-02T09:00:00.000Z',
        },
      ],
      next_cursor: null,
    });
    expect((await tenant.browser.get(`${base}/grants`)).body).toEqual({
      data: [
        {
          id: tenant.ids.grant,
          gpt: { id: tenant.ids.gpt, name: 'acme foods' },
          scopes: ['greet'],
          created_at: '2026-11-02T09:00:00.000Z',
          access_tokens: 0,
          refresh_tokens: 0,
        },
      ],
      next_cursor: null,
    });
  });

  it('end one by one: a session of this subscriber, and nobody else’s', async () => {
    const { gpt } = tenant.ids;
    const mine = await addSubscriber(api.database, tenant.workspaceId, gpt, { email: 'mine@acme.example' });
    const beside = await addSubscriber(api.database, tenant.workspaceId, gpt, { email: 'beside@acme.example' });
    const [{ session }, theirs] = [
      await addAccess(api.database, tenant.workspaceId, gpt, mine),
      await addAccess(api.database, tenant.workspaceId, gpt, beside),
    ];
    const at = (id: string): string => `${tenant.base}/subscribers/${mine}/sessions/${id}`;
    expect((await tenant.browser.delete(at(theirs.session))).status).toBe(404);
    expect((await tenant.browser.delete(`${tenant.base}/subscribers/${mine}/grants/${theirs.grant}`)).status).toBe(404);
    expect((await tenant.browser.delete(at(session))).status).toBe(204);
    expect((await tenant.browser.delete(at(session))).status).toBe(404);
    expect((await tenant.browser.get(`${tenant.base}/subscribers/${mine}/sessions`)).body.data).toEqual([]);
    expect((await tenant.browser.get(`${tenant.base}/subscribers/${beside}/sessions`)).body.data).toHaveLength(1);
    expect((await tenant.browser.get(`${tenant.base}/subscribers/${beside}/grants`)).body.data).toHaveLength(1);
  });

  it('end for a half-finished sign-in too: the consent page of that person asks who they are again', async () => {
    const { gpt } = tenant.ids;
    const person = await addSubscriber(api.database, tenant.workspaceId, gpt, { email: 'half@acme.example' });
    const { session } = await addAccess(api.database, tenant.workspaceId, gpt, person);
    await api.database.query(
      `INSERT INTO interactions (workspace_id, id, gpt_id, browser_hash, request, subscriber_id, auth_time, expires_at)
       VALUES ($1, 'int_open', $2, '\\x00', '{}', $3, now(), now() + interval '1 hour')`,
      [tenant.workspaceId, gpt, person],
    );
    await tenant.browser.delete(`${tenant.base}/subscribers/${person}/sessions/${session}`);
    expect(await api.database.query(`SELECT subscriber_id FROM interactions WHERE id = 'int_open'`)).toEqual([
      { subscriber_id: null },
    ]);
  });

  const statuses = async ({ slug, token }: SeededCaller): Promise<number[]> => {
    const ask = async ({ server }: Pick<Api, 'server'>): Promise<number> =>
      (await server.inject({ url: `/t/${slug}/verify`, headers: { authorization: `Bearer ${token}` } })).statusCode;
    return [await ask(api), await ask(other)];
  };

  it('revoked, a grant is refused on the next call of every instance, and so is its refresh token', async () => {
    const caller = await seedCaller(api.database, { scopes: [] });
    const creator = await memberOf(caller);
    expect(await statuses(caller)).toEqual([200, 200]);
    const grants = `/api/v1/workspaces/${caller.slug}/subscribers/${caller.subscriberId}/grants`;
    const [grant] = (await creator.get(grants)).body.data;
    expect(grant).toMatchObject({ gpt: { id: caller.gptId }, access_tokens: 1 });
    expect((await creator.delete(`${grants}/${grant.id}`)).status).toBe(204);
    expect(await statuses(caller)).toEqual([401, 401]);
    expect((await creator.get(grants)).body.data).toEqual([]);
    const live = await api.database.query(
      `SELECT id FROM access_tokens WHERE grant_id = $1 AND revoked_at IS NULL
       UNION ALL SELECT id FROM refresh_tokens WHERE grant_id = $1 AND revoked_at IS NULL`,
      [grant.id],
    );
    expect(live).toEqual([]);
    const log = (await creator.get(`/api/v1/workspaces/${caller.slug}/audit`)).body.data;
    expect(log[0]).toMatchObject({
      action: 'grant.revoked',
      target: { kind: 'subscriber', id: caller.subscriberId, name: null },
      changes: { gpt: { from: caller.gptId, to: null } },
    });
  });

  it('are a viewer’s to see and an admin’s to end', async () => {
    await api.database.query(`UPDATE memberships SET role = 'developer' WHERE workspace_id = $1`, [tenant.workspaceId]);
    expect((await tenant.browser.get(`${base}/grants`)).status).toBe(200);
    expect((await tenant.browser.delete(`${base}/grants/${tenant.ids.grant}`)).status).toBe(403);
    expect((await tenant.browser.delete(`${base}/sessions/${tenant.ids.session}`)).status).toBe(403);
    await api.database.query(`UPDATE memberships SET role = 'owner' WHERE workspace_id = $1`, [tenant.workspaceId]);
  });

  async function memberOf({ workspaceId }: SeededCaller): Promise<TestBrowser> {
    await api.database.query(
      `INSERT INTO memberships (workspace_id, member_id, role) SELECT $1, id, 'owner' FROM members WHERE email = 'acme@example.com'`,
      [workspaceId],
    );
    return tenant.browser;
  }

  it('stay with their workspace', async () => {
    const rival = await createCreator(api, 'rival');
    const path = `${rival.base}/subscribers/${tenant.ids.subscriber}`;
    for (const answer of [
      await rival.browser.get(`${path}/sessions`),
      await rival.browser.delete(`${path}/sessions/${tenant.ids.session}`),
      await rival.browser.get(`${path}/grants`),
      await rival.browser.delete(`${path}/grants/${tenant.ids.grant}`),
    ])
      expect(answer.status).toBe(404);
    expect((await tenant.browser.get(`${base}/grants`)).body.data).toHaveLength(1);
  });
});
