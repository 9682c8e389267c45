import type { RegisteredGpt } from '../../../../test/seed-registered-client';
import { CHOSEN_PASSWORD as PASSWORD, isIn, passwordPeople } from '../../../../test/password-people';
import { type OAuthStage, startOAuthStage } from '../../../../test/oauth-stage';

describe('passwords that subscribers choose', () => {
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
});
