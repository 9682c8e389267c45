import type { Redis } from 'ioredis';
import { REDIS } from '../../edge/tokens';
import { FakeGoogle, onlyGoogle } from '../../../test/fake-google';
import { startTestApi, type TestApi } from '../../../test/test-api';
import type { Answer, TestBrowser } from '../../../test/test-browser';
import { PASSWORD, signUp } from '../../../test/test-members';

describe('sign-in of members with Google', () => {
  let google: FakeGoogle;
  let api: TestApi;
  const account = { sub: '1001', email: 'Ada@Example.com', email_verified: true, name: 'Ada L' };

  beforeAll(async () => {
    google = await FakeGoogle.start();
    api = await startTestApi({ config: { identityProviders: onlyGoogle(google.config) } });
  });
  afterAll(async () => {
    await api.stop();
    await google.stop();
  });

  async function start(browser: TestBrowser, returnTo = '/w/acme'): Promise<string> {
    const answer = await browser.get(`/auth/google?return_to=${encodeURIComponent(returnTo)}`);
    expect(answer.status).toBe(303);
    return answer.headers['location'] ?? '';
  }
  const comeBack = (browser: TestBrowser, url: string): Promise<Answer> => browser.get(url.replace('http://gatehouse.test', ''));
  async function signIn(browser: TestBrowser, who: Parameters<FakeGoogle['choose']>[1], returnTo?: string): Promise<Answer> {
    return comeBack(browser, google.choose(await start(browser, returnTo), who));
  }
  const me = async (browser: TestBrowser) => (await browser.get('/api/v1/me')).body;

  it('says that Google is offered, and that a stand-in answers', async () => {
    expect((await api.browser().get('/api/v1/auth/methods')).body).toEqual({ google: true, google_sandbox: true });
  });

  it('makes an account with a verified address and goes back to where the person came from', async () => {
    const browser = api.browser();
    const answer = await signIn(browser, account, '/w/acme?x=1');
    expect([answer.status, answer.headers['location']]).toEqual([303, 'http://gatehouse.test/w/acme?x=1']);
    expect(await me(browser)).toMatchObject({ email: 'ada@example.com', name: 'Ada L', email_verified: true });
  });

  it('signs nobody in while Redis is away', async () => {
    const browser = api.browser();
    const back = google.choose(await start(browser), account);
    const redis = api.app.get<Redis>(REDIS);
    redis.disconnect();
    const answer = await comeBack(browser, back);
    expect(answer.status).toBe(503);
    expect((await browser.get('/api/v1/me')).status).toBe(401);
    await redis.connect();
  });

  it('knows the account by its subject, whatever address Google names later', async () => {
    const [first, second] = [api.browser(), api.browser()];
    await signIn(first, account);
    await signIn(second, { ...account, email: 'renamed@example.com' });
    expect((await me(second)).id).toBe((await me(first)).id);
  });

  it('joins a verified account of the same address, which keeps its password', async () => {
    const email = 'both@example.com';
    const before = await me(await signUp(api, email));
    const browser = api.browser();
    await signIn(browser, { sub: '1002', email, email_verified: true });
    expect((await me(browser)).id).toBe(before.id);
    expect((await api.browser().post('/api/v1/auth/sign-in', { email, password: PASSWORD })).status).toBe(200);
  });

  it('takes an unproven account over from whoever made it: their password opens nothing any more', async () => {
    const email = 'squatted@example.com';
    await api.browser().post('/api/v1/auth/sign-up', { email, password: 'chosen by a squatter', name: 'Squatter' });
    const code = await api.mailbox.codeFor(email);
    const owner = api.browser();
    await signIn(owner, { sub: '1003', email, email_verified: true, name: 'Owner' });
    expect(await me(owner)).toMatchObject({ email, name: 'Owner', email_verified: true });
    expect((await api.browser().post('/api/v1/auth/sign-in', { email, password: 'chosen by a squatter' })).status).toBe(401);
    expect((await api.browser().post('/api/v1/auth/verify-email', { email, code })).status).toBe(400);
  });

  it.each([
    [
      'has not verified the address',
      { sub: '1004', email: 'both@example.com', email_verified: false },
      'google_email_unverified',
    ],
    ['names no address', { sub: '1005' }, 'google_email_unverified'],
    [
      'names an address that belongs to another Google account',
      { sub: '1006', email: 'ada@example.com', email_verified: true },
      'google_other_google_account',
    ],
  ])('opens nothing when Google %s', async (_what, who, error) => {
    const counts = await api.database.rowCounts();
    const browser = api.browser();
    const answer = await signIn(browser, who);
    expect(answer.headers['location']).toBe(`http://gatehouse.test/sign-in?error=${error}&return_to=%2Fw%2Facme`);
    expect((await browser.get('/api/v1/me')).status).toBe(401);
    expect(await api.database.rowCounts()).toEqual(counts);
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'never goes to %s afterwards',
    async (target) => {
      expect((await signIn(api.browser(), account, target)).headers['location']).toBe('http://gatehouse.test/');
    },
  );

  it('takes no answer in a browser that did not ask: nobody is signed in to an account of somebody else’s choice', async () => {
    const url = google.choose(await start(api.browser()), account);
    const victim = api.browser();
    const answer = await comeBack(victim, url);
    expect(answer.headers['location']).toContain('/sign-in?error=google_stale');
    expect((await victim.get('/api/v1/me')).status).toBe(401);
  });

  it('comes back to the sign-in page when the person cancels or Google fails', async () => {
    const browser = api.browser();
    const state = new URL(await start(browser)).searchParams.get('state') ?? '';
    const cancelled = await browser.get(`/auth/google/callback?error=access_denied&state=${state}`);
    expect(cancelled.headers['location']).toContain('error=google_cancelled');
    expect((await browser.get('/auth/google/callback?code=x&code=y&state=%00')).headers['location']).toContain(
      'error=google_stale',
    );
    expect((await browser.get('/auth/google/callback')).headers['location']).toContain('error=google_stale');
  });

  it('makes one account when the same person comes back in two tabs at once', async () => {
    const who = { sub: '1007', email: 'tabs@example.com', email_verified: true };
    const tabs = [api.browser(), api.browser(), api.browser()];
    const urls: string[] = [];
    for (const tab of tabs) urls.push(google.choose(await start(tab), who));
    const answers = await Promise.all(tabs.map((tab, n) => comeBack(tab, urls[n] ?? '')));
    expect(answers.map((answer) => answer.headers['location'])).toEqual(Array<string>(3).fill('http://gatehouse.test/w/acme'));
    expect(await api.database.query(`SELECT count(*)::int AS n FROM members WHERE email = 'tabs@example.com'`)).toEqual([
      { n: 1 },
    ]);
  });
});

it('does not offer Google where neither a client nor a sandbox is configured', async () => {
  const api = await startTestApi();
  expect((await api.browser().get('/api/v1/auth/methods')).body).toEqual({ google: false, google_sandbox: false });
  expect((await api.browser().get('/auth/google')).status).toBe(404);
  await api.stop();
});
