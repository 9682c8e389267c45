import { startTestApi, type TestApi } from '../../../test/test-api';
import { PASSWORD, signUp } from '../../../test/test-members';

const NAME = 'Ada Lovelace';

describe('sign-up', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.stop());

  it('mails a code and a link, and the code opens a session', async () => {
    const browser = api.browser();
    const email = 'ada@example.com';
    const answer = await browser.post('/api/v1/auth/sign-up', { email: ' Ada@Example.com ', password: PASSWORD, name: NAME });
    expect([answer.status, answer.text]).toEqual([202, '']);
    expect((await browser.get('/api/v1/me')).status).toBe(401);

    const [mail] = await api.mailbox.to(email);
    const code = await api.mailbox.codeFor(email);
    // The link alone confirms nothing: it leads to the page that asks for the code, and whoever did not sign up is told to leave it.
    expect(mail?.text).toMatch(/^http:\/\/gatehouse\.test\/verify-email\?email=ada%40example\.com$/m);
    expect(mail?.html).not.toContain(`code=${code}`);
    expect(mail?.text).toContain('If you did not sign up, ignore this mail');
    const verified = await browser.post('/api/v1/auth/verify-email', { email, code: `${code.slice(0, 3)} ${code.slice(3)}` });
    expect(verified.status).toBe(200);
    expect(verified.body).toEqual({
      id: expect.stringMatching(/^mbr_/),
      email,
      name: NAME,
      email_verified: true,
      password_required: false,
      workspaces: [],
    });
    expect((await browser.get('/api/v1/me')).body).toEqual(verified.body);
    expect((await browser.post('/api/v1/auth/verify-email', { email, code })).body.code).toBe('code_invalid');
  });

  it('answers a known and an unknown address alike, and tells only the mailbox', async () => {
    await signUp(api, 'known@example.com');
    const body = { password: 'another fine kettle', name: 'Somebody' };
    const [known, unknown] = await Promise.all(
      ['known@example.com', 'unknown@example.com'].map((email) => api.browser().post('/api/v1/auth/sign-up', { ...body, email })),
    );
    expect(shapeOf(known)).toEqual(shapeOf(unknown));
    const mails = await api.mailbox.to('known@example.com');
    expect(mails.at(-1)?.subject).toBe('You already have a Gatehouse account');
    const resent = await Promise.all(
      ['known@example.com', 'nobody@example.com', 'unknown@example.com'].map((email) =>
        api.browser().post('/api/v1/auth/resend-code', { email }),
      ),
    );
    expect(new Set(resent.map(shapeOf)).size).toBe(1);
    const before = await api.database.query(`SELECT name FROM members WHERE email = 'known@example.com'`);
    expect(before).toEqual([{ name: NAME }]);
    expect((await signIn('known@example.com', body.password)).status).toBe(401);
  });

  it('gives whoever signs up with a stranger’s address no hold on it: the password of the browser that verifies counts', async () => {
    const email = 'victim@example.com';
    const attacker = api.browser();
    const victim = api.browser();
    const signUpWith = (browser: typeof victim, password: string) =>
      browser.post('/api/v1/auth/sign-up', { email, password, name: 'V' });
    await signUpWith(attacker, 'attacker chose this');
    await signUpWith(victim, 'victim chose that one');
    await signUpWith(attacker, 'attacker came again');
    const code = await api.mailbox.codeFor(email);
    expect((await victim.post('/api/v1/auth/verify-email', { email, code })).status).toBe(200);
    expect((await signIn(email, 'attacker chose this')).status).toBe(401);
    expect((await signIn(email, 'attacker came again')).status).toBe(401);
    expect((await signIn(email, 'victim chose that one')).status).toBe(200);
  });

  it('keeps no password when the code comes back in a browser that did not choose it, and asks its owner for one', async () => {
    for (const strangers of [['a stranger chose this'], ['the first of the two', 'the second of the two']]) {
      const email = `squatted-${strangers.length}@example.com`;
      const squatters = strangers.map(() => api.browser());
      for (const [index, password] of strangers.entries())
        await squatters[index]?.post('/api/v1/auth/sign-up', { email, password, name: 'Squatter' });
      const owner = api.browser();
      const code = await api.mailbox.codeFor(email);
      const verified = await owner.post('/api/v1/auth/verify-email', { email, code });
      expect([verified.status, verified.body.email_verified, verified.body.password_required]).toEqual([200, true, true]);
      for (const password of strangers) expect((await signIn(email, password)).status).toBe(401);

      const chosen = await owner.post('/api/v1/auth/password', { password: PASSWORD });
      expect([chosen.status, chosen.body.password_required]).toEqual([200, false]);
      expect((await owner.get('/api/v1/me')).body).toEqual(chosen.body);
      expect((await signIn(email, PASSWORD)).status).toBe(200);
      for (const squatter of squatters) expect((await squatter.get('/api/v1/me')).status).toBe(401);
    }
  });

  it('gives a client without cookies its session by the code alone, and no password', async () => {
    const email = 'scripted@example.com';
    const body = { email, password: PASSWORD, name: NAME };
    await api.browser().post('/api/v1/auth/sign-up', body);
    const code = await api.mailbox.codeFor(email);
    const client = api.browser();
    expect((await client.post('/api/v1/auth/verify-email', { email, code })).body.password_required).toBe(true);
    expect((await client.get('/api/v1/me')).status).toBe(200);
    expect((await signIn(email, PASSWORD)).status).toBe(401);
  });

  it('ends a code after five wrong tries, also when they come at once', async () => {
    const email = 'guessed@example.com';
    await api.browser().post('/api/v1/auth/sign-up', { email, password: PASSWORD, name: NAME });
    const code = await api.mailbox.codeFor(email);
    const wrong = Array.from({ length: 12 }, (_, n) => String((Number(code) + n + 1) % 1_000_000).padStart(6, '0'));
    const guesses = await Promise.all(
      wrong.map((guess) => api.browser().post('/api/v1/auth/verify-email', { email, code: guess })),
    );
    expect(new Set(guesses.map((guess) => guess.body.code))).toEqual(new Set(['code_invalid']));
    expect((await api.browser().post('/api/v1/auth/verify-email', { email, code })).status).toBe(400);
    expect(
      await api.database.query(`SELECT attempts_left FROM member_email_codes JOIN members ON id = member_id WHERE email = $1`, [
        email,
      ]),
    ).toEqual([{ attempts_left: 0 }]);
  });

  it('ends a code after ten minutes, and when a new one is sent', async () => {
    const email = 'late@example.com';
    const verify = (code: string) => api.browser().post('/api/v1/auth/verify-email', { email, code });
    await api.browser().post('/api/v1/auth/sign-up', { email, password: PASSWORD, name: NAME });
    const first = await api.mailbox.codeFor(email);
    await api.browser().post('/api/v1/auth/resend-code', { email });
    const second = await api.mailbox.codeFor(email);
    expect(second).not.toBe(first);
    expect((await verify(first)).status).toBe(400);
    api.clock.advance(600);
    expect((await verify(second)).status).toBe(400);
    await api.browser().post('/api/v1/auth/resend-code', { email });
    expect((await verify(await api.mailbox.codeFor(email))).status).toBe(200);
  });

  it.each([
    ['a short one', 'short-1'],
    ['a common one', 'password1234'],
    ['a keyboard walk', 'qwertyuiop12'],
    ['the address', 'grace@example.com'],
    ['one without end', 'a'.repeat(201)],
  ])('refuses %s as a password, and names the field', async (_what, password) => {
    const answer = await api.browser().post('/api/v1/auth/sign-up', { email: 'grace@example.com', password, name: 'Grace' });
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([422, 'password']);
    expect(await api.mailbox.to('grace@example.com')).toEqual([]);
  });

  it('sends one address only so much mail', async () => {
    const answers = [];
    for (let n = 0; n < 7; n += 1)
      answers.push(
        await api.browser().post('/api/v1/auth/sign-up', { email: 'bombed@example.com', password: PASSWORD, name: NAME }),
      );
    expect(answers.map((answer) => answer.status)).toEqual([202, 202, 202, 202, 202, 429, 429]);
    expect(Number(answers.at(-1)?.headers['retry-after'])).toBeGreaterThan(0);
    expect(await api.mailbox.to('bombed@example.com')).toHaveLength(5);
  });

  it('sets a password for a verified account that has none, in the browser that proves the mailbox', async () => {
    const email = 'second-chance@example.com';
    await api.browser().post('/api/v1/auth/sign-up', { email, password: 'the first of the two', name: NAME });
    await api.browser().post('/api/v1/auth/sign-up', { email, password: 'the second of the two', name: NAME });
    await api.browser().post('/api/v1/auth/verify-email', { email, code: await api.mailbox.codeFor(email) });
    const owner = api.browser();
    await owner.post('/api/v1/auth/sign-up', { email, password: 'the third, and mine', name: NAME });
    await owner.post('/api/v1/auth/verify-email', { email, code: await api.mailbox.codeFor(email) });
    expect((await signIn(email, 'the third, and mine')).status).toBe(200);
    expect((await signIn(email, 'the second of the two')).status).toBe(401);
  });

  it('keeps the code alive in the browser that signed up while strangers guess at it, and bounds what that browser may guess', async () => {
    const email = 'sniped@example.com';
    const owner = api.browser();
    await owner.post('/api/v1/auth/sign-up', { email, password: PASSWORD, name: NAME });
    const code = await api.mailbox.codeFor(email);
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    for (let n = 0; n < 6; n += 1) await api.browser().post('/api/v1/auth/verify-email', { email, code: wrong });
    expect((await api.browser().post('/api/v1/auth/verify-email', { email, code })).body.code).toBe('code_invalid');
    expect((await owner.post('/api/v1/auth/verify-email', { email, code: wrong })).body.code).toBe('code_invalid');
    expect((await owner.post('/api/v1/auth/verify-email', { email, code })).status).toBe(200);

    const guesser = api.browser();
    await guesser.post('/api/v1/auth/sign-up', { email: 'target@example.com', password: PASSWORD, name: NAME });
    const guesses = [];
    for (let n = 0; n < 16; n += 1)
      guesses.push((await guesser.post('/api/v1/auth/verify-email', { email: 'target@example.com', code: wrong })).status);
    expect(guesses.slice(-2)).toEqual([400, 429]);
  });

  it('lets the browser that signed up verify, however many codes strangers guess at', async () => {
    const email = 'besieged@example.com';
    const owner = api.browser();
    await owner.post('/api/v1/auth/sign-up', { email, password: PASSWORD, name: NAME });
    const guess = () => api.browser().post('/api/v1/auth/verify-email', { email, code: '000000' });
    const guesses = [];
    for (let n = 0; n < 31; n += 1) guesses.push((await guess()).status);
    expect([guesses[0], guesses[30]]).toEqual([400, 429]);
    await owner.post('/api/v1/auth/resend-code', { email });
    const code = await api.mailbox.codeFor(email);
    expect((await owner.post('/api/v1/auth/verify-email', { email, code })).status).toBe(200);
  });

  const signIn = (email: string, password: string) => api.browser().post('/api/v1/auth/sign-in', { email, password });
});

/** All that a stranger can see of an answer: the sealed cookie differs in its content, as it would for two strangers. */
function shapeOf(
  answer: { status: number; text: string; setCookies: readonly string[]; headers: Readonly<Record<string, string>> } | undefined,
): string {
  const names = Object.keys(answer?.headers ?? {}).sort();
  return JSON.stringify([answer?.status, answer?.text, names, answer?.setCookies.map((line) => line.replace(/=[^;]+/, '=…'))]);
}
