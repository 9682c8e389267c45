import { Database, newId } from '@gatehouse/platform';
import { startTestApi, type TestApi } from '../../../test/test-api';
import { PASSWORD } from '../../../test/test-members';
import type { TestBrowser } from '../../../test/test-browser';
import { createTenant, snapshotOf, type Tenant } from '../../../test/test-tenant';

interface Event {
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly actor: Record<string, string | null>;
  readonly target: { readonly kind: string; readonly id: string; readonly name: string | null } | null;
  readonly changes: Record<string, { readonly from: unknown; readonly to: unknown }>;
}

describe('the audit log', () => {
  let api: TestApi;
  let tenant: Tenant;
  let gpt: string;

  beforeAll(async () => {
    api = await startTestApi();
    tenant = await createTenant(api, 'acme');
    gpt = `${tenant.base}/gpts/${tenant.ids.gpt}`;
  });
  afterAll(() => api.stop());

  const eventsOf = async (query = ''): Promise<Event[]> => (await tenant.browser.get(`${tenant.base}/audit${query}`)).body.data;
  const latest = async (): Promise<Event | undefined> => (await eventsOf('?limit=1'))[0];
  const script = (): TestBrowser => {
    const browser = api.browser();
    browser.headers = { authorization: `Bearer ${tenant.pat}` };
    return browser;
  };
  /** Does it a millisecond later than whatever was done before, so that the order is known. */
  async function after(act: () => Promise<unknown>): Promise<Event | undefined> {
    api.clock.advance(1);
    await act();
    return latest();
  }

  it('tells each change once, with who, what, and what it was before', async () => {
    const { browser, base, ids } = tenant;
    const told = [
      await after(() => browser.patch(gpt, { name: 'Better foods' })),
      await after(() => browser.post(`${gpt}/secrets`)),
      await after(() => browser.post(`${gpt}/callback-urls`, { url: 'https://tool.example/new' })),
      await after(() => browser.delete(`${gpt}/callback-urls/${ids.callbackUrl}`)),
      await after(() => browser.post(`${gpt}/tiers`, { key: 'max', name: 'Max', quota_per_month: 5 })),
      await after(() => browser.patch(`${gpt}/tiers/${ids.tier}`, { quota_per_month: 9 })),
      await after(() => browser.post(`${gpt}/service-keys`, { name: 'ci' })),
      await after(() => browser.post(`${gpt}/service-keys/${ids.key}/rotate`)),
      await after(() => browser.delete(`${gpt}/service-keys/${ids.key}`)),
      await after(() => browser.post(`${base}/subscribers/${ids.subscriber}/block`)),
      await after(() => browser.post(`${base}/subscribers/${ids.subscriber}/unblock`)),
      await after(() => browser.get(`${base}/subscribers/export.csv`)),
      await after(() => browser.send('PUT', `${base}/marketing-consent`, { ask: true })),
      await after(() => browser.get(`${base}/subscribers/${ids.subscriber}/export.json`)),
      await after(() => browser.delete(`${base}/subscribers/${ids.subscriber}`)),
      await after(() => browser.post('/api/v1/tokens', { name: 'x', role: 'viewer', workspace: tenant.slug })),
      await after(() => browser.delete(`/api/v1/tokens/${ids.token}`)),
      await after(() => browser.delete(gpt)),
    ];
    expect(told.map((event) => [event?.action, event?.target?.kind])).toEqual([
      ['gpt.updated', 'gpt'],
      ['client_secret.rotated', 'gpt'],
      ['callback_url.added', 'gpt'],
      ['callback_url.removed', 'gpt'],
      ['tier.created', 'tier'],
      ['tier.updated', 'tier'],
      ['service_key.created', 'service_key'],
      ['service_key.rotated', 'service_key'],
      ['service_key.revoked', 'service_key'],
      ['subscriber.blocked', 'subscriber'],
      ['subscriber.unblocked', 'subscriber'],
      ['subscriber.exported', 'workspace'],
      ['workspace.marketing_consent_changed', 'workspace'],
      ['subscriber.data_exported', 'subscriber'],
      ['subscriber.erased', 'subscriber'],
      ['api_token.created', 'api_token'],
      ['api_token.revoked', 'api_token'],
      ['gpt.deleted', 'gpt'],
    ]);
    expect(told[0]).toMatchObject({
      id: expect.stringMatching(/^aud_/),
      actor: { kind: 'member', name: 'Ada Lovelace', email: 'acme@example.com', token_id: null },
      target: { id: ids.gpt, name: 'Better foods' },
      changes: { name: { from: 'acme foods', to: 'Better foods' } },
      source_address: '127.0.0.1',
    });
    expect(told[5]?.changes).toEqual({ quota_per_month: { from: null, to: 9 } });
    const first = (await eventsOf('?limit=200')).at(-1);
    expect([first?.action, first?.target?.name]).toEqual(['workspace.created', 'acme']);
  });

  it('holds no credential, in the clear or hashed', async () => {
    const { browser, base } = tenant;
    const made = (await browser.post(`${base}/gpts`, { name: 'Secretive' })).body;
    const path = `${base}/gpts/${made.id}`;
    const secrets: string[] = [
      made.client_secret,
      (await browser.post(`${path}/secrets`)).body.client_secret,
      (await browser.post(`${path}/service-keys`, { name: 'k' })).body.key,
      (await browser.post('/api/v1/tokens', { name: 't', role: 'viewer', workspace: tenant.slug })).body.token,
    ];
    const log = (await snapshotOf(api.database, tenant.workspaceId))['audit_events'] ?? '';
    expect(log).toContain(made.id);
    for (const secret of secrets) {
      expect(secret).toMatch(/^gth_/);
      expect(log).not.toContain(secret.slice(7, 30));
    }
    expect(log).not.toMatch(/hash/i);
  });

  it('names the API token that acted for its owner', async () => {
    const { id } = (await tenant.browser.post('/api/v1/tokens', { name: 'ci', role: 'owner', workspace: tenant.slug })).body;
    expect(id).toMatch(/^tok_/);
    const token = (await tenant.browser.post('/api/v1/tokens', { name: 'ci2', role: 'owner', workspace: tenant.slug })).body;
    const browser = script();
    browser.headers = { authorization: `Bearer ${token.token}` };
    const event = await after(() => browser.post(`${tenant.base}/gpts`, { name: 'By script' }));
    expect(event).toMatchObject({
      action: 'gpt.created',
      actor: { kind: 'token', token_id: token.id, email: 'acme@example.com' },
    });
  });

  it('tells nothing of what was refused or changed nothing', async () => {
    const created = (await tenant.browser.post(`${tenant.base}/gpts`, { name: 'Still' })).body;
    const path = `${tenant.base}/gpts/${created.id}`;
    const before = (await eventsOf('?limit=200')).length;
    await tenant.browser.patch(path, { name: 'Still' });
    await tenant.browser.patch(path, { callback_urls: ['nonsense'] });
    await tenant.browser.post(`${path}/tiers`, { key: 'free', name: 'Again' });
    await tenant.browser.post(`${tenant.base}/subscribers/${newId('usr')}/block`);
    await tenant.browser.delete(`${path}/service-keys/${newId('svk')}`);
    expect((await eventsOf('?limit=200')).length).toBe(before);
  });

  it('tells of sign-ins, and once an hour of somebody who guesses', async () => {
    const owner = api.browser();
    const signedIn = await after(() => owner.post('/api/v1/auth/sign-in', { email: 'acme@example.com', password: PASSWORD }));
    expect(signedIn).toMatchObject({ action: 'member.signed_in', actor: { kind: 'member', email: 'acme@example.com' } });
    const guess = () =>
      api.browser().post('/api/v1/auth/sign-in', { email: 'acme@example.com', password: 'wrong horse battery' });
    for (let n = 0; n < 25; n += 1) await guess();
    expect((await guess()).status).toBe(429);
    expect(await eventsOf('?action=member.sign_in_throttled')).toEqual([
      expect.objectContaining({ actor: expect.objectContaining({ kind: 'system', member_id: null }) }),
    ]);
  });

  it('is read page by page, newest first, each event once, by action and by actor', async () => {
    const all = await eventsOf('?limit=200');
    expect(all.map((event) => event.at)).toEqual(
      all
        .map((event) => event.at)
        .sort()
        .reverse(),
    );
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const path = `${tenant.base}/audit?limit=4${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const page = (await tenant.browser.get(path)).body as { data: Event[]; next_cursor: string | null };
      seen.push(...page.data.map((event) => event.id));
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(all.map((event) => event.id));
    const tiers = await eventsOf('?action=tier');
    expect(tiers.length).toBeGreaterThan(1);
    expect(tiers.filter((event) => !event.action.startsWith('tier.'))).toEqual([]);
    const me = all.find((event) => event.actor['member_id'] !== null)?.actor['member_id'] ?? '';
    expect((await eventsOf(`?limit=200&actor=${me}`)).length).toBe(all.length - 1);
    expect(await eventsOf(`?actor=${newId('mbr')}`)).toEqual([]);
    expect((await tenant.browser.get(`${tenant.base}/audit?action=DROP`)).status).toBe(422);
  });

  it('is for admins and owners only', async () => {
    const become = (role: string) =>
      api.database.query(`UPDATE memberships SET role = $1 WHERE workspace_id = $2`, [role, tenant.workspaceId]);
    const statuses: number[] = [];
    for (const role of ['viewer', 'developer', 'admin', 'owner']) {
      await become(role);
      statuses.push((await tenant.browser.get(`${tenant.base}/audit`)).status);
    }
    expect(statuses).toEqual([403, 403, 200, 200]);
  });

  it('cannot be rewritten by the service itself, and goes back with a change that fails', async () => {
    const database = await Database.connect(api.database.url, 1);
    const count = async () => (await eventsOf('?limit=200')).length;
    const before = await count();
    for (const statement of [`UPDATE audit_events SET action = 'x'`, 'DELETE FROM audit_events', 'TRUNCATE audit_events']) {
      await expect(database.inWorkspace(tenant.workspaceId, (tx) => tx.manager.query(statement))).rejects.toThrow(
        /permission denied/,
      );
    }
    await database.close();
    expect(await count()).toBe(before);
  });
});
