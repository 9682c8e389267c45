import { startTestApi, type TestApi } from '../../../test/test-api';
import type { TestBrowser } from '../../../test/test-browser';
import { PASSWORD, signUp } from '../../../test/test-members';

describe('where a member is signed in', () => {
  let api: TestApi;
  let here: TestBrowser;
  const PATH = '/api/v1/me/sessions';

  beforeAll(async () => {
    api = await startTestApi();
    here = await signUp(api, 'ada@example.com');
    await here.post('/api/v1/workspaces', { name: 'Ada', slug: 'ada' });
  });
  afterAll(() => api.stop());

  async function elsewhere(email = 'ada@example.com'): Promise<TestBrowser> {
    const browser = api.browser();
    browser.headers = { 'user-agent': 'Elsewhere/2.0' };
    expect((await browser.post('/api/v1/auth/sign-in', { email, password: PASSWORD })).status).toBe(200);
    return browser;
  }

  it('is listed: this browser first, then the others, without anything that opens them', async () => {
    const there = await elsewhere();
    const { data } = (await here.get(PATH)).body;
    expect(data.map((one: { current: boolean }) => one.current)).toEqual([true, false]);
    expect(data[1]).toEqual({
      id: expect.stringMatching(/^ses_/),
      current: false,
      user_agent: 'Elsewhere/2.0',
      signed_in_at: api.clock.now().toISOString(),
      last_seen_at: api.clock.now().toISOString(),
    });
    expect((await there.get(PATH)).body.data[0].id).toBe(data[1].id);
  });

  it('ends there at once when it is ended here, and the audit log of each workspace says so', async () => {
    const there = await elsewhere();
    const id = (await there.get(PATH)).body.data[0].id as string;
    expect((await here.delete(`${PATH}/${id}`)).status).toBe(204);
    expect((await there.get('/api/v1/me')).status).toBe(401);
    expect((await here.get('/api/v1/me')).status).toBe(200);
    expect((await here.delete(`${PATH}/${id}`)).status).toBe(404);
    expect((await here.get('/api/v1/workspaces/ada/audit')).body.data[0]).toMatchObject({ action: 'member.session_ended' });
  });

  it('is nobody else’s to see or to end', async () => {
    const eve = await signUp(api, 'eve@example.com');
    const mine = (await here.get(PATH)).body.data[0].id as string;
    expect((await eve.get(PATH)).text).not.toContain(mine);
    expect((await eve.delete(`${PATH}/${mine}`)).status).toBe(404);
    expect((await here.get('/api/v1/me')).status).toBe(200);
  });

  it('takes a session: a personal API token neither sees nor ends any', async () => {
    const { token } = (await here.post('/api/v1/tokens', { name: 'x', role: 'owner', workspace: 'ada' })).body;
    const script = api.browser();
    script.headers = { authorization: `Bearer ${token}` };
    expect((await script.get(PATH)).body.code).toBe('session_required');
    const id = (await here.get(PATH)).body.data[0].id as string;
    expect((await script.delete(`${PATH}/${id}`)).body.code).toBe('session_required');
  });

  it('does not list what has ended of itself', async () => {
    await elsewhere();
    api.clock.advance(15 * 86_400);
    const again = await elsewhere();
    expect((await again.get(PATH)).body.data).toHaveLength(1);
  });
});
