import { newId } from '@gatehouse/platform';
import { bodyFor, fill, type Operation, readOperations } from './operations';
import { startTestApi, type TestApi } from './test-api';
import type { Answer, TestBrowser } from './test-browser';
import { createTenant, snapshotOf, type Tenant } from './test-tenant';

/** Which of a tenant's objects each path parameter names. `{id}` means another thing under each collection. */
function valuesFor(operation: Operation, slug: string, ids: Tenant['ids']): Record<string, string> {
  const id = operation.path.includes('/callback-urls/') ? ids.callbackUrl : ids.token;
  return { slug, ...ids, id };
}

const missing = (): Tenant['ids'] => ({
  gpt: newId('gpt'),
  tier: newId('tir'),
  callbackUrl: newId('cbu'),
  subscriber: newId('usr'),
  session: newId('ses'),
  grant: newId('grt'),
  invitation: newId('inv'),
  request: newId('acr'),
  learned: newId('lcb'),
  key: newId('svk'),
  token: newId('tok'),
  domain: newId('dom'),
  event: 'evt_missing',
  provider: 'google',
});

/** The slug has a walk of its own, and the name of a provider belongs to nobody. */
const isId = (name: string): boolean => name !== 'slug' && name !== 'provider';

const asSeen = ({ status, text, headers }: Answer): unknown => {
  const { date: _date, ...others } = headers;
  return { status, text, headers: others };
};

