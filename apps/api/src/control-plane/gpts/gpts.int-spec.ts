import { sha256 } from '@gatehouse/platform';
import { startTestApi, type TestApi } from '../../../test/test-api';
import { type Creator, createCreator } from '../../../test/test-members';
import { addSubscriber } from '../../../test/test-tenant';

const hex = '0123456789abcdef0123456789abcdef01234567';
const chatgpt = `https://chatgpt.com/aip/g-${hex}/oauth/callback`;
const openai = `https://chat.openai.com/aip/g-${hex}/oauth/callback`;

describe('GPTs', () => {
  let api: TestApi;
  let creator: Creator;
  const create = async (body: object = { name: 'Food Finder' }) =>
    (await creator.browser.post(`${creator.base}/gpts`, body)).body;
  const urlsOf = (gpt: { callback_urls: { url: string }[] }) => gpt.callback_urls.map(({ url }) => url).sort();

  beforeAll(async () => {
    api = await startTestApi();
    creator = await createCreator(api, 'acme');
  });
  afterAll(() => api.stop());

  it('are registered by a name alone, and answer with what the GPT editor’s form asks for', async () => {
    const answer = await creator.browser.post(`${creator.base}/gpts`, { name: '  Food Finder ' });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^gpt_/),
      name: 'Food Finder',
      client_id: expect.stringMatching(/^[A-Za-z0-9_-]+$/),
      client_secret: expect.stringMatching(/^gth_cs_[A-Za-z0-9_-]{43}$/),
      created_at: '2026-11-02T10:00:00.000Z',
      callback_urls: [],
      scopes: [],
      login_methods: ['google', 'email_code'],
      api: null,
      secrets: [
        {
          id: expect.stringMatching(/^sec_/),
          last4: answer.body.client_secret.slice(-4),
          created_at: '2026-11-02T10:00:00.000Z',
          expires_at: null,
          last_used_at: null,
        },
      ],
      issuer: 'http://gatehouse.test/t/acme',
      discovery_url: 'http://gatehouse.test/t/acme/.well-known/openid-configuration',
      metadata_url: 'http://gatehouse.test/.well-known/oauth-authorization-server/t/acme',
      oauth: {
        authorization_url: 'http://gatehouse.test/t/acme/oauth/authorize',
        token_url: 'http://gatehouse.test/t/acme/oauth/token',
        scope: '',
        token_exchange_method: 'Default (POST request)',
      },
      privacy_policy_url: expect.stringMatching(/\/t\/[a-z0-9-]+\/g\/gpt_\w+\/privacy$/),
      verify_url: 'http://gatehouse.test/t/acme/verify',
      calls: 0,
    });
    const tiers = (await creator.browser.get(`${creator.base}/gpts/${answer.body.id}/tiers`)).body.data;
    expect(tiers).toMatchObject([{ key: 'free', name: 'Free', default: true, quota_per_month: null, rate_per_minute: null }]);
  });

  it('show their secret once, and the database knows only its hash', async () => {
    const { client_secret: secret, ...gpt } = await create();
    const shown = await creator.browser.get(`${creator.base}/gpts/${gpt.id}`);
    expect(shown.body).toEqual(gpt);
    expect(shown.text).not.toContain(secret);
    const rows = await api.database.query<{ row: string; secret_hash: Buffer }>(
      `SELECT s::text AS row, secret_hash FROM gpt_secrets s WHERE gpt_id = $1`,
      [gpt.id],
    );
    expect(rows.map((row) => row.secret_hash)).toEqual([sha256(secret)]);
    expect(rows[0]?.row).not.toContain(secret.slice(7));
  });

  it('keep two secrets alive during a rotation, and end the older at the hour that was said', async () => {
    const gpt = await create();
    const path = `${creator.base}/gpts/${gpt.id}`;
    const rotated = await creator.browser.post(`${path}/secrets`);
    expect(rotated.status).toBe(201);
    expect(rotated.body).toEqual({
      id: expect.any(String),
      client_secret: expect.stringMatching(/^gth_cs_/),
      last4: rotated.body.client_secret.slice(-4),
      created_at: expect.any(String),
    });
    const secrets = async () => (await creator.browser.get(path)).body.secrets;
    const ends = new Date(api.clock.now().getTime() + 24 * 3_600_000).toISOString();
    expect(await secrets()).toMatchObject([
      { last4: rotated.body.last4, expires_at: null },
      { last4: gpt.client_secret.slice(-4), expires_at: ends },
    ]);
    api.clock.advance(24 * 3_600);
    expect(await secrets()).toMatchObject([{ last4: rotated.body.last4 }]);
    await creator.browser.post(`${path}/secrets`, { overlap_hours: 0 });
    expect(await secrets()).toHaveLength(1);
  });

  it('register both of ChatGPT’s hosts by one paste, however often it is pasted, also at once', async () => {
    const gpt = await create();
    const path = `${creator.base}/gpts/${gpt.id}/callback-urls`;
    const answers = await Promise.all(
      [chatgpt, openai, ` ${chatgpt}\n`, chatgpt].map((url) => creator.browser.post(path, { url })),
    );
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201]);
    for (const answer of answers) expect(urlsOf({ callback_urls: answer.body.data })).toEqual([openai, chatgpt]);
    expect(urlsOf((await creator.browser.get(`${creator.base}/gpts/${gpt.id}`)).body)).toEqual([openai, chatgpt]);
    const [first] = answers[0]?.body.data ?? [];
    expect((await creator.browser.delete(`${path}/${first.id}`)).status).toBe(204);
    expect((await creator.browser.delete(`${path}/${first.id}`)).status).toBe(404);
    expect((await creator.browser.post(path, { url: 'https://chatgpt.com/aip/g-123/oauth/callback' })).body.errors).toEqual([
      { field: 'url', message: expect.stringContaining('not a whole callback URL of ChatGPT') },
    ]);
  });

  it('change in what is given, and lists replace what was there', async () => {
    const gpt = await create({
      name: 'Before',
      callback_urls: [chatgpt, 'https://tool.example/cb'],
      scopes: [
        { name: 'foods.read', description: 'Read foods' },
        { name: 'foods.write', description: 'Write foods', default: false },
      ],
      api: { base_url: 'https://api.example.com' },
    });
    expect(gpt.oauth.scope).toBe('foods.read');
    const path = `${creator.base}/gpts/${gpt.id}`;
    const renamed = (await creator.browser.patch(path, { name: 'After' })).body;
    const { client_secret: _, ...unchanged } = gpt;
    expect(renamed).toEqual({ ...unchanged, name: 'After' });
    const changed = (
      await creator.browser.patch(path, {
        callback_urls: [openai],
        scopes: [{ name: 'foods.write', description: 'Write all foods', default: true }],
        login_methods: ['email_code'],
        api: null,
      })
    ).body;
    expect(urlsOf(changed)).toEqual([openai, chatgpt]);
    const idOf = (one: { callback_urls: { id: string; url: string }[] }) =>
      one.callback_urls.find(({ url }) => url === openai)?.id;
    expect(idOf(changed)).toBe(idOf(gpt));
    expect(changed).toMatchObject({
      scopes: [{ name: 'foods.write', description: 'Write all foods', default: true }],
      login_methods: ['email_code'],
      api: null,
      oauth: { scope: 'foods.write' },
    });
    expect((await creator.browser.patch(path, { callback_urls: [], scopes: [] })).body).toMatchObject({
      callback_urls: [],
      scopes: [],
    });
  });

  it('change as a whole or not at all', async () => {
    const gpt = await create();
    const path = `${creator.base}/gpts/${gpt.id}`;
    const answer = await creator.browser.patch(path, { name: 'Half', scopes: [{ name: 'two words', description: 'x' }] });
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, 'scopes.0.name']);
    expect((await creator.browser.get(path)).body.name).toBe('Food Finder');
  });

  it('are listed newest first, page by page, each once', async () => {
    const other = await createCreator(api, 'pages');
    const made: string[] = [];
    for (let n = 0; n < 5; n += 1) made.unshift((await other.browser.post(`${other.base}/gpts`, { name: `GPT ${n}` })).body.id);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { data: { id: string }[]; next_cursor: string | null } = (
        await other.browser.get(`${other.base}/gpts?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)
      ).body;
      seen.push(...page.data.map((gpt) => gpt.id));
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(made);
  });

  it('count the calls of their own ledger', async () => {
    const [gpt, silent] = [await create(), await create()];
    await addSubscriber(api.database, creator.workspaceId, gpt.id, { email: 'a@counted.example', calls: 3 });
    await addSubscriber(api.database, creator.workspaceId, gpt.id, { email: 'b@counted.example', calls: 4 });
    const listed = (await creator.browser.get(`${creator.base}/gpts?limit=200`)).body.data as { id: string; calls: number }[];
    expect([gpt, silent].map(({ id }) => listed.find((one) => one.id === id)?.calls)).toEqual([7, 0]);
  });

  it('are as missing once deleted, with every consent withdrawn, while the ledger keeps its rows', async () => {
    const gpt = await create({ name: 'Doomed', callback_urls: [chatgpt] });
    const subscriber = await addSubscriber(api.database, creator.workspaceId, gpt.id, { email: 'c@doomed.example', calls: 5 });
    await api.database.query(
      `INSERT INTO grants (workspace_id, id, subscriber_id, gpt_id, scopes) VALUES ($1, 'grt_doomed', $2, $3, '{}')`,
      [creator.workspaceId, subscriber, gpt.id],
    );
    const path = `${creator.base}/gpts/${gpt.id}`;
    expect((await creator.browser.delete(path)).status).toBe(204);
    const missing = (await creator.browser.get(`${creator.base}/gpts/gpt_01h455vb4pex5vsknk084sn02q`)).text;
    for (const answer of [
      await creator.browser.get(path),
      await creator.browser.patch(path, { name: 'Undead' }),
      await creator.browser.delete(path),
      await creator.browser.post(`${path}/secrets`),
      await creator.browser.post(`${path}/callback-urls`, { url: chatgpt }),
      await creator.browser.get(`${path}/tiers`),
    ]) {
      expect([answer.status, answer.text]).toEqual([404, missing]);
    }
    expect((await creator.browser.get(`${creator.base}/gpts?limit=200`)).text).not.toContain(gpt.id);
    expect(await api.database.query(`SELECT revoked_at IS NOT NULL AS withdrawn FROM grants WHERE id = 'grt_doomed'`)).toEqual([
      { withdrawn: true },
    ]);
    expect(await api.database.query(`SELECT sum(calls)::int AS n FROM usage_hourly WHERE gpt_id = $1`, [gpt.id])).toEqual([
      { n: 5 },
    ]);
  });

  it.each([
    [
      'an object',
      { openapi: '3.1.0', info: { title: 'Foods', version: '1' }, paths: { '/foods': { get: { operationId: 'search' } } } },
    ],
    ['YAML', 'openapi: 3.1.0\ninfo:\n  title: Foods\n  version: "1"\npaths: {}\n'],
    ['JSON as text', '{"openapi":"3.0.3","info":{"title":"Foods","version":"1"},"paths":{}}'],
    ['a large one', { openapi: '3.1.0', info: { title: 'x'.repeat(900_000), version: '1' }, paths: {} }],
  ])('keep the schema of their API as it was given: %s', async (_what, openapi) => {
    const gpt = await create({ name: 'Schema', api: { base_url: 'https://api.example.com', openapi } });
    const path = `${creator.base}/gpts/${gpt.id}`;
    expect(gpt.api).toEqual({ base_url: 'https://api.example.com', openapi });
    await creator.browser.patch(path, { name: 'Renamed', api: { base_url: 'https://api.example.org' } });
    expect((await creator.browser.get(path)).body.api).toEqual({ base_url: 'https://api.example.org', openapi });
    expect((await creator.browser.get(`${creator.base}/gpts?limit=1`)).body.data[0].api).toEqual({
      base_url: 'https://api.example.org',
    });
    await creator.browser.patch(path, { api: { base_url: 'https://api.example.org', openapi: null } });
    expect((await creator.browser.get(path)).body.api.openapi).toBeNull();
  });

  it.each([
    ['no document', { paths: {} }],
    ['an older version', { openapi: '2.0', paths: {} }],
    ['broken JSON', '{"openapi":"3.1.0"'],
    ['any text', 'what is this?'],
    ['too much', `openapi: 3.1.0\n${'x'.repeat(1_000_001)}`],
  ])('refuse as a schema: %s', async (_what, openapi) => {
    const answer = await creator.browser.post(`${creator.base}/gpts`, {
      name: 'X',
      api: { base_url: 'https://a.example', openapi },
    });
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, 'api.openapi']);
  });

  it('take a scope that they lose out of their tiers with it', async () => {
    const scopes = ['a', 'b'].map((name) => ({ name, description: name }));
    const gpt = await create({ name: 'Scoped', scopes });
    const path = `${creator.base}/gpts/${gpt.id}`;
    await creator.browser.post(`${path}/tiers`, { key: 'both', name: 'Both', scopes: ['b', 'a'] });
    await creator.browser.patch(path, { scopes: scopes.slice(0, 1) });
    const tiers = (await creator.browser.get(`${path}/tiers`)).body.data;
    expect(tiers.map((tier: { scopes: string[] | null }) => tier.scopes)).toEqual([null, ['a']]);
  });

  it('hold fifty pasted callback URLs, whose twins do not count', async () => {
    const urls = Array.from({ length: 50 }, (_, n) => `https://chatgpt.com/aip/g-${String(n).padStart(40, '0')}/oauth/callback`);
    const gpt = await create({ name: 'Many', callback_urls: urls });
    expect(gpt.callback_urls).toHaveLength(100);
    const again = await creator.browser.patch(`${creator.base}/gpts/${gpt.id}`, { callback_urls: gpt.callback_urls });
    expect([again.status, urlsOf(again.body)]).toEqual([200, urlsOf(gpt)]);
    const more = await creator.browser.post(`${creator.base}/gpts/${gpt.id}/callback-urls`, { url: chatgpt });
    expect([more.status, more.body.code]).toEqual([409, 'limit_reached']);
  });
});
