import { verifyPassword } from '@gatehouse/platform';
import { type OAuthStage, startOAuthStage } from '../../../../test/oauth-stage';
import type { Person } from '../../../../test/person';
import type { RegisteredGpt } from '../../../../test/seed-registered-client';

/** The real thing, whose calls are counted: how much work an answer took. */
jest.mock('@gatehouse/platform', () => {
  const actual = jest.requireActual<Record<string, unknown>>('@gatehouse/platform');
  return { ...actual, verifyPassword: jest.fn(actual['verifyPassword'] as () => Promise<boolean>) };
});

const PASSWORD = 'seven green kettles';
const NEW = 'eleven blue saucers';

describe('passwords of subscribers', () => {
  let stage: OAuthStage;
  let client: RegisteredGpt;
  let counter = 0;
  beforeAll(async () => {
    stage = await startOAuthStage();
  });
  beforeEach(async () => {
    client = await stage.client({ loginMethods: ['password'] });
  });
  afterAll(() => stage.stop());

  /** Each from a network of their own, unless it is said. */
  const arrive = async (remoteAddress = `198.18.${(counter += 1) >> 8}.${counter & 255}`): Promise<Person> =>
    stage.person(remoteAddress).open(stage.authorizeUrl(client));
  const signIn = (person: Person, email: string, password: string): Promise<Person> =>
    person.press('Sign in', { email, password });
  const isIn = (person: Person): boolean => person.page.html.includes('Allow Greeter');

  async function askForCode(person: Person, email: string, link = 'Create an account'): Promise<void> {
    await person.follow(link);
    await person.press('Email me a code', { email });
  }
  async function choose(person: Person, email: string, password = PASSWORD): Promise<void> {
    await person.press('Save and sign in', { code: await stage.api.mailbox.codeFor(email), password });
  }
  /** Somebody who made an account, and is asked for consent. */
  async function createAccount(email: string, password = PASSWORD): Promise<Person> {
    const person = await arrive();
    await askForCode(person, email);
    await choose(person, email, password);
    expect(isIn(person)).toBe(true);
    return person;
  }
  const rows = <Row>(sql: string): Promise<Row[]> => stage.api.database.query(sql, [client.workspaceId]) as Promise<Row[]>;
  const people = () => rows<{ id: string; email: string }>('SELECT id, email FROM subscribers WHERE workspace_id = $1');
  const secrets = () => rows<{ password_hash: string }>('SELECT password_hash FROM subscriber_passwords WHERE workspace_id = $1');

  it('make an account by a mailed code, open it again, and are kept as argon2id only', async () => {
    const email = 'ada@example.com';
    await createAccount(email);
    const again = await signIn(await arrive(), email, PASSWORD);
    expect(isIn(again)).toBe(true);
    expect(await people()).toMatchObject([{ email }]);
    const [secret] = await secrets();
    expect(secret?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(isIn(await signIn(await arrive(), email, 'not the password'))).toBe(false);
  });

  it('are asked for where password managers recognise them', async () => {
    const person = await arrive();
    expect(person.page.html).toMatch(/<input[^>]*autoComplete="username"[^>]*name="email"/i);
    expect(person.page.html).toMatch(/<input[^>]*autoComplete="current-password"[^>]*name="password"/i);
    await askForCode(person, 'manager@example.com');
    expect(person.page.html).toMatch(/<input[^>]*autoComplete="username"[^>]*value="manager@example.com"/i);
    expect(person.page.html).toMatch(/<input[^>]*autoComplete="one-time-code"[^>]*name="code"/i);
    expect(person.page.html).toMatch(/<input[^>]*autoComplete="new-password"[^>]*name="password"/i);
    expect(person.page.html).not.toContain('<script');
  });

  it('count only once the address is proven: nothing is kept of what a stranger chooses for it', async () => {
    const email = 'victim@example.com';
    const stranger = await arrive();
    await askForCode(stranger, email);
    const real = await stage.api.mailbox.codeFor(email);
    const wrong = real === '000000' ? '111111' : '000000';
    await stranger.press('Save and sign in', { code: wrong, password: 'a stranger chose this' });
    expect([stranger.page.status, stranger.page.html.includes('That is not the code')]).toEqual([422, true]);
    expect([await people(), await secrets()]).toEqual([[], []]);
    await createAccount(email);
    expect(isIn(await signIn(await arrive(), email, 'a stranger chose this'))).toBe(false);
    expect(isIn(await signIn(await arrive(), email, PASSWORD))).toBe(true);
    // The code of the stranger's sign-in is good in no other, nor for anything else.
    expect(isIn(stranger)).toBe(false);
  });

  it('are added to an account that exists by another way only after its address is proven, and it stays one person', async () => {
    client = await stage.client({ loginMethods: ['google', 'email_code', 'password'] });
    const email = 'both@example.com';
    await stage.signInByEmail(await arrive(), email);
    const [before] = await people();
    const person = await arrive();
    await person.follow('Use a password');
    await signIn(person, email, PASSWORD);
    expect(person.page.status).toBe(422);
    await askForCode(person, email);
    expect(await secrets()).toEqual([]);
    await choose(person, email);
    expect(await people()).toEqual([before]);
    await person.press('Use another account');
    await person.follow('Use a password');
    expect(isIn(await signIn(person, email, PASSWORD))).toBe(true);
    await stage.signInByGoogle(await arrive(), { sub: '77', email, email_verified: true, name: 'Both' });
    expect(await people()).toEqual([before]);
  });

  it('end with the hold of whoever had an address without having proven it', async () => {
    client = await stage.client({ loginMethods: ['email_code', 'password'] });
    const email = 'squatted@example.com';
    const squatter = await arrive();
    await squatter.follow('Use a password');
    await askForCode(squatter, email);
    await choose(squatter, email, 'the squatter chose it');
    await stage.api.database.query('UPDATE subscribers SET email_verified = false WHERE workspace_id = $1', [client.workspaceId]);
    const again = await arrive();
    await again.follow('Use a password');
    expect(isIn(await signIn(again, email, 'the squatter chose it'))).toBe(false);
    await stage.signInByEmail(await arrive(), email);
    expect(await secrets()).toEqual([]);
    expect(isIn(await signIn(again, email, 'the squatter chose it'))).toBe(false);
  });

  it('are replaced by a mailed code: the old one is void, all other sessions end, and the log tells of it', async () => {
    const email = 'forgetful@example.com';
    const [phone, laptop] = [await createAccount(email), await signIn(await arrive(), email, PASSWORD)];
    const person = await arrive();
    await askForCode(person, email, 'Forgot your password\\?');
    await choose(person, email, NEW);
    expect(isIn(person)).toBe(true);
    expect(isIn(await signIn(await arrive(), email, PASSWORD))).toBe(false);
    expect(isIn(await signIn(await arrive(), email, NEW))).toBe(true);
    // A consent page left open answers for nobody, and a new sign-in asks who it is.
    await phone.press('Allow');
    expect([phone.leftTo, phone.page.html.includes('Forgot your password?')]).toEqual([null, true]);
    await laptop.open(stage.authorizeUrl(client));
    expect(laptop.page.html).toContain('Forgot your password?');
    await person.open(stage.authorizeUrl(client));
    expect(isIn(person)).toBe(true);
    // The log cannot forget, and people may ask to be forgotten.
    const nothing = { target_name: null, source_address: null, user_agent: null };
    const byIdAlone = { actor_kind: 'subscriber', changes: '{}', ...nothing };
    const events = await rows<{ action: string; actor_kind: string }>(
      `SELECT action, actor_kind, changes::text, target_name, source_address, user_agent FROM audit_events WHERE workspace_id = $1 AND action LIKE '%password%' ORDER BY at, id`,
    );
    expect(events).toEqual([
      { action: 'subscriber.password_set', ...byIdAlone },
      { action: 'subscriber.password_changed', ...byIdAlone },
    ]);
    const last = (await stage.api.mailbox.to(email)).at(-1);
    expect(last?.subject).toBe('Your password for Greeter was set');
    expect(`${last?.text}${last?.html}`).not.toContain(NEW);
  });

  it('begin a session under a new id at every sign-in', async () => {
    const email = 'fresh@example.com';
    const person = await createAccount(email);
    const before = person.cookieValue('gth_sub');
    await person.press('Use another account');
    await signIn(person, email, PASSWORD);
    expect(person.cookieValue('gth_sub')).not.toBe(before);
    expect(await rows('SELECT 1 FROM subscriber_sessions WHERE workspace_id = $1')).toHaveLength(1);
  });

  it('answer a known and an unknown address alike, in body, status and work, at signing in and at asking for a code', async () => {
    await createAccount('known@example.com');
    const verify = jest.mocked(verifyPassword);
    const seen = [];
    for (const email of ['known@example.com', 'unknown@example.com']) {
      const person = await arrive();
      verify.mockClear();
      await signIn(person, email, 'not the password');
      const refused = shapeOf(person, email);
      await askForCode(person, email, 'Forgot your password\\?');
      seen.push([
        refused,
        shapeOf(person, email),
        verify.mock.calls.length,
        (await stage.api.mailbox.to(email)).at(-1)?.subject.slice(6),
      ]);
    }
    expect(seen[0]).toEqual(seen[1]);
    expect(seen[0]?.[2]).toBe(1);
    expect(seen[0]?.[0]).toContain('The email address or the password is wrong.');
  });

  it.each([
    ['short', 'short-1', 'Use at least 10 characters'],
    ['leaked often', 'password1234', 'easy to guess'],
    ['a keyboard walk', 'qwertyuiop12', 'easy to guess'],
    ['the address', 'grace@example.com', 'easy to guess'],
    ['endless', 'a'.repeat(201), 'Use at most 200 characters'],
  ])('are refused when they are %s, without using up the code', async (_what, password, why) => {
    const person = await arrive();
    await askForCode(person, 'grace@example.com');
    const code = await stage.api.mailbox.codeFor('grace@example.com');
    for (let times = 0; times < 6; times += 1) await person.press('Save and sign in', { code, password });
    expect([person.page.status, person.page.html.includes(why)]).toEqual([422, true]);
    // What was typed of the code is still there.
    expect(person.page.html).toContain(`value="${code}"`);
    expect(/<input id="password"[^>]*>/.exec(person.page.html)?.[0]).not.toContain('value=');
    await choose(person, 'grace@example.com');
    expect(isIn(person)).toBe(true);
  });

  it('need no digits or signs: a long phrase of small letters is taken', async () => {
    expect(isIn(await createAccount('phrase@example.com', 'waffle lantern otter'))).toBe(true);
  });

  it('are chosen by a code for that, and by no code for signing in; nor does theirs sign anybody in', async () => {
    client = await stage.client({ loginMethods: ['email_code', 'password'] });
    const email = 'purposes@example.com';
    const person = await arrive();
    const base = person.page.path;
    await person.press('Email me a code', { email });
    await person.open(`${base}/password/code`);
    expect(person.page.html).toContain('Create an account');
    stage.api.clock.advance(31);
    await person.press('Email me a code', { email });
    await person.open(`${base}/code`);
    expect(person.page.html).toContain('Use a password');
    expect([await people(), await secrets()]).toEqual([[], []]);
  });

  it('end a code after five tries, and after ten minutes', async () => {
    const email = 'tries@example.com';
    const person = await arrive();
    await askForCode(person, email);
    const code = await stage.api.mailbox.codeFor(email);
    const wrong = code === '000000' ? '111111' : '000000';
    for (let tries = 0; tries < 5; tries += 1) await person.press('Save and sign in', { code: wrong, password: PASSWORD });
    expect(person.page.html).toContain('can no longer be used');
    await person.press('Save and sign in', { code, password: PASSWORD });
    expect(person.page.html).toContain('no longer works');
    stage.api.clock.advance(31);
    await person.press('Send a new code');
    stage.api.clock.advance(600);
    await choose(person, email);
    expect(person.page.html).toContain('no longer works');
    expect(await secrets()).toEqual([]);
  });

  describe('that others guess at', () => {
    it('are slowed per source, and leave the owner their known browser', async () => {
      const email = 'guessed@example.com';
      const owner = await createAccount(email);
      const statuses = [];
      for (let tries = 0; tries < 12; tries += 1)
        statuses.push((await signIn(await arrive('203.0.113.9'), email, `guess number ${tries}`)).page.status);
      expect(statuses).toEqual([...Array<number>(10).fill(422), 429, 429]);
      expect((await signIn(await arrive('203.0.113.9'), email, PASSWORD)).page.status).toBe(429);
      await owner.press('Use another account');
      expect(isIn(await signIn(owner, email, PASSWORD))).toBe(true);
    });

    it('are slowed per account from however many sources, and let the owner in from a new one at the first try', async () => {
      const email = 'besieged@example.com';
      await createAccount(email);
      for (let source = 0; source < 60; source += 1) await signIn(await arrive(), email, 'a guess from everywhere');
      const stranger = await arrive();
      await signIn(stranger, email, 'one guess more');
      await stranger.open(stage.authorizeUrl(client));
      expect((await signIn(stranger, email, 'and another')).page.status).toBe(429);
      expect(isIn(await signIn(await arrive(), email, PASSWORD))).toBe(true);
    });

    it('are slowed alike when the address is nobody’s', async () => {
      const statuses = [];
      for (let tries = 0; tries < 12; tries += 1)
        statuses.push((await signIn(await arrive('203.0.113.10'), 'nobody@example.com', `guess number ${tries}`)).page.status);
      expect(statuses).toEqual([...Array<number>(10).fill(422), 429, 429]);
    });

    it('give the try of a right one back', async () => {
      await createAccount('often@example.com');
      for (let times = 0; times < 12; times += 1)
        expect(isIn(await signIn(await arrive('203.0.113.11'), 'often@example.com', PASSWORD))).toBe(true);
    });
  });

  it('open nothing in another workspace, nor where the creator has switched them off', async () => {
    const email = 'fenced@example.com';
    await createAccount(email);
    const home = client;
    client = await stage.client({ loginMethods: ['password'] });
    expect(isIn(await signIn(await arrive(), email, PASSWORD))).toBe(false);
    client = home;
    const person = await arrive();
    const base = person.page.path;
    await stage.api.database.query(`UPDATE gpts SET login_methods = '{google}' WHERE id = $1`, [client.gptId]);
    await signIn(person, email, PASSWORD);
    expect(person.page.html).toContain('Continue with Google');
    for (const path of ['/password', '/password/new', '/password/code']) {
      await person.open(`${base}${path}`);
      expect(person.page.html).toContain('Continue with Google');
    }
  });

  it('take no form from another site, nor from another browser', async () => {
    const person = await arrive();
    const base = person.page.path;
    for (const path of ['/password', '/password/new', '/password/code']) {
      const fields = { email: 'x@example.com', password: PASSWORD, code: '123456', csrf: 'x' };
      expect((await person.post(`${base}${path}`, fields)).page.status).toBe(403);
      expect((await stage.person().post(`${base}${path}`, fields)).page.status).toBe(403);
      expect((await stage.person().open(`${base}${path}`)).page.status).toBe(403);
    }
  });
});

/** All that somebody can see of a page, but their own address and what differs from sign-in to sign-in. */
function shapeOf({ page }: Person, email: string): string {
  const html = page.html.replaceAll(email, '…').replace(/(name="csrf" value=)"[^"]*"|int_\w+/g, '$1');
  return JSON.stringify([page.status, Object.keys(page.headers).sort(), html]);
}
