import { type OAuthStage, startOAuthStage } from '../../../test/oauth-stage';
import type { Person } from '../../../test/person';
import type { RegisteredGpt } from '../../../test/seed-registered-client';

const ada = { sub: '1001', email: 'ada@example.com', email_verified: true, name: 'Ada' };

describe('the hosted sign-in', () => {
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
  const subscribers = () =>
    stage.api.database.query<Record<string, unknown>>(
      `SELECT s.email, s.email_verified, i.subject AS google_subject, s.name FROM subscribers s
       LEFT JOIN subscriber_identities i ON i.workspace_id = s.workspace_id AND i.subscriber_id = s.id AND i.provider = 'google'
       WHERE s.workspace_id = $1 ORDER BY s.email`,
      [client.workspaceId],
    );

  describe('stays with the browser that began it:', () => {
    it('another browser, and one without cookies, gets a page that says so, at every step', async () => {
      const person = await arrive();
      const base = person.page.path;
      for (const other of [stage.person(), person]) {
        if (other === person) person.forgetCookies();
        for (const path of ['', '/code', '/consent', '/google']) {
          await other.open(`${base}${path}`);
          expect([path, other.page.status]).toEqual([path, 403]);
          expect(other.page.html).toContain('Open this in the browser you started in');
        }
        for (const path of ['/email', '/code', '/consent', '/switch']) {
          await other.post(`${base}${path}`, { email: 'a@example.com', code: '123456', decision: 'allow' });
          expect([path, other.page.status]).toEqual([path, 403]);
        }
      }
    });

    it('a form without the token of a page that we showed changes nothing', async () => {
      const person = await arrive();
      const base = person.page.path;
      const before = await stage.api.database.rowCounts();
      for (const csrf of ['', 'x', 'A'.repeat(43)]) {
        await person.post(`${base}/email`, { email: 'a@example.com', csrf });
        expect(person.page.status).toBe(403);
        await person.post(`${base}/consent`, { decision: 'allow', csrf });
        expect(person.page.status).toBe(403);
      }
      expect(await stage.api.database.rowCounts()).toEqual(before);
    });

    it("another interaction's token is no token", async () => {
      const person = await arrive();
      const first = person.page;
      await person.open(stage.authorizeUrl(client));
      const token = /name="csrf" value="([^"]*)"/.exec(person.page.html)?.[1] ?? '';
      await person.post(`${first.path}/email`, { email: 'a@example.com', csrf: token });
      expect(person.page.status).toBe(403);
    });

    it('two tabs do not disturb each other', async () => {
      const person = await arrive();
      const [first, second] = [person.page.path, (await person.open(stage.authorizeUrl(client))).page.path];
      for (const path of [first, second]) expect((await person.open(path)).page.status).toBe(200);
    });
  });

  it.each([
    ['unknown', 'int_01h455vb4pex5vsknk084sn02q'],
    ['malformed', 'int_x'],
    ['of another kind', 'usr_01h455vb4pex5vsknk084sn02q'],
    ['with a zero byte', '%00'],
  ])('answers an interaction that is %s with 404', async (_what, id) => {
    const person = await stage.person().open(`/t/${client.slug}/sign-in/${id}`);
    expect(person.page.status).toBe(404);
  });

  it("answers another workspace's interaction as a missing one", async () => {
    const person = await arrive();
    const stranger = await stage.client();
    await person.open(person.page.path.replace(client.slug, stranger.slug));
    expect(person.page.status).toBe(404);
  });

  it('expires after an hour, with a page that says what to do', async () => {
    const person = await arrive();
    stage.api.clock.advance(3600);
    await person.open(person.page.path);
    expect([person.page.status, person.page.html.includes('expired')]).toEqual([410, true]);
  });

  it('is finished once: the back button, a reload and a second click get a page that says so', async () => {
    const person = await arrive();
    await stage.signInByEmail(person, 'a@example.com');
    const [consent, tab] = [person.page.path, person.tab()];
    await tab.open(consent);
    await person.press('Allow');
    expect(person.leftTo).not.toBeNull();
    await tab.press('Allow');
    expect([tab.leftTo, tab.page.status]).toEqual([null, 410]);
    for (const path of [consent, consent.replace('/consent', ''), consent.replace('consent', 'code')]) {
      await person.open(path);
      expect([path, person.page.status]).toEqual([path, 410]);
    }
    const codes = await stage.api.database.query('SELECT 1 FROM authorization_codes WHERE workspace_id = $1', [
      client.workspaceId,
    ]);
    expect(codes).toHaveLength(1);
  });

  it('gives ten simultaneous clicks on Allow one code', async () => {
    const person = await arrive();
    await stage.signInByEmail(person, 'a@example.com');
    const tabs = Array.from({ length: 10 }, () => {
      const tab = person.tab();
      tab.page = person.page;
      return tab;
    });
    await Promise.all(tabs.map((tab) => tab.press('Allow')));
    expect(tabs.filter((tab) => tab.leftTo !== null)).toHaveLength(1);
    const codes = await stage.api.database.query('SELECT 1 FROM authorization_codes WHERE workspace_id = $1', [
      client.workspaceId,
    ]);
    expect(codes).toHaveLength(1);
  });

  it('goes nowhere when the callback was removed while the person signed in', async () => {
    const person = await arrive();
    await stage.signInByEmail(person, 'a@example.com');
    await stage.api.database.query('DELETE FROM callback_urls WHERE gpt_id = $1', [client.gptId]);
    await person.press('Allow');
    expect([person.leftTo, person.page.status]).toEqual([null, 400]);
  });

  it('offers only the methods that are switched on, and takes no other', async () => {
    client = await stage.client({ loginMethods: ['google'] });
    const person = await arrive();
    expect(person.page.html).not.toContain('Email me a code');
    const token = /name="csrf" value="([^"]*)"/.exec(person.page.html)?.[1] ?? '';
    expect(token).toBe('');
    client = await stage.client({ loginMethods: ['email_code'] });
    const other = await arrive();
    expect(other.page.html).not.toContain('Continue with Google');
    await other.open(`${other.page.path}/google`);
    expect(other.page.html).toContain('Email me a code');
  });

  describe('by a mailed code', () => {
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
      expect(await subscribers()).toEqual([]);
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

  describe('by Google', () => {
    it('wears a sandbox mark where no real client is configured', async () => {
      expect((await arrive()).page.html).toContain('Sandbox');
    });

    it('links to the person who proved the same address by mail', async () => {
      await stage.signInByEmail(await arrive(), 'ada@example.com');
      await stage.signInByGoogle(await arrive(), ada);
      expect(await subscribers()).toEqual([
        { email: 'ada@example.com', email_verified: true, google_subject: '1001', name: 'Ada' },
      ]);
    });

    it('knows an account by its subject when its address has changed', async () => {
      await stage.signInByGoogle(await arrive(), ada);
      await stage.signInByGoogle(await arrive(), { ...ada, email: 'married@example.com' });
      expect(await subscribers()).toHaveLength(1);
    });

    it.each([
      ['unverified', { ...ada, email_verified: false }],
      ['absent', { sub: '1001', email_verified: true }],
    ])('does not take an account whose address is %s, and says so', async (_what, account) => {
      const person = await arrive();
      await stage.signInByGoogle(person, account);
      expect(person.page.html).toContain('Google has not verified the address');
      expect(await subscribers()).toEqual([]);
    });

    it('does not hand a linked person to another account with the same address', async () => {
      await stage.signInByGoogle(await arrive(), ada);
      const person = await arrive();
      await stage.signInByGoogle(person, { ...ada, sub: '2002' });
      expect(person.page.html).toContain('Another Google account is linked');
      expect(await subscribers()).toMatchObject([{ google_subject: '1001' }]);
    });

    it('gives an address to who proves it, and ends what a squatter had', async () => {
      const squatter = await arrive();
      await stage.signInByEmail(squatter, 'ada@example.com');
      await squatter.press('Allow');
      const code = new URL(squatter.leftTo ?? '').searchParams.get('code') ?? '';
      const tokens = (await stage.redeem(client, code)).json();
      await stage.api.database.query(
        `WITH squatting AS (
           UPDATE subscribers SET email_verified = false, name = 'Eve' WHERE workspace_id = $1 RETURNING workspace_id, id
         ) INSERT INTO subscriber_identities (workspace_id, id, subscriber_id, provider, subject, linked_at)
           SELECT workspace_id, 'idn_evil', id, 'google', 'evil', now() FROM squatting`,
        [client.workspaceId],
      );
      expect(await stage.verify(client, tokens.access_token)).toBe(200);
      await stage.signInByGoogle(await arrive(), ada);
      expect(await subscribers()).toEqual([
        { email: 'ada@example.com', email_verified: true, google_subject: '1001', name: 'Ada' },
      ]);
      expect(await stage.verify(client, tokens.access_token)).toBe(401);
      expect((await stage.refresh(client, tokens.refresh_token)).json().error).toBe('invalid_grant');
      await squatter.open(stage.authorizeUrl(client));
      expect(squatter.page.html).toContain('Email me a code');
    });

    it('makes one person of several first sign-ins at once', async () => {
      const people = await Promise.all(Array.from({ length: 5 }, () => arrive()));
      for (const person of people) await person.follow('Continue with Google');
      await Promise.all(people.map((person) => person.open(stage.google.choose(person.leftTo ?? '', ada))));
      for (const person of people) expect(person.page.html).toContain('Allow Greeter');
      expect(await subscribers()).toHaveLength(1);
    });

    it('returns to the choice when the person cancels or Google fails', async () => {
      const person = await arrive();
      await person.follow('Continue with Google');
      const state = new URL(person.leftTo ?? '').searchParams.get('state') ?? '';
      await person.open(`/sign-in/google/callback?error=access_denied&state=${state}`);
      expect(person.page.html).toContain('You did not finish signing in with Google');
      await person.open(`/sign-in/google/callback?code=wrong&state=${state}`);
      expect(person.page.html).toContain('Google did not confirm who you are');
    });

    it('refuses an answer that belongs to another browser, or to none', async () => {
      const person = await arrive();
      await person.follow('Continue with Google');
      const back = stage.google.choose(person.leftTo ?? '', ada);
      const other = await stage.person().open(back);
      expect(other.page.status).toBe(403);
      for (const query of ['', '?code=a', '?state=a&code=b', '?state=a&state=b&code=c', '?error=access_denied']) {
        await other.open(`/sign-in/google/callback${query}`);
        expect([query, other.page.status]).toEqual([query, 403]);
      }
      expect(await subscribers()).toEqual([]);
    });
  });
});
