import { type OAuthStage, startOAuthStage } from '../../../test/oauth-stage';
import type { Person } from '../../../test/person';
import type { RegisteredGpt } from '../../../test/seed-registered-client';

describe('mailed codes', () => {
  let stage: OAuthStage;
  let client: RegisteredGpt;
  beforeAll(async () => {
    stage = await startOAuthStage();
  });
  beforeEach(async () => {
    client = await stage.client();
  });
  afterAll(() => stage.stop());

  const arrive = async (remoteAddress?: string, at = client): Promise<Person> =>
    stage.person(remoteAddress).open(stage.authorizeUrl(at));

  /** As many strangers, each from a network of their own, ask for a code. @returns the statuses that they got */
  async function strangersAsk(email: string, count: number, at = client, network = '198.18'): Promise<number[]> {
    const statuses: number[] = [];
    for (let source = 0; source < count; source += 1) {
      const stranger = await arrive(`${network}.${source}.1`, at);
      await stranger.press('Email me a code', { email });
      statuses.push(stranger.page.status);
    }
    return statuses;
  }

  const tabsOf = (person: Person, count: number): Person[] =>
    Array.from({ length: count }, () => {
      const tab = person.tab();
      tab.page = person.page;
      return tab;
    });

  it('are sent to an address 30 times a day in a workspace, from however many sources, which bounds all guessing at them', async () => {
    const email = 'everywhere@example.com';
    expect(await strangersAsk(email, 32)).toEqual([...Array<number>(30).fill(200), 429, 429]);
    expect(await stage.api.mailbox.to(email)).toHaveLength(30);
  });

  it('are sent to an address 100 times a day in all workspaces together', async () => {
    const email = 'tenants@example.com';
    const asked = [];
    for (const network of ['198.18', '198.19', '203.0', '192.88'])
      asked.push(...(await strangersAsk(email, 26, await stage.client(), network)));
    expect(asked.filter((status) => status === 200)).toHaveLength(100);
    expect(asked.slice(100)).toEqual([429, 429, 429, 429]);
  });

  it('cannot be used up by one source, however often it asks', async () => {
    const email = 'one-source@example.com';
    for (let times = 0; times < 40; times += 1) {
      const stranger = await arrive('198.51.100.7');
      await stranger.press('Email me a code', { email });
    }
    expect(await stage.api.mailbox.to(email)).toHaveLength(5);
    const owner = await arrive('192.0.2.1');
    await stage.signInByEmail(owner, email);
    expect(owner.page.html).toContain('Allow Greeter');
  });

  it('reach the owner in a browser they signed in with before, whatever strangers have used up, and no other browser', async () => {
    const email = 'owner@example.com';
    const owner = await arrive('192.0.2.2');
    await stage.signInByEmail(owner, email);
    const other = await arrive('192.0.2.3');
    await stage.signInByEmail(other, 'other@example.com');
    await strangersAsk(email, 30);
    for (const person of [owner, other]) {
      person.forgetCookies('gth_sub');
      await person.open(stage.authorizeUrl(client));
    }
    await other.press('Email me a code', { email });
    expect(other.page.status).toBe(429);
    await stage.signInByEmail(owner, email);
    expect(owner.page.html).toContain('Allow Greeter');
  });

  it('let a person in who submits the right one twice at once: neither submission is told that it is void', async () => {
    for (let round = 0; round < 5; round += 1) {
      const email = `double-${round}@example.com`;
      const person = await arrive();
      await person.press('Email me a code', { email });
      const code = await stage.api.mailbox.codeFor(email);
      const tabs = tabsOf(person, 3);
      await Promise.all(tabs.map((tab) => tab.press('Continue', { code })));
      for (const tab of tabs) expect([tab.page.status, tab.page.html.includes('Allow Greeter')]).toEqual([200, true]);
    }
  });

  it('count also when the first ones are asked for at once: five are sent, the sixth is refused', async () => {
    const person = await arrive('192.0.2.4');
    const tabs = tabsOf(person, 6);
    await Promise.all(tabs.map((tab, index) => tab.press('Email me a code', { email: `first-${index}@example.com` })));
    expect(tabs.map((tab) => tab.page.status).sort()).toEqual([200, 200, 200, 200, 200, 429]);
    const mails = await Promise.all(tabs.map((_tab, index) => stage.api.mailbox.to(`first-${index}@example.com`)));
    expect(mails.flat()).toHaveLength(5);
  });

  it('are sent once when the same one is asked for five times at once', async () => {
    const person = await arrive('192.0.2.5');
    const email = 'impatient@example.com';
    await Promise.all(tabsOf(person, 5).map((tab) => tab.press('Email me a code', { email })));
    expect(await stage.api.mailbox.to(email)).toHaveLength(1);
  });

  it('open nothing once the creator has switched them off, also those that are under way', async () => {
    const email = 'under-way@example.com';
    const person = await arrive();
    await person.press('Email me a code', { email });
    await stage.api.database.query(`UPDATE gpts SET login_methods = '{google}' WHERE workspace_id = $1`, [client.workspaceId]);
    await person.press('Continue', { code: await stage.api.mailbox.codeFor(email) });
    expect(person.page.html).toContain('Continue with Google');
    expect(await stage.api.database.query('SELECT 1 FROM subscribers WHERE workspace_id = $1', [client.workspaceId])).toEqual([]);
  });
});
