import { startTestApi, type TestApi } from '../../../test/test-api';
import type { Answer, TestBrowser } from '../../../test/test-browser';
import { createCreator, PASSWORD, signUp } from '../../../test/test-members';

const NEW = 'eleven blue saucers';

describe('a forgotten password', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ config: { trustedProxies: 1 } });
  });
  afterAll(() => api.stop());

  const ask = (browser: TestBrowser, email: string, source = '203.0.113.1') =>
    browser.post('/api/v1/auth/forgot-password', { email }, { 'x-forwarded-for': source });
  const reset = (browser: TestBrowser, email: string, code: string, password = NEW) =>
    browser.post('/api/v1/auth/reset-password', { email, code, password });
  const signIn = (email: string, password: string) => api.browser().post('/api/v1/auth/sign-in', { email, password });
  const wrongFor = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

  it('is replaced by the mailed code: the new one holds, the old one does not, and every other session has ended', async () => {
    const email = 'ada@example.com';
    const old = await signUp(api, email);
    const browser = api.browser();
    expect((await ask(browser, email)).status).toBe(202);
    const code = await api.mailbox.codeFor(email);
    const answer = await reset(browser, email, code);
    expect([answer.status, answer.body.email, answer.body.password_required]).toEqual([200, email, false]);
    expect((await browser.get('/api/v1/me')).status).toBe(200);
    expect((await old.get('/api/v1/me')).status).toBe(401);
    expect((await signIn(email, PASSWORD)).status).toBe(401);
    expect((await signIn(email, NEW)).status).toBe(200);
    expect((await reset(browser, email, code, 'thirteen red teapots')).body.code).toBe('code_invalid');
    expect((await api.mailbox.to(email)).at(-1)?.subject).toBe('Your Gatehouse password was changed');
  });

  it('is told of in the audit log of the workspace, without the password', async () => {
    const { browser, base } = await createCreator(api, 'told-of-it');
    const email = 'told-of-it@example.com';
    await ask(browser, email);
    await reset(browser, email, await api.mailbox.codeFor(email));
    const events = (await browser.get(`${base}/audit`)).body.data as { action: string }[];
    expect(events[0]).toMatchObject({ action: 'member.password_changed', actor: { kind: 'member' } });
    expect(JSON.stringify(events)).not.toContain(NEW);
  });

  it('answers a known and an unknown address alike, and mails only the known one', async () => {
    await signUp(api, 'known@example.com');
    const [known, unknown] = [await ask(api.browser(), 'known@example.com'), await ask(api.browser(), 'unknown@example.com')];
    expect(shapeOf(known)).toEqual(shapeOf(unknown));
    const [wrong, none] = [
      await reset(api.browser(), 'known@example.com', '000000'),
      await reset(api.browser(), 'unknown@example.com', '000000'),
    ];
    expect(shapeOf(wrong)).toEqual(shapeOf(none));
    expect(await api.mailbox.to('unknown@example.com')).toEqual([]);
    expect(await api.mailbox.codeFor('known@example.com')).toMatch(/^\d{6}$/);
  });

  it('takes no code that was mailed to prove an address, nor proves one by its own', async () => {
    const email = 'purposes@example.com';
    const browser = api.browser();
    await browser.post('/api/v1/auth/sign-up', { email, password: PASSWORD, name: 'P' });
    expect((await reset(browser, email, await api.mailbox.codeFor(email))).body.code).toBe('code_invalid');
    await ask(browser, email);
    const code = await api.mailbox.codeFor(email);
    expect((await browser.post('/api/v1/auth/verify-email', { email, code })).body.code).toBe('code_invalid');
    // It proves the address too, for somebody who never came to prove it.
    expect((await reset(browser, email, code)).body.email_verified).toBe(true);
  });

  it('refuses a weak password without spending the code', async () => {
    const email = 'weak@example.com';
    await signUp(api, email);
    const browser = api.browser();
    await ask(browser, email);
    const code = await api.mailbox.codeFor(email);
    for (let n = 0; n < 6; n += 1) {
      const answer = await reset(browser, email, code, 'password1234');
      expect([answer.status, answer.body.errors[0].field]).toEqual([422, 'password']);
    }
    expect((await reset(browser, email, code)).status).toBe(200);
  });

  it('ends a code after five wrong tries of strangers, and not in the browser that asked, which has a few of its own', async () => {
    const email = 'guessed@example.com';
    await signUp(api, email);
    const owner = api.browser();
    await ask(owner, email);
    const code = await api.mailbox.codeFor(email);
    for (let n = 0; n < 6; n += 1) await reset(api.browser(), email, wrongFor(code));
    expect((await reset(api.browser(), email, code)).body.code).toBe('code_invalid');
    expect((await reset(owner, email, wrongFor(code))).body.code).toBe('code_invalid');
    expect((await reset(owner, email, code)).status).toBe(200);

    const guesser = api.browser();
    await ask(guesser, 'known@example.com');
    const statuses = [];
    for (let n = 0; n < 11; n += 1) statuses.push((await reset(guesser, 'known@example.com', 'abcdef')).status);
    expect(new Set(statuses)).toEqual(new Set([422]));
    const live = await api.mailbox.codeFor('known@example.com');
    for (let n = 0; n < 11; n += 1) statuses.push((await reset(guesser, 'known@example.com', wrongFor(live))).status);
    expect(statuses.slice(-2)).toEqual([400, 429]);
  });

  it('works for ten minutes', async () => {
    const email = 'late@example.com';
    await signUp(api, email);
    const browser = api.browser();
    await ask(browser, email);
    const code = await api.mailbox.codeFor(email);
    api.clock.advance(600);
    expect((await reset(browser, email, code)).body.code).toBe('code_invalid');
  });

  it('mails one address only so many codes, however often and from wherever it is asked', async () => {
    const email = 'bombed@example.com';
    await signUp(api, email);
    const statuses = [];
    for (let n = 0; n < 7; n += 1) statuses.push((await ask(api.browser(), email, '198.51.100.1')).status);
    expect(statuses).toEqual([202, 202, 202, 202, 202, 202, 429]);
    for (let n = 0; n < 40; n += 1) await ask(api.browser(), email, `198.51.100.${n + 2}`);
    expect(await api.mailbox.to(email)).toHaveLength(30);
  });
});

