import { type OAuthStage, startOAuthStage } from '../../../../test/oauth-stage';
import type { Person } from '../../../../test/person';
import type { RegisteredGpt } from '../../../../test/seed-registered-client';

const EMAIL = 'ada@example.com';

describe('mailed links', () => {
  let stage: OAuthStage;
  let client: RegisteredGpt;
  beforeAll(async () => {
    stage = await startOAuthStage();
  });
  beforeEach(async () => {
    client = await stage.client({ loginMethods: ['email_link'] });
  });
  afterAll(() => stage.stop());

  const arrive = async (remoteAddress?: string, at = client): Promise<Person> =>
    stage.person(remoteAddress).open(stage.authorizeUrl(at));
  const linkFor = async (email = EMAIL): Promise<string> => {
    const link = /^http:\S+\/link\?token=\S+$/m.exec((await stage.api.mailbox.to(email)).at(-1)?.text ?? '')?.[0];
    if (link === undefined) throw new Error(`no link was mailed to ${email}`);
    return link;
  };
  const subscribers = () =>
    stage.api.database.query<{ email: string; method: string }>(
      'SELECT email, sign_in_method AS method FROM subscribers WHERE workspace_id = $1',
      [client.workspaceId],
    );

  it('sign a person in by one press in the browser that asked, once', async () => {
    const person = await arrive();
    await person.press('Email me a link', { email: EMAIL });
    expect(person.page.html).toContain(`We sent a link to <strong>${EMAIL}</strong>`);
    const link = await linkFor();
    await person.open(link);
    expect([person.page.status, person.page.html.includes(EMAIL)]).toEqual([200, true]);
    await person.press('Sign in');
    expect(person.page.html).toContain('Allow Greeter');
    expect(await subscribers()).toEqual([{ email: EMAIL, method: 'email_link' }]);

    // Once: after choosing another account the same link opens nothing.
    await person.press('Use another account');
    await person.open(link);
    expect([person.page.status, person.page.html.includes('This link no longer works')]).toEqual([410, true]);
  });

  it('change nothing when they are only opened, however often: mail scanners follow links', async () => {
    const person = await arrive();
    await person.press('Email me a link', { email: EMAIL });
    const link = await linkFor();
    const snapshot = () => stage.api.database.query('SELECT * FROM sign_in_codes WHERE workspace_id = $1', [client.workspaceId]);
    const before = await snapshot();
    const scanner = stage.person('198.51.100.9');
    for (let times = 0; times < 5; times += 1) {
      await scanner.open(link);
      await person.open(link);
    }
    const head = await stage.api.server.inject({ method: 'HEAD', url: link.replace('http://gatehouse.test', '') });
    expect(head.statusCode).toBe(405);
    expect(await snapshot()).toEqual(before);
    expect(await subscribers()).toEqual([]);
    await person.press('Sign in');
    expect(person.page.html).toContain('Allow Greeter');
  });

  it('are taken from no other browser, and say there what to do', async () => {
    const person = await arrive();
    await person.press('Email me a link', { email: EMAIL });
    const link = await linkFor();
    const other = await stage.person().open(link);
    expect([other.page.status, other.page.html.includes('Open this link where you began')]).toEqual([403, true]);
    expect(other.page.html).toContain('paste it into the address bar');
    expect(other.page.html).not.toContain(EMAIL);
    const [path = '', token = ''] = link.split('?token=');
    const csrf = /name="csrf" value="([^"]*)"/.exec((await person.open(link)).page.html)?.[1] ?? '';
    await other.post(path, { token, csrf });
    expect(other.page.status).toBe(403);
    // Nor without the token of a page that we showed, in the right one.
    await person.post(path, { token, csrf: 'x' });
    expect(person.page.status).toBe(403);
    expect(await subscribers()).toEqual([]);
    await person.open(link);
    await person.press('Sign in');
    expect(person.page.html).toContain('Allow Greeter');
  });

  it('come with a code where the GPT offers both, and another browser is told to use that; either uses up both', async () => {
    client = await stage.client({ loginMethods: ['email_code', 'email_link'] });
    const person = await arrive();
    await person.press('Email me a code and a link', { email: EMAIL });
    const link = await linkFor();
    const code = await stage.api.mailbox.codeFor(EMAIL);
    const other = await stage.person().open(link);
    expect(other.page.html).toContain('enter the code of six digits from the same mail');
    expect(other.page.html).not.toContain(code);
    const tab = person.tab();
    await person.press('Continue', { code });
    expect(person.page.html).toContain('Allow Greeter');
    await tab.open(link);
    expect(tab.page.html).toContain('Allow Greeter');
    await person.press('Use another account');
    await tab.open(link);
    expect(tab.page.status).toBe(410);

    const second = await arrive();
    await second.press('Email me a code and a link', { email: 'b@example.com' });
    const codeOfSecond = await stage.api.mailbox.codeFor('b@example.com');
    const codeTab = second.tab();
    codeTab.page = second.page;
    await second.open(await linkFor('b@example.com'));
    await second.press('Sign in');
    await second.press('Use another account');
    await codeTab.press('Continue', { code: codeOfSecond });
    expect(codeTab.page.html).toContain('Ask for a code first');
  });

  it('work for ten minutes, and until a newer mail replaces them', async () => {
    const person = await arrive();
    await person.press('Email me a link', { email: EMAIL });
    const first = await linkFor();
    stage.api.clock.advance(30);
    await person.press('Send a new mail');
    const second = await linkFor();
    expect(second).not.toBe(first);
    await person.open(first);
    expect(person.page.status).toBe(410);
    await person.open(second);
    stage.api.clock.advance(600);
    await person.press('Sign in');
    expect([person.page.status, person.page.html.includes('This link no longer works')]).toEqual([410, true]);
    expect(await subscribers()).toEqual([]);
  });

  it('let a person in who presses twice at once', async () => {
    const person = await arrive();
    await person.press('Email me a link', { email: EMAIL });
    await person.open(await linkFor());
    const tabs = Array.from({ length: 3 }, () => {
      const tab = person.tab();
      tab.page = person.page;
      return tab;
    });
    await Promise.all(tabs.map((tab) => tab.press('Sign in')));
    for (const tab of tabs) expect(tab.page.html).toContain('Allow Greeter');
  });

  it('are bound to the sign-in that asked, kept as a hash only, and refused when they are no link at all', async () => {
    const [one, two] = [await arrive(), await arrive()];
    await one.press('Email me a link', { email: EMAIL });
    const link = await linkFor();
    const secret = link.slice(link.indexOf('?token=') + 7);
    await two.press('Email me a link', { email: EMAIL });
    const own = await linkFor();
    await two.open(`${own.slice(0, own.indexOf('?'))}?token=${secret}`);
    expect(two.page.status).toBe(410);
    for (const query of ['', '?token=', '?token=a&token=b', `?token=${'x'.repeat(5000)}`, '?token=%00']) {
      await two.open(`${own.slice(0, own.indexOf('?'))}${query}`);
      expect([query.slice(0, 20), two.page.status]).toEqual([query.slice(0, 20), 410]);
    }
    const rows = await stage.api.database.query('SELECT * FROM sign_in_codes WHERE workspace_id = $1', [client.workspaceId]);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('work only while the creator offers them, and no code is taken where none is offered', async () => {
    const person = await arrive();
    await person.press('Email me a link', { email: EMAIL });
    await person.post(`${person.page.path}`, {
      code: '123456',
      csrf: /name="csrf" value="([^"]*)"/.exec(person.page.html)?.[1] ?? '',
    });
    expect(person.page.html).toContain('Ask for a code first');
    await person.open(await linkFor());
    await stage.api.database.query(`UPDATE gpts SET login_methods = '{google}' WHERE id = $1`, [client.gptId]);
    await person.press('Sign in');
    expect(person.page.html).toContain('Continue with Google');
    expect(await subscribers()).toEqual([]);
  });

  it('are mailed as seldom as codes: five to an address from one source, the sixth is refused, and known and unknown look alike', async () => {
    await arrive().then(async (known) => {
      await known.press('Email me a link', { email: 'known@example.com' });
      await known.open(await linkFor('known@example.com'));
      await known.press('Sign in');
    });
    const pages = [];
    for (const email of ['known@example.com', 'stranger@example.com']) {
      const person = await arrive('203.0.113.77');
      await person.press('Email me a link', { email });
      pages.push([person.page.status, person.page.html.replaceAll(email, '…').replace(/value="[^"]*"|int_\w+/g, '')]);
    }
    expect(pages[0]).toEqual(pages[1]);
    const statuses = [];
    for (let times = 0; times < 6; times += 1) {
      const stranger = await arrive('203.0.113.61');
      await stranger.press('Email me a link', { email: 'target@example.com' });
      statuses.push(stranger.page.status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });
});