/** Walks every call of the API document as member of one workspace with another workspace's names and ids. */
describe('two tenants', () => {
  let api: TestApi;
  let ours: Tenant;
  let theirs: Tenant;
  let operations: Operation[];
  let before: Record<string, string>;

  beforeAll(async () => {
    api = await startTestApi();
    ours = await createTenant(api, 'ours');
    theirs = await createTenant(api, 'theirs');
    ({ operations } = await readOperations(api.browser()));
    before = await snapshotOf(api.database, theirs.workspaceId);
  });
  afterAll(() => api.stop());
  afterEach(async () => {
    expect(await snapshotOf(api.database, theirs.workspaceId)).toEqual(before);
  });

  const call = (
    browser: TestBrowser,
    operation: Operation,
    values: Record<string, string>,
    query = {},
    body = bodyFor(operation),
  ) => browser.send(operation.method, fill(operation, values, query), body);

  /** By session, and by a personal API token where one is accepted. */
  function callers(operation: Operation): TestBrowser[] {
    const script = api.browser();
    script.headers = { authorization: `Bearer ${ours.pat}` };
    return operation.security.includes('token') ? [ours.browser, script] : [ours.browser];
  }

  it('knows enough calls for the walk to mean something', () => {
    expect(operations.filter((operation) => operation.pathNames.includes('slug')).length).toBeGreaterThanOrEqual(17);
    expect(before).toMatchObject({
      gpts: expect.stringContaining(theirs.ids.gpt),
      subscribers: expect.stringContaining(theirs.ids.subscriber),
      tiers: expect.stringContaining(theirs.ids.tier),
      usage_hourly: expect.stringContaining(theirs.ids.subscriber),
    });
  });

  it("answers every call on another's workspace as one on a missing workspace", async () => {
    for (const operation of operations.filter((one) => one.pathNames.includes('slug'))) {
      for (const browser of callers(operation)) {
        const foreign = await call(browser, operation, valuesFor(operation, theirs.slug, theirs.ids));
        const absent = await call(browser, operation, valuesFor(operation, 'no-such-workspace', missing()));
        expect([operation.id, foreign.status]).toEqual([operation.id, 404]);
        expect([operation.id, asSeen(foreign)]).toEqual([operation.id, asSeen(absent)]);
      }
    }
  });

  it("answers every call with another's id in the own workspace as one with a missing or a malformed id", async () => {
    const malformed = {
      gpt: 'gpt_',
      tier: '%00',
      callbackUrl: "' OR 1=1",
      subscriber: '☃',
      session: 'ses_0',
      grant: '%',
      invitation: 'inv_',
      request: '0',
      learned: 'lcb_x',
      key: 'svk_',
      token: 'x'.repeat(150),
      domain: 'dom_',
      event: '%00',
      provider: 'google' as const,
    };
    for (const operation of operations.filter((one) => one.pathNames.some(isId))) {
      // The last parameter is the one that reaches for the foreign object; those before it are our own where they can be.
      for (const name of operation.pathNames.filter(isId)) {
        const own = valuesFor(operation, ours.slug, ours.ids);
        const at = (ids: Tenant['ids']) => ({ ...own, [name]: valuesFor(operation, ours.slug, ids)[name] ?? '' });
        for (const browser of callers(operation)) {
          const foreign = await call(browser, operation, at(theirs.ids));
          const absent = await call(browser, operation, at(missing()));
          const nonsense = await call(browser, operation, at(malformed));
          expect([operation.id, name, foreign.status]).toEqual([operation.id, name, 404]);
          expect([operation.id, name, asSeen(foreign)]).toEqual([operation.id, name, asSeen(absent)]);
          expect([operation.id, name, nonsense.text]).toEqual([operation.id, name, absent.text]);
        }
      }
    }
  });

  it("filters by another's id as by a missing one, in every list and export", async () => {
    const filters = { gpt: [theirs.ids.gpt, newId('gpt')], subscriber: [theirs.ids.subscriber, newId('usr')] };
    for (const operation of operations.filter((one) => one.method === 'GET' && one.pathNames.includes('slug'))) {
      for (const [name, [foreignId = '', missingId = '']] of Object.entries(filters)) {
        if (!operation.query.some((parameter) => parameter.name === name)) continue;
        const at = (id: string) => call(ours.browser, operation, valuesFor(operation, ours.slug, ours.ids), { [name]: id });
        const [foreign, absent] = [await at(foreignId), await at(missingId)];
        expect([operation.id, asSeen(foreign)]).toEqual([operation.id, asSeen(absent)]);
      }
    }
  });

  it("makes no token for another's workspace", async () => {
    const token = (workspace: string) => ours.browser.post('/api/v1/tokens', { name: 'x', role: 'viewer', workspace });
    const [foreign, absent] = [await token(theirs.slug), await token('no-such-workspace')];
    expect(foreign.status).toBe(404);
    expect(asSeen(foreign)).toEqual(asSeen(absent));
  });

  it("shows nothing of another's in any answer that succeeds", async () => {
    const marks = [
      theirs.slug,
      theirs.workspaceId,
      ...Object.values({ ...theirs.ids, provider: 'client-of-theirs' }),
      'theirs.example',
    ];
    for (const operation of operations.filter((one) => one.method === 'GET')) {
      const answer = await call(ours.browser, operation, valuesFor(operation, ours.slug, ours.ids));
      expect([operation.id, answer.status]).toEqual([operation.id, 200]);
      expect([operation.id, marks.filter((mark) => answer.text.includes(mark))]).toEqual([operation.id, []]);
    }
  });

  it("goes on from another's cursor without showing any of theirs", async () => {
    await theirs.browser.post(`${theirs.base}/gpts`, { name: 'second' });
    before = await snapshotOf(api.database, theirs.workspaceId);
    const { next_cursor: cursor } = (await theirs.browser.get(`${theirs.base}/gpts?limit=1`)).body;
    const answer = await ours.browser.get(`${ours.base}/gpts?cursor=${cursor}`);
    expect([answer.status, answer.text.includes('theirs')]).toEqual([200, false]);
  });

  it('holds a token to its own workspace, although its owner belongs to two', async () => {
    const created = (await ours.browser.post('/api/v1/workspaces', { name: 'Second', slug: 'ours-too' })).body;
    const script = api.browser();
    script.headers = { authorization: `Bearer ${ours.pat}` };
    expect((await script.get(`/api/v1/workspaces/${created.slug}`)).status).toBe(404);
    expect((await script.get(ours.base)).status).toBe(200);
    expect((await script.get('/api/v1/me')).body.workspaces.map((one: { slug: string }) => one.slug)).toEqual(['ours']);
  });
});