describe('choosing a password', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.stop());

  it('asks for the present one, ends the other sessions, and goes on under a new session id', async () => {
    const email = 'grace@example.com';
    const browser = await signUp(api, email);
    const other = api.browser();
    await other.post('/api/v1/auth/sign-in', { email, password: PASSWORD });
    const before = browser.cookies.get('gth_session');
    for (const current_password of [undefined, 'not the one']) {
      const refused = await browser.post('/api/v1/auth/password', { password: NEW, current_password });
      expect([refused.status, refused.body.code]).toEqual([401, 'invalid_credentials']);
    }
    expect((await browser.post('/api/v1/auth/password', { password: NEW, current_password: PASSWORD })).status).toBe(200);
    expect(browser.cookies.get('gth_session')).not.toBe(before);
    expect([(await browser.get('/api/v1/me')).status, (await other.get('/api/v1/me')).status]).toEqual([200, 401]);
    expect((await api.browser().post('/api/v1/auth/sign-in', { email, password: NEW })).status).toBe(200);
  });

  it('slows whoever guesses at the present one before an open session', async () => {
    const browser = await signUp(api, 'open-desk@example.com');
    const statuses = [];
    for (let n = 0; n < 11; n += 1)
      statuses.push((await browser.post('/api/v1/auth/password', { password: NEW, current_password: `guess ${n}` })).status);
    expect(statuses.slice(-2)).toEqual([401, 429]);
  });

  it('is nothing for somebody who is not signed in', async () => {
    expect((await api.browser().post('/api/v1/auth/password', { password: NEW })).status).toBe(401);
  });
});

/** All that a stranger can see of an answer. */
function shapeOf({ status, text, headers, setCookies }: Answer): unknown {
  return [status, text, Object.keys(headers).sort(), setCookies.map((line) => line.replace(/=[^;]+/, '=…'))];
}
