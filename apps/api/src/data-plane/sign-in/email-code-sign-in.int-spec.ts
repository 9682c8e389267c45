import { type OAuthStage, startOAuthStage } from '../../../test/oauth-stage';
import type { Person } from '../../../test/person';
import type { RegisteredGpt } from '../../../test/seed-registered-client';

describe('the hosted sign-in by a mailed code', () => {
  let stage: OAuthStage;
  let client: RegisteredGpt;
  beforeAll(async () => {
    stage = await startOAuthStage();
  });
  beforeEach(async () => {
    client = await stage.client();
  });
  afterAll(() => stage.stop());

  async function arrive(remoteAddress?: string): Promise<Person> {
    return stage.person(remoteAddress).open(stage.authorizeUrl(client));
  }

  it('refuses what is no address, on the same page, and says so to a screen reader', async () => {
    const person = await arrive();
    for (const email of ['', 'ada', 'ada@localhost', 'a@example.com\r\nBcc: b@example.com', 'x'.repeat(400)]) {
      await person.press('Email me a code', { email });
      expect(person.page.status).toBe(422);
      expect(person.page.html).toMatch(/aria-invalid="true" aria-describedby="email-error"/);
    }
    expect(await stage.api.database.query('SELECT 1 FROM sign_in_codes WHERE workspace_id = $1', [client.workspaceId])).toEqual(
      [],
    );
  });

  it('names GPT and workspace in the mail, and the code in its subject', async () => {
    client = await stage.client({ gptName: 'Tom & <Jerry>\r\nBcc: x', workspaceName: 'A "B"' });
    const person = await arrive();
    await person.press('Email me a code', { email: 'mail@example.com' });
    const [mail] = await stage.api.mailbox.to('mail@example.com');
    expect(mail?.subject).toMatch(/^\d{6} is your code for Tom & <Jerry> Bcc: x$/);
    expect(mail?.html).toContain('Tom &#38; &#60;Jerry&#62;');
    expect(mail?.html).not.toContain('<Jerry>');
  });

  it('forgives spaces and hyphens in the code', async () => {
    const person = await arrive();
    await person.press('Email me a code', { email: 'spaces@example.com' });
    const code = await stage.api.mailbox.codeFor('spaces@example.com');
    await person.press('Continue', { code: ` ${code.slice(0, 3)} - ${code.slice(3)} ` });
    expect(person.page.html).toContain('Allow Greeter');
  });

  it('gives five tries, counted before they are compared, and no sixth to the right code', async () => {
    const person = await arrive();
    await person.press('Email me a code', { email: 'five@example.com' });
    const code = await stage.api.mailbox.codeFor('five@example.com');
    const wrong = code === '000000' ? '111111' : '000000';
    await person.press('Continue', { code: 'abc' });
    expect(person.page.html).toContain('Enter the six digits');
    const tabs = Array.from({ length: 4 }, () => {
      const tab = person.tab();
      tab.page = person.page;
      return tab;
    });
    await Promise.all(tabs.map((tab) => tab.press('Continue', { code: wrong })));
    expect(tabs.map((tab) => /You have (\d)/.exec(tab.page.html)?.[1]).sort()).toEqual(['1', '2', '3', '4']);
    await person.press('Continue', { code: wrong });
    expect(person.page.html).toContain('can no longer be used');
    await person.press('Continue', { code });
    expect([person.page.status, person.page.html.includes('no longer works')]).toEqual([422, true]);
    const subscribers = await stage.api.database.query('SELECT 1 FROM subscribers WHERE workspace_id = $1', [client.workspaceId]);
    expect(subscribers).toEqual([]);
  });

  it('works for ten minutes', async () => {
    const person = await arrive();
    await person.press('Email me a code', { email: 'late@example.com' });
    const code = await stage.api.mailbox.codeFor('late@example.com');
    stage.api.clock.advance(600);
    await person.press('Continue', { code });
    expect(person.page.html).toContain('no longer works');
  });

  it('is bound to the interaction that asked for it', async () => {
    const [one, two] = [await arrive(), await arrive()];
    await one.press('Email me a code', { email: 'bound@example.com' });
    const code = await stage.api.mailbox.codeFor('bound@example.com');
    await two.press('Email me a code', { email: 'bound@example.com' });
    expect(await stage.api.mailbox.codeFor('bound@example.com')).not.toBe(code);
    await two.press('Continue', { code });
    expect(two.page.status).toBe(422);
    await one.press('Continue', { code });
    expect(one.page.html).toContain('Allow Greeter');
  });

  it('is stored as a keyed hash only', async () => {
    const person = await arrive();
    await person.press('Email me a code', { email: 'hash@example.com' });
    const code = await stage.api.mailbox.codeFor('hash@example.com');
    const [row] = await stage.api.database.query('SELECT * FROM sign_in_codes WHERE workspace_id = $1', [client.workspaceId]);
    expect(JSON.stringify(row)).not.toContain(code);
  });

  it('is sent once for two clicks, again after half a minute when the old one stops working, and five times at most', async () => {
    const person = await arrive('203.0.113.50');
    const email = 'resend@example.com';
    await person.press('Email me a code', { email });
    await person.press('Send a new code');
    expect(await stage.api.mailbox.to(email)).toHaveLength(1);
    const first = await stage.api.mailbox.codeFor(email);
    stage.api.clock.advance(30);
    await person.press('Send a new code');
    expect(await stage.api.mailbox.to(email)).toHaveLength(2);
    if ((await stage.api.mailbox.codeFor(email)) !== first) {
      await person.press('Continue', { code: first });
      expect(person.page.status).toBe(422);
    }
    const base = person.page.path.replace('/code', '');
    for (const other of ['a@example.com', 'b@example.com', 'c@example.com']) {
      await person.open(base);
      await person.press('Email me a code', { email: other });
    }
    await person.open(base);
    await person.press('Email me a code', { email: 'd@example.com' });
    expect([person.page.status, person.page.html.includes('Too many codes')]).toEqual([429, true]);
  });

  it('counts only mails that nobody answers: a person may sign in as often as they like, a stranger may not fill a mailbox', async () => {
    for (let times = 0; times < 8; times += 1) {
      const person = await arrive('203.0.113.60');
      await stage.signInByEmail(person, 'often@example.com');
      expect(person.page.html).toContain('Allow Greeter');
    }
    const statuses = [];
    for (let times = 0; times < 6; times += 1) {
      const stranger = await arrive('203.0.113.61');
      await stranger.press('Email me a code', { email: 'target@example.com' });
      statuses.push(stranger.page.status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect(await stage.api.mailbox.to('target@example.com')).toHaveLength(5);
  });

  it('treats known and unknown addresses alike', async () => {
    const known = await arrive();
    await stage.signInByEmail(known, 'known@example.com');
    const pages = [];
    for (const email of ['known@example.com', 'stranger@example.com']) {
      const person = await arrive();
      await person.press('Email me a code', { email });
      pages.push([person.page.status, person.page.html.replaceAll(email, '…').replace(/value="[^"]*"|int_\w+/g, '')]);
    }
    expect(pages[0]).toEqual(pages[1]);
  });

  it('answers a second click on Continue with the next page', async () => {
    const person = await arrive();
    await person.press('Email me a code', { email: 'twice@example.com' });
    const tab = person.tab();
    tab.page = person.page;
    const code = await stage.api.mailbox.codeFor('twice@example.com');
    await person.press('Continue', { code });
    await tab.press('Continue', { code });
    expect(tab.page.html).toContain('Allow Greeter');
  });

  it('does not lock the owner of an address out when others guess at it', async () => {
    const email = 'victim@example.com';
    for (let source = 0; source < 8; source += 1) {
      const attacker = await arrive(`198.51.100.${source}`);
      await attacker.press('Email me a code', { email });
      for (let tries = 0; tries < 5 && attacker.page.status !== 429; tries += 1)
        await attacker.press('Continue', { code: '000000' });
    }
    const late = await arrive('198.51.100.99');
    await late.press('Email me a code', { email });
    await late.press('Continue', { code: '000000' });
    await late.press('Continue', { code: '000001' });
    expect(late.page.status).toBe(429);
    const owner = await arrive('192.0.2.1');
    await stage.signInByEmail(owner, email);
    expect(owner.page.html).toContain('Allow Greeter');
  });
});
