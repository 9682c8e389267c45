import type { RegisteredGpt } from '../../../../test/seed-registered-client';
import { CHOSEN_PASSWORD as PASSWORD, signIn, isIn, passwordPeople } from '../../../../test/password-people';
import { type OAuthStage, startOAuthStage } from '../../../../test/oauth-stage';

const NEW = 'eleven blue saucers';

describe('passwords of subscribers', () => {
  let stage: OAuthStage;
  let client: RegisteredGpt;
  beforeAll(async () => {
    stage = await startOAuthStage();
  });
  beforeEach(async () => {
    client = await stage.client({ loginMethods: ['password'] });
  });
  afterAll(() => stage.stop());

  const { arrive, askForCode, choose, createAccount } = passwordPeople(() => ({ stage, client }));
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
