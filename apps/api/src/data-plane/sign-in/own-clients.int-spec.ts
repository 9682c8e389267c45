import { newId, Vault } from '@gatehouse/platform';
import { FakeGoogle } from '../../../test/fake-google';
import { FakeProviders } from '../../../test/fake-providers';
import { type OAuthStage, startOAuthStage } from '../../../test/oauth-stage';
import type { Person } from '../../../test/person';
import type { RegisteredGpt } from '../../../test/seed-registered-client';

const account = {
  user: { id: 7, login: 'ada', name: 'Ada' },
  emails: [{ email: 'ada@example.com', primary: true, verified: true }],
};

describe("signing in with the creator's own client", () => {
  let stage: OAuthStage;
  let fake: FakeProviders;
  let google: FakeGoogle;
  let client: RegisteredGpt;

  beforeAll(async () => {
    fake = await FakeProviders.start();
    google = await FakeGoogle.start();
    fake.clients.set('creators-client', 'creators-secret');
    // At GitHub the service has no client of its own, at Microsoft it has.
    const identityProviders = {
      google: google.config,
      github: { ...fake.configOf('github'), client: null },
      microsoft: fake.configOf('microsoft'),
    };
    stage = await startOAuthStage({ identityProviders });
  });
  beforeEach(async () => {
    client = await stage.client();
    await stage.api.database.query(
      `UPDATE gpts SET login_methods = '{google,github,microsoft,email_code}' WHERE workspace_id = $1`,
      [client.workspaceId],
    );
  });
  afterAll(async () => {
    await stage.stop();
    await Promise.all([fake.stop(), google.stop()]);
  });

  const arrive = (to = client): Promise<Person> => stage.person().open(stage.authorizeUrl(to));
  async function give(provider: string, clientId: string, secret: string, to = client): Promise<void> {
    const vault = new Vault(stage.api.config.masterKeys);
    const sealed = vault.seal(secret, { workspaceId: to.workspaceId, column: 'gpt_identity_clients.client_secret' });
    await stage.api.database.query(
      `INSERT INTO gpt_identity_clients (workspace_id, id, gpt_id, provider, client_id, client_secret, last4, updated_at)
       SELECT $1, $2, id, $3, $4, $5, '1234', now() FROM gpts WHERE workspace_id = $1
       ON CONFLICT (workspace_id, gpt_id, provider) DO UPDATE SET client_id = $4, client_secret = $5`,
      [to.workspaceId, newId('idc'), provider, clientId, sealed],
    );
  }
  async function comeBackFrom(provider: string, person: Person): Promise<Person> {
    await person.follow(`Continue with ${provider}`);
    return person.open(fake.choose(person.leftTo ?? '', account));
  }

  it('offers a provider at which only the GPT has a client, and only then', async () => {
    expect((await arrive()).page.html).not.toContain('Continue with GitHub');
    await give('github', 'creators-client', 'creators-secret');
    const person = await arrive();
    await person.follow('Continue with GitHub');
    expect(new URL(person.leftTo ?? '').searchParams.get('client_id')).toBe('creators-client');
    await person.open(fake.choose(person.leftTo ?? '', account));
    expect(person.page.html).toContain('Allow Greeter');
  });

  it("goes before the service's, for this GPT and for no other", async () => {
    await give('microsoft', 'creators-client', 'creators-secret');
    const other = await stage.client();
    await stage.api.database.query(`UPDATE gpts SET login_methods = '{microsoft}' WHERE workspace_id = $1`, [other.workspaceId]);
    const people = await Promise.all([arrive(), arrive(other)]);
    // At the same time: nothing of one may reach the other.
    await Promise.all(people.map((person) => person.follow('Continue with Microsoft')));
    const clients = people.map((person) => new URL(person.leftTo ?? '').searchParams.get('client_id'));
    expect(clients).toEqual(['creators-client', 'service-client']);
  });

  it.each([
    ['the secret', 'creators-client', 'wrong-secret'],
    ['the client ID', 'unknown-client', 'creators-secret'],
  ])('names the cause when %s is wrong, and leads back to the other ways', async (_what, clientId, secret) => {
    for (const provider of ['GitHub', 'Microsoft']) {
      await give(provider.toLowerCase(), clientId, secret);
      const person = await comeBackFrom(provider, await arrive());
      expect(person.page.status).toBe(502);
      expect(person.page.html).toContain(`${provider} does not accept the client ID and client secret`);
      expect(person.page.html).toContain('open its Sign-in tab in your dashboard');
      expect(person.page.html).not.toContain(secret);
      await person.follow('Choose another way');
      expect(person.page.html).toContain('Email me a code');
    }
  });

  it('names the redirect URI to register when the provider does not know it', async () => {
    await give('github', 'creators-client', 'creators-secret');
    const person = await arrive();
    await person.follow('Continue with GitHub');
    const elsewhere = (person.leftTo ?? '').replace(/redirect_uri=[^&]*/, 'redirect_uri=http%3A%2F%2Fold.test%2Fcb');
    const answer = new URL(fake.choose(elsewhere, account));
    await person.open(`/sign-in/github/callback${answer.search}`);
    expect(person.page.html).toContain('register exactly this redirect URI');
    expect(person.page.html).toContain('http://gatehouse.test/sign-in/github/callback');
  });

  it('speaks of the cause in the language of the sign-in', async () => {
    await give('github', 'creators-client', 'wrong-secret');
    const person = await stage.person().open(stage.authorizeUrl(client, { ui_locales: 'de' }));
    await person.follow('Weiter mit GitHub');
    await person.open(fake.choose(person.leftTo ?? '', account));
    expect(person.page.html).toContain('GitHub nimmt die Client-ID und das Client-Secret nicht an');
  });

  it("sends no code that one client was given along with another's secret", async () => {
    await give('github', 'creators-client', 'creators-secret');
    const person = await arrive();
    await person.follow('Continue with GitHub');
    const back = fake.choose(person.leftTo ?? '', account);
    fake.clients.set('next-client', 'next-secret');
    await give('github', 'next-client', 'next-secret');
    await person.open(back);
    expect(person.page.html).toContain('GitHub did not confirm who you are');
    // The code was never sent, so it is still there to be used by the client that it was given to.
    await give('github', 'creators-client', 'creators-secret');
    await comeBackFrom('GitHub', await arrive());
  });

  it('is the one that Google is asked with, too', async () => {
    await give('google', 'google-client', 'wrong-secret');
    const person = await arrive();
    await person.follow('Continue with Google');
    await person.open(google.choose(person.leftTo ?? '', { sub: '1', email: 'ada@example.com', email_verified: true }));
    expect(person.page.status).toBe(502);
    expect(person.page.html).toContain('Google does not accept the client ID and client secret');
  });
});
