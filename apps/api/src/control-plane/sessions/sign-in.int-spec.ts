import { sha256 } from '@gatehouse/platform';
import { startTestApi, type TestApi } from '../../../test/test-api';
import type { TestBrowser } from '../../../test/test-browser';
import { PASSWORD, signUp } from '../../../test/test-members';

describe('sign-in and sessions', () => {
  let api: TestApi;
  const email = 'ada@example.com';
  const signIn = (browser: TestBrowser, password = PASSWORD, who = email) =>
    browser.post('/api/v1/auth/sign-in', { email: who, password });
  const isSignedIn = async (browser: TestBrowser) => (await browser.get('/api/v1/me')).status === 200;

  beforeAll(async () => {
    api = await startTestApi();
    await signUp(api, email);
  });
  afterAll(() => api.stop());

  it('opens a session whose cookie no script reads and no other site sends, and of which the database knows only a hash', async () => {
    const browser = api.browser();
    const answer = await signIn(browser);
    expect(answer.body).toMatchObject({ email, email_verified: true });
    expect(answer.setCookies[0]).toMatch(/^gth_session=[A-Za-z0-9_-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
    const secret = browser.cookies.get('gth_session') ?? '';
    const rows = await api.database.query<{ token_hash: Buffer }>('SELECT token_hash FROM member_sessions');
    expect(rows.map((row) => row.token_hash)).toContainEqual(sha256(secret));
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('answers a wrong password and an unknown address with the same words', async () => {
    const wrong = await signIn(api.browser(), 'wrong horse');
    const unknown = await signIn(api.browser(), 'wrong horse', 'nobody@example.com');
    expect(wrong.status).toBe(401);
    expect([wrong.text, Object.keys(wrong.headers)]).toEqual([unknown.text, Object.keys(unknown.headers)]);
  });

  it('takes a planted session id for nothing: the session begins under a new one', async () => {
    const planted = 'planted-by-somebody-else-0123456789abcdefghi';
    const browser = api.browser();
    browser.cookies.set('gth_session', planted);
    await signIn(browser);
    expect(browser.cookies.get('gth_session')).not.toBe(planted);
    const other = api.browser();
    other.cookies.set('gth_session', planted);
    expect(await isSignedIn(other)).toBe(false);
  });

  it('ends the old session when the same browser signs in again', async () => {
    const browser = api.browser();
    await signIn(browser);
    const old = api.browser();
    old.cookies.set('gth_session', browser.cookies.get('gth_session') ?? '');
    await signIn(browser);
    expect([await isSignedIn(old), await isSignedIn(browser)]).toEqual([false, true]);
  });

  it('ends a session at sign-out, not only its cookie', async () => {
    const browser = api.browser();
    await signIn(browser);
    const copy = api.browser();
    copy.cookies.set('gth_session', browser.cookies.get('gth_session') ?? '');
    expect((await browser.post('/api/v1/auth/sign-out')).status).toBe(204);
    expect(browser.cookies.has('gth_session')).toBe(false);
    expect(await isSignedIn(copy)).toBe(false);
    expect((await browser.post('/api/v1/auth/sign-out')).status).toBe(204);
  });

  it('ends a session that nobody used for fourteen days, and every session after sixty', async () => {
    const idle = api.browser();
    const busy = api.browser();
    await signIn(idle);
    await signIn(busy);
    for (let day = 0; day < 13; day += 1) {
      api.clock.advance(86_400);
      expect(await isSignedIn(busy)).toBe(true);
    }
    api.clock.advance(86_400);
    expect([await isSignedIn(idle), await isSignedIn(busy)]).toEqual([false, true]);
    for (let day = 14; day < 59; day += 1) {
      api.clock.advance(86_400);
      await busy.get('/api/v1/me');
    }
    expect(await isSignedIn(busy)).toBe(true);
    api.clock.advance(86_400);
    expect(await isSignedIn(busy)).toBe(false);
  });

  it('sends a new code to whoever knows the password of an unverified account, and nothing to anybody else', async () => {
    const who = 'unverified@example.com';
    await api.browser().post('/api/v1/auth/sign-up', { email: who, password: PASSWORD, name: 'U' });
    const mails = async () => (await api.mailbox.to(who)).length;
    expect((await signIn(api.browser(), 'wrong horse', who)).body.code).toBe('invalid_credentials');
    expect(await mails()).toBe(1);
    const browser = api.browser();
    const right = await signIn(browser, PASSWORD, who);
    expect([right.status, right.body.code]).toEqual([403, 'email_not_verified']);
    expect(right.setCookies.map((line) => line.split('=')[0])).toEqual(['gth_sign_up']);
    expect(await mails()).toBe(2);
    const code = await api.mailbox.codeFor(who);
    // It knows the password and has the code: the password holds, though another browser signed up.
    expect((await browser.post('/api/v1/auth/verify-email', { email: who, code })).body.password_required).toBe(false);
    expect((await signIn(api.browser(), PASSWORD, who)).status).toBe(200);
  });

  it('slows guessing from one source, and lets the owner in from a browser that it knows', async () => {
    const who = 'guessed@example.com';
    const owner = await signUp(api, who);
    await owner.post('/api/v1/auth/sign-out');
    const answers = [];
    for (let n = 0; n < 12; n += 1) answers.push(await signIn(api.browser(), `guess number ${n}`, who));
    expect(answers.map((answer) => answer.status)).toEqual([...Array<number>(10).fill(401), 429, 429]);
    expect(answers.at(-1)?.body.code).toBe('too_many_attempts');
    expect(Number(answers.at(-1)?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await signIn(api.browser(), PASSWORD, who)).status).toBe(429);
    expect((await signIn(owner, PASSWORD, who)).status).toBe(200);
    expect((await signIn(api.browser(), PASSWORD)).status).toBe(200);
  });

  it('does not take the mark of another member’s browser for the owner’s', async () => {
    const stranger = await signUp(api, 'stranger@example.com');
    const answers = [];
    for (let n = 0; n < 11; n += 1) answers.push((await signIn(stranger, 'wrong horse', 'grace@example.com')).status);
    expect(answers.at(-1)).toBe(429);
  });

  it('gives back the try of a right password, so that working people are never slowed', async () => {
    for (let n = 0; n < 15; n += 1) expect((await signIn(api.browser())).status).toBe(200);
  });
});

describe('sessions behind TLS', () => {
  it('are kept in a __Host- cookie that travels over TLS only', async () => {
    const api = await startTestApi({ config: { publicUrl: 'https://gatehouse.test' } });
    const browser = await signUp(api, 'ada@example.com');
    const answer = await browser.post('/api/v1/auth/sign-in', { email: 'ada@example.com', password: PASSWORD });
    expect(answer.setCookies[0]).toMatch(/^__Host-gth_session=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
    await api.stop();
  });
});
