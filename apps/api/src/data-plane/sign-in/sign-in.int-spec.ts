import { type OAuthStage, startOAuthStage } from '../../../test/oauth-stage';
import type { Person } from '../../../test/person';
import type { RegisteredGpt } from '../../../test/seed-registered-client';

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
});
