import { startTestApi, type TestApi } from '../../../test/test-api';
import type { TestBrowser } from '../../../test/test-browser';
import { signUp } from '../../../test/test-members';

describe('workspaces', () => {
  let api: TestApi;
  let browser: TestBrowser;
  const create = (body: object, by = browser) => by.post('/api/v1/workspaces', body);

  beforeAll(async () => {
    api = await startTestApi();
    browser = await signUp(api, 'ada@example.com');
  });
  afterAll(() => api.stop());

  it('belong to whoever makes them, under an issuer of their own', async () => {
    const made = await create({ name: 'Acme Foods', slug: 'acme' });
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      id: expect.stringMatching(/^wsp_/),
      slug: 'acme',
      name: 'Acme Foods',
      role: 'owner',
      issuer: 'http://gatehouse.test/t/acme',
    });
    expect((await browser.get('/api/v1/workspaces/acme')).body).toEqual(made.body);
    expect((await browser.get('/api/v1/me')).body.workspaces).toEqual([
      { id: made.body.id, slug: 'acme', name: 'Acme Foods', role: 'owner' },
    ]);
  });

  it('get a slug from their name when none is asked for, another when that is taken', async () => {
    const slugs = [];
    for (let n = 0; n < 3; n += 1) slugs.push((await create({ name: 'Café Ünïque' })).body.slug);
    expect(slugs).toEqual(['cafe-unique', 'cafe-unique-2', expect.stringMatching(/^cafe-unique-[0-9a-f]{6}$/)]);
    expect((await create({ name: '寿司' })).body.slug).toMatch(/^workspace-/);
  });

  it('have a slug of their own, also when several ask for it at once', async () => {
    const others = await Promise.all(['a', 'b', 'c'].map((who) => signUp(api, `${who}@race.example`)));
    const answers = await Promise.all(others.map((other) => create({ name: 'Race', slug: 'raced' }, other)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409]);
    expect(answers.find((answer) => answer.status === 409)?.body.code).toBe('slug_taken');
    expect(await api.database.query(`SELECT count(*)::int AS n FROM workspaces WHERE slug = 'raced'`)).toEqual([{ n: 1 }]);
  });

  it.each(['ab', 'Acme', 'acme foods', '-acme', 'admin', 'api', 'a'.repeat(41), '../x', ''])(
    'refuse the slug %j',
    async (slug) => {
      const answer = await create({ name: 'X', slug });
      expect([answer.status, answer.body.errors[0].field]).toEqual([422, 'slug']);
    },
  );

  it('are listed to their members; a token sees the one that it opens, as it may use it, and makes neither workspaces nor tokens', async () => {
    const owner = await signUp(api, 'lister@example.com');
    const made = [
      (await create({ name: 'One', slug: 'lister-one' }, owner)).body,
      (await create({ name: 'Two', slug: 'lister-two' }, owner)).body,
    ];
    expect((await owner.get('/api/v1/workspaces')).body).toEqual({ data: made, next_cursor: null });
    const { token } = (await owner.post('/api/v1/tokens', { name: 'ci', role: 'viewer', workspace: 'lister-two' })).body;
    const robot = api.browser();
    const bearer = { authorization: `Bearer ${token}` };
    expect((await robot.get('/api/v1/workspaces', bearer)).body.data).toEqual([{ ...made[1], role: 'viewer' }]);
    for (const [path, body] of [
      ['/api/v1/workspaces', { name: 'Three' }],
      ['/api/v1/tokens', { name: 'more', role: 'viewer', workspace: 'lister-two' }],
    ] as const) {
      const { status, body: problem } = await robot.post(path, body, bearer);
      expect([path, status, problem.code, problem.title]).toEqual([
        path,
        403,
        'session_required',
        'A personal API token cannot do this',
      ]);
    }
  });
});
