import { createLogger } from '@gatehouse/platform';
import { buildApi } from '../src/bootstrap';
import { ControlPlaneModule } from '../src/control-plane.module';
import { DataPlaneModule } from '../src/data-plane.module';
import { type OAuthStage, startOAuthStage } from './oauth-stage';
import type { Person } from './person';
import type { RegisteredGpt } from './seed-registered-client';
import type { TestBrowser } from './test-browser';
import { createCreator, joinWorkspace, signUp } from './test-members';

const callback = (digit: string, host = 'chatgpt.com'): string => `https://${host}/aip/g-${digit.repeat(40)}/oauth/callback`;

describe('a callback URL that ChatGPT has changed', () => {
  let stage: OAuthStage;
  let creator: TestBrowser;

  beforeAll(async () => {
    stage = await startOAuthStage({}, [ControlPlaneModule, DataPlaneModule]);
    creator = await signUp(stage.api, 'ada@example.com');
  });
  afterAll(() => stage.stop());

  async function ownGpt(): Promise<{ client: RegisteredGpt; base: string }> {
    const client = await stage.client();
    await joinWorkspace(stage.api, 'ada@example.com', client);
    return { client, base: `/api/v1/workspaces/${client.slug}/gpts/${client.gptId}` };
  }

  /** The member's browser, as the dashboard's test link leaves it. */
  async function testing(base: string): Promise<Person> {
    const { url } = (await creator.post(`${base}/test-sign-in`)).body;
    const member = stage.person();
    await member.open(url as string);
    expect(member.leftTo).toBe('https://chatgpt.com/gpts/mine');
    return member;
  }

  const authorize = (person: Person, client: RegisteredGpt, redirectUri: string): Promise<Person> =>
    person.open(stage.authorizeUrl(client, { redirect_uri: redirectUri }));

  const rows = async (base: string) => ({
    learned: (await creator.get(`${base}/learned-callbacks`)).body.data as { id: string; url: string; tested_by: string }[],
    turnedAway: (await creator.get(`${base}/turned-away`)).body.data as { callback: string | null; times: number }[],
  });

  const nothingIssued = async ({ workspaceId }: RegisteredGpt): Promise<void> => {
    for (const table of ['interactions', 'grants', 'authorization_codes'])
      expect(await stage.api.database.query(`SELECT 1 FROM ${table} WHERE workspace_id = $1`, [workspaceId])).toEqual([]);
  };

  it('is held when the member’s own test brings it: nobody is sent there, nothing is issued, and one click registers it with its twin', async () => {
    const { client, base } = await ownGpt();
    const member = await testing(base);
    await authorize(member, client, callback('a'));
    expect([member.page.status, member.leftTo, member.trail]).toEqual([400, null, []]);
    expect(member.page.html).toContain('We have your new callback URL');
    expect(member.page.html).toContain(`/w/${client.slug}/gpts/${client.gptId}`);
    await nothingIssued(client);

    const { learned } = await rows(base);
    expect(learned).toEqual([
      { id: expect.stringMatching(/^lcb_/), url: callback('a'), seen_at: expect.any(String), tested_by: 'Ada Lovelace' },
    ]);
    // Held means held: also the second time, also on the other host.
    await authorize(member, client, callback('a', 'chat.openai.com'));
    expect(member.leftTo).toBeNull();

    const approved = await creator.post(`${base}/learned-callbacks/${learned[0]?.id}/approve`);
    expect(approved.body.data.map(({ url }: { url: string }) => url).sort()).toEqual([
      callback('a', 'chat.openai.com'),
      callback('a'),
    ]);
    expect((await rows(base)).learned).toEqual([]);
    const log = (await creator.get(`/api/v1/workspaces/${client.slug}/audit`)).body.data;
    expect(log.map(({ action }: { action: string }) => action).slice(0, 2)).toEqual([
      'callback_url.learned',
      'callback_url.tested',
    ]);

    await authorize(stage.person(), client, callback('a')).then(async (anybody) => {
      await stage.signInByEmail(anybody, 'anybody@example.com');
      await anybody.press('Allow');
      expect(anybody.leftTo).toContain(`${callback('a')}?code=`);
    });
  });

  it('is no more than counted when anybody else brings it: nothing to approve, and their URL is masked', async () => {
    const { client, base } = await ownGpt();
    const stranger = await authorize(stage.person(), client, callback('b'));
    expect([stranger.page.status, stranger.leftTo]).toEqual([400, null]);
    expect(stranger.page.html).toContain('The callback URL of this GPT is not registered');
    expect(stranger.page.html).toContain('Acme');
    await authorize(stage.person(), client, callback('b', 'chat.openai.com'));
    await authorize(stage.person(), client, 'https://evil.example/call-555-0100');
    const { learned, turnedAway } = await rows(base);
    expect(learned).toEqual([]);
    expect(turnedAway).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ callback: 'g-bbbb…bbbb', times: 2 }),
        expect.objectContaining({ callback: null, times: 1 }),
      ]),
    );
    expect(JSON.stringify(turnedAway)).not.toContain('evil');
    await nothingIssued(client);
  });

  it.each([
    ['another site', 'https://evil.example/aip/g-aaaa/oauth/callback'],
    ['a host that only looks so', `https://chatgpt.com.evil.example/aip/g-${'a'.repeat(40)}/oauth/callback`],
    ['a path with more to it', `${callback('a')}/more`],
    ['a query', `${callback('a')}?next=x`],
    ['plain http', callback('a').replace('https', 'http')],
    ['39 digits', `https://chatgpt.com/aip/g-${'a'.repeat(39)}/oauth/callback`],
    ['capitals', `https://chatgpt.com/aip/g-${'A'.repeat(40)}/oauth/callback`],
    ['a line break behind it', `${callback('a')}\n`],
    ['a stand-in for ChatGPT where none runs', `http://gatehouse.test/dev/chatgpt/callback/${'a'.repeat(40)}`],
  ])('is of ChatGPT’s exact shape or not learned at all: %s', async (_what, url) => {
    const { client, base } = await ownGpt();
    const member = await authorize(await testing(base), client, url);
    expect([member.page.status, member.leftTo]).toEqual([400, null]);
    expect((await rows(base)).learned).toEqual([]);
  });

  describe('is not learned', () => {
    const learnedBy = async (person: Person, client: RegisteredGpt, base: string): Promise<number> => {
      await authorize(person, client, callback('c'));
      expect(person.leftTo).toBeNull();
      return (await rows(base)).learned.length;
    };

    it('once the test is over', async () => {
      const { client, base } = await ownGpt();
      const member = await testing(base);
      stage.api.clock.advance(900);
      expect(await learnedBy(member, client, base)).toBe(0);
    });

    it('from a link that was not opened in time, or that somebody made up', async () => {
      const { client, base } = await ownGpt();
      const { url } = (await creator.post(`${base}/test-sign-in`)).body as { url: string };
      for (const bad of [
        `${url}x`,
        url.replace(/ticket=gpt_\w{4}/, 'ticket=gpt_0000'),
        url.replace(/\?.*/, ''),
        `${url}&ticket=1`,
      ]) {
        const person = await stage.person().open(bad);
        expect([person.page.status, person.cookieNames()]).toEqual([410, []]);
      }
      stage.api.clock.advance(300);
      const late = await stage.person().open(url);
      expect(late.page.html).toContain('This test has expired');
      expect(await learnedBy(late, client, base)).toBe(0);
    });

    it('by the ticket in the place of the browser’s mark', async () => {
      const { client, base } = await ownGpt();
      const { url } = (await creator.post(`${base}/test-sign-in`)).body as { url: string };
      const answer = await stage.api.server.inject({
        url: stage.authorizeUrl(client, { redirect_uri: callback('c') }),
        headers: { cookie: `gth_test=${new URL(url).searchParams.get('ticket')}` },
      });
      expect(answer.statusCode).toBe(400);
      expect((await rows(base)).learned).toEqual([]);
    });

    it('for another GPT than the one that is tested, nor for another workspace', async () => {
      const tested = await ownGpt();
      const member = await testing(tested.base);
      const beside = await stage.client({ beside: tested.client });
      expect(await learnedBy(member, beside, tested.base.replace(tested.client.gptId, beside.gptId))).toBe(0);
      const other = await ownGpt();
      const answer = await stage.api.server.inject({
        url: stage.authorizeUrl(other.client, { redirect_uri: callback('c') }),
        headers: { cookie: `gth_test=${member.cookieValue('gth_test')}` },
      });
      expect([answer.statusCode, (await rows(other.base)).learned]).toEqual([400, []]);
    });

    it('for somebody who may no longer register callbacks', async () => {
      const { client, base } = await ownGpt();
      const member = await testing(base);
      const setRole = (role: string) =>
        stage.api.database.query(`UPDATE memberships SET role = $2 WHERE workspace_id = $1`, [client.workspaceId, role]);
      await setRole('viewer');
      expect(await learnedBy(member, client, base)).toBe(0);
      expect((await creator.post(`${base}/test-sign-in`)).status).toBe(403);
      await setRole('developer');
      expect(await learnedBy(member, client, base)).toBe(1);
    });

    it('for a script: a personal API token starts no test', async () => {
      const { client, base } = await ownGpt();
      const { token } = (await creator.post('/api/v1/tokens', { name: 'x', role: 'owner', workspace: client.slug })).body;
      const script = stage.api.browser();
      script.headers = { authorization: `Bearer ${token}` };
      expect((await script.post(`${base}/test-sign-in`)).body.code).toBe('session_required');
    });
  });

  it('waits a day for approval, and no longer; five of a GPT wait at most', async () => {
    const { client, base } = await ownGpt();
    const member = await testing(base);
    for (const digit of '0123456') {
      stage.api.clock.advance(1);
      await authorize(member, client, callback(digit));
    }
    const { learned } = await rows(base);
    expect(learned.map(({ url }) => url)).toEqual([...'65432'].map((digit) => callback(digit)));
    stage.api.clock.advance(86_400);
    expect((await rows(base)).learned).toEqual([]);
    expect((await creator.post(`${base}/learned-callbacks/${learned[0]?.id}/approve`)).status).toBe(404);
  });

  it('can be dismissed', async () => {
    const { client, base } = await ownGpt();
    await authorize(await testing(base), client, callback('d'));
    const [one] = (await rows(base)).learned;
    expect((await creator.delete(`${base}/learned-callbacks/${one?.id}`)).status).toBe(204);
    expect((await rows(base)).learned).toEqual([]);
    expect((await authorize(stage.person(), client, callback('d'))).leftTo).toBeNull();
  });

  it('fills no table, whatever strangers send, and stops being told of once it is registered', async () => {
    const { client, base } = await ownGpt();
    for (let n = 0; n < 40; n += 1) {
      const digits = n.toString(16).padStart(2, '0');
      await authorize(
        stage.person(`198.51.100.${n + 1}`),
        client,
        `https://chatgpt.com/aip/g-${digits}${'0'.repeat(38)}/oauth/callback`,
      );
      if (n % 20 === 19) stage.api.clock.advance(61);
    }
    const { turnedAway } = await rows(base);
    expect(turnedAway.length).toBeLessThanOrEqual(10);
    // One source is heard a few times.
    for (let n = 0; n < 9; n += 1) await authorize(stage.person('203.0.113.77'), client, callback('e'));
    const times = (await rows(base)).turnedAway.reduce((sum, one) => sum + one.times, 0);
    expect(times).toBeLessThanOrEqual(45);
    const known = turnedAway.find((one) => one.callback?.startsWith('g-0000'));
    expect(known).toBeDefined();
    await creator.post(`${base}/callback-urls`, { url: `https://chatgpt.com/aip/g-${'0'.repeat(40)}/oauth/callback` });
    expect((await rows(base)).turnedAway.some((one) => one.callback?.startsWith('g-0000'))).toBe(false);
  });

  it('is nobody else’s to see, to approve or to dismiss', async () => {
    const { client, base } = await ownGpt();
    await authorize(await testing(base), client, callback('f'));
    const [one] = (await rows(base)).learned;
    const rival = await createCreator(stage.api, 'rival');
    const gpt = (await rival.browser.post(`${rival.base}/gpts`, { name: 'Theirs' })).body;
    for (const at of [base, `${rival.base}/gpts/${client.gptId}`, `${rival.base}/gpts/${gpt.id}`]) {
      expect((await rival.browser.post(`${at}/learned-callbacks/${one?.id}/approve`)).status).toBe(404);
      expect((await rival.browser.delete(`${at}/learned-callbacks/${one?.id}`)).status).toBe(404);
    }
    expect((await rival.browser.post(`${base}/test-sign-in`)).status).toBe(404);
    expect((await rows(base)).learned).toHaveLength(1);
  });

  it('is learned from the stand-in for ChatGPT where one runs', async () => {
    const { client, base } = await ownGpt();
    const { api } = stage;
    const config = { ...api.config, sandboxUrl: 'http://127.0.0.1:9' };
    const local = await buildApi({ config, logger: createLogger(config, 'local'), clock: api.clock }, [DataPlaneModule]);
    const { url } = (await creator.post(`${base}/test-sign-in`)).body as { url: string };
    const opened = await local.server.inject({ url: url.replace(config.publicUrl, '') });
    expect(opened.headers.location).toBe('http://gatehouse.test/dev/chatgpt');
    const cookie = String(opened.headers['set-cookie']).split(';')[0] ?? '';
    const standIn = `http://gatehouse.test/dev/chatgpt/callback/${'a'.repeat(40)}`;
    await local.server.inject({ url: stage.authorizeUrl(client, { redirect_uri: standIn }), headers: { cookie } });
    await local.close();
    expect((await rows(base)).learned.map((one) => one.url)).toEqual([standIn]);
  });

  it('keeps nobody else waiting, however many strangers send unknown ones at once: none holds a connection while it waits for another', async () => {
    const { client } = await ownGpt();
    const strangers = Array.from({ length: 4 * stage.api.config.databasePoolSize }, (_, n) => stage.person(`198.19.0.${n}`));
    await Promise.all(strangers.map((stranger) => authorize(stranger, client, callback('d'))));
    expect(new Set(strangers.map(({ page, leftTo }) => `${page.status} ${leftTo}`))).toEqual(new Set(['400 null']));
  });
});
