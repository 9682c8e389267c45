import {
  type AccountStage,
  type AccountTenant,
  leaveTracesOf,
  type SignedInPerson,
  startAccountStage,
} from '../../../test/account-stage';
import { snapshotOf } from '../../../test/test-tenant';

describe('a subscriber who asks the creator', () => {
  let stage: AccountStage;
  let tenant: AccountTenant;
  let other: AccountTenant;
  let ada: SignedInPerson;
  const path = (of: AccountTenant, id: string): string => `${of.base}/subscribers/${id}`;

  beforeAll(async () => {
    stage = await startAccountStage();
    [tenant, other] = [await stage.tenant('acme'), await stage.tenant('rival')];
    ada = await stage.signIn(tenant, 'ada@traces.example');
    await stage.refresh(tenant, ada.refreshToken);
    await leaveTracesOf(stage.api, tenant, ada);
  });
  afterAll(() => stage.stop());

  it('is handed everything that is held on them, as JSON, without a secret or a hash of one', async () => {
    const answer = await tenant.browser.get(`${path(tenant, ada.id)}/export.json`);
    expect([answer.status, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([
      200,
      'application/json; charset=utf-8',
      'no-store',
    ]);
    expect(answer.headers['content-disposition']).toBe('attachment; filename="your-data-acme-2026-11-02.json"');
    expect(answer.body).toMatchObject({
      workspace: { slug: 'acme', name: 'acme' },
      profile: [{ id: ada.id, email: 'ada@traces.example', name: 'Ada of Traces', email_verified: true }],
      ways_of_signing_in: [{ provider: 'google', subject: 'google-subject-of-ada' }],
      passwords: [{ chosen_at: expect.stringMatching(/^20/) }],
      passkeys: [{ name: 'Laptop', host: 'acme.example' }],
      devices: [{ method: 'email_code', user_agent: 'Person/1.0' }],
      sign_ins: [{ purpose: 'authorize', gpt: 'acme reader', returned_to: tenant.callbackUrl }],
      gpts: [{ gpt: 'acme reader', scopes: ['foods.read'], revoked_at: null }],
      access_tokens: [{ gpt: 'acme reader' }, { gpt: 'acme reader' }],
      refresh_tokens: [{ gpt: 'acme reader' }, { gpt: 'acme reader' }],
      plans: [{ gpt: 'acme reader', plan: 'Free', status: 'active' }],
      invitations: [{ gpt: 'acme reader', email: 'ada@traces.example' }],
      requests_for_access: [{ gpt: 'acme reader', status: 'pending' }],
      usage: [{ gpt: 'acme reader', action: 'list', plan: 'free', calls: 5, cost: 10, refused: 0 }],
      marketing_consents: [{ wording: 'Send me news', given_on: 'consent_page', withdrawn_at: null }],
    });
    expect(answer.body.history.map((event: { action: string }) => event.action)).toContain('subscriber.data_exported');
    expect(answer.text).not.toMatch(/hash|secret|sealed|gth_|\\x/);
    expect(answer.text).not.toContain('acme@example.com');
  });

  it('is told of every table that knows them', async () => {
    const tables = await stage.api.database.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname IN ('subscriber_id', 'email')
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition GROUP BY 1`,
    );
    const told = (await tenant.browser.get(`${path(tenant, ada.id)}/export.json`)).body as Record<string, unknown>;
    expect(Object.keys(told)).toEqual(
      expect.arrayContaining([...new Set(Object.values(TOLD_UNDER))].filter((part) => part !== null)),
    );
    expect(tables.map(({ name }) => name).filter((name) => !(name in TOLD_UNDER))).toEqual([]);
  });

  it('is not handed to another workspace, to a role below admin, or under an id that is none', async () => {
    const everyRow = await snapshotOf(stage.api.database, tenant.workspaceId);
    for (const id of [ada.id, 'nonsense', ada.id.replace('usr', 'gpt')]) {
      expect((await other.browser.get(`${path(other, id)}/export.json`)).status).toBe(404);
      expect((await other.browser.delete(path(other, id))).status).toBe(404);
    }
    expect(await snapshotOf(stage.api.database, tenant.workspaceId)).toEqual(everyRow);
    const { token } = (await tenant.browser.post('/api/v1/tokens', { name: 'ci', role: 'developer', workspace: 'acme' })).body;
    const script = stage.api.browser();
    script.headers = { authorization: `Bearer ${token}` };
    expect((await script.get(`${path(tenant, ada.id)}/export.json`)).status).toBe(403);
    expect((await script.delete(path(tenant, ada.id))).status).toBe(403);
  });

  it('is erased from every table, loses every token at once, and stays counted as nobody', async () => {
    const bob = await stage.signIn(tenant, 'bob@example.com');
    const elsewhere = await stage.signIn(other, 'ada@traces.example');
    expect(await stage.verify(tenant, ada.accessToken)).toBe(200);
    expect((await tenant.browser.delete(path(tenant, ada.id))).status).toBe(204);
    expect([await stage.verify(tenant, ada.accessToken), await stage.refresh(tenant, ada.refreshToken)]).toEqual([401, 400]);

    const left = await snapshotOf(stage.api.database, tenant.workspaceId);
    const knowing = (text: string): string[] => Object.keys(left).filter((table) => left[table]?.includes(text));
    expect(knowing('ada@traces.example')).toEqual([]);
    expect(knowing('Ada of Traces')).toEqual([]);
    expect(knowing('google-subject-of-ada')).toEqual([]);
    expect(knowing(ada.id)).toEqual(['audit_events', 'erased_subscribers']);
    const usage = await tenant.browser.get(
      `${tenant.base}/usage?from=2026-11-02T00:00:00Z&to=2026-11-03T00:00:00Z&group_by=subscriber`,
    );
    expect(usage.body.data).toContainEqual({ key: 'erased', label: 'Erased subscribers', calls: 5, cost: 10, denied: 0 });

    expect((await tenant.browser.get(path(tenant, ada.id))).status).toBe(404);
    expect((await tenant.browser.delete(path(tenant, ada.id))).status).toBe(404);
    expect([await stage.verify(tenant, bob.accessToken), await stage.verify(other, elsewhere.accessToken)]).toEqual([200, 200]);
    const [event] = (await tenant.browser.get(`${tenant.base}/audit?limit=1&action=subscriber.erased`)).body.data;
    expect(event).toMatchObject({
      action: 'subscriber.erased',
      target: { kind: 'subscriber', id: ada.id, name: null },
      changes: {},
    });
  });

  it('may come back, as somebody new', async () => {
    const again = await stage.signIn(tenant, 'ada@traces.example');
    expect(again.id).not.toBe(ada.id);
    expect(await stage.verify(tenant, again.accessToken)).toBe(200);
    const record = (await tenant.browser.get(`${path(tenant, again.id)}/export.json`)).body;
    expect([record.usage, record.marketing_consents]).toEqual([[], []]);
    // What happened since they came back, and nothing of before.
    expect(record.history.map(({ action }: { action: string }) => action).sort()).toEqual([
      'subscriber.data_exported',
      'subscriber.signed_in',
    ]);
  });
});

/** Where the record tells of each table with people in it; null where there is nothing of a subscriber to tell. */
const TOLD_UNDER: Readonly<Record<string, string | null>> = {
  passkeys: 'passkeys',
  payments: 'payments',
  stripe_customers: 'stripe_customers',
  subscribers: 'profile',
  subscriber_identities: 'ways_of_signing_in',
  subscriber_passwords: 'passwords',
  subscriber_sessions: 'devices',
  interactions: 'sign_ins',
  grants: 'gpts',
  access_tokens: 'access_tokens',
  refresh_tokens: 'refresh_tokens',
  // Worth a minute, and told by the tokens that came of them.
  authorization_codes: null,
  subscriptions: 'plans',
  access_invitations: 'invitations',
  access_requests: 'requests_for_access',
  usage_hourly: 'usage',
  // Sums of the hours.
  usage_daily: 'usage_of_earlier_days',
  usage_period: 'usage',
  usage_totals: 'usage',
  usage_caller_monthly: 'usage',
  usage_caller_yearly: 'usage',
  // What was billed beyond the quota: sums of the hours, too.
  overage_periods: 'usage',
  marketing_consents: 'marketing_consents',
  // On their way to an address for ten minutes, before it is known whose it is.
  sign_in_codes: null,
  // People in the dashboard, who are no subscribers.
  members: null,
};
