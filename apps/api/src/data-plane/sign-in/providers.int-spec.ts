import type { Redis } from 'ioredis';
import { REDIS } from '../../edge/tokens';
import { FakeProviders } from '../../../test/fake-providers';
import { FakeGoogle } from '../../../test/fake-google';
import { type OAuthStage, startOAuthStage } from '../../../test/oauth-stage';
import type { Person } from '../../../test/person';
import type { RegisteredGpt } from '../../../test/seed-registered-client';

const gitHubAda = {
  user: { id: 583231, login: 'ada', name: 'Ada', email: 'public@example.com' },
  emails: [
    { email: 'old@example.com', primary: false, verified: true },
    { email: 'ada@example.com', primary: true, verified: true },
  ],
};
const personal = '9188040d-6c67-4c5b-b112-36a304b66dad';
const organisation = '72f988bf-86f1-41af-91ab-2d7cd011db47';
const oid = '00000000-0000-0000-66f3-3332eca7ea81';
const microsoftAda = { tid: personal, oid, email: 'ada@example.com', name: 'Ada' };

describe('signing in with GitHub and Microsoft', () => {
  let stage: OAuthStage;
  let fake: FakeProviders;
  let client: RegisteredGpt;

  beforeAll(async () => {
    fake = await FakeProviders.start();
    const google = await FakeGoogle.start();
    const identityProviders = {
      google: google.config,
      github: fake.configOf('github'),
      microsoft: fake.configOf('microsoft'),
    };
    await google.stop();
    stage = await startOAuthStage({ identityProviders });
  });
  beforeEach(async () => {
    client = await stage.client();
    await offer('google,github,microsoft,email_code');
  });
  afterAll(async () => {
    await stage.stop();
    await fake.stop();
  });

  const offer = (methods: string): Promise<unknown> =>
    stage.api.database.query(`UPDATE gpts SET login_methods = string_to_array($2, ',') WHERE workspace_id = $1`, [
      client.workspaceId,
      methods,
    ]);
  const arrive = (changes?: Record<string, string>): Promise<Person> => stage.person().open(stage.authorizeUrl(client, changes));
  async function signIn(provider: 'GitHub' | 'Microsoft', account: object): Promise<Person> {
    const person = await arrive();
    await person.follow(`Continue with ${provider}`);
    return person.open(fake.choose(person.leftTo ?? '', account));
  }
  const subscribers = (): Promise<Record<string, unknown>[]> =>
    stage.api.database.query(
      `SELECT s.email, s.sign_in_method, array_agg(i.provider || ':' || i.subject ORDER BY i.provider) AS accounts FROM subscribers s
       LEFT JOIN subscriber_identities i ON i.workspace_id = s.workspace_id AND i.subscriber_id = s.id
       WHERE s.workspace_id = $1 GROUP BY s.workspace_id, s.id ORDER BY s.email`,
      [client.workspaceId],
    );

  it('is one person with one verified address, whichever way they come', async () => {
    await stage.signInByEmail(await arrive(), 'ada@example.com');
    for (const [provider, account] of [
      ['GitHub', gitHubAda],
      ['Microsoft', microsoftAda],
    ] as const) {
      expect((await signIn(provider, account)).page.html).toContain('ada@example.com');
    }
    expect(await subscribers()).toEqual([
      { email: 'ada@example.com', sign_in_method: 'microsoft', accounts: ['github:583231', `microsoft:${personal}.${oid}`] },
    ]);
  });

  it.each([
    ['GitHub', gitHubAda],
    ['Microsoft', microsoftAda],
  ] as const)('with %s lets nobody in while Redis is away, and says so in words', async (provider, account) => {
    const person = await arrive();
    await person.follow(`Continue with ${provider}`);
    const back = fake.choose(person.leftTo ?? '', account);
    const redis = stage.api.app.get<Redis>(REDIS);
    redis.disconnect();
    try {
      await person.open(back);
    } finally {
      await redis.connect();
    }
    expect(person.page.status).toBe(503);
    expect(person.page.html).toContain('We cannot sign you in at this moment.');
    expect(await subscribers()).toEqual([]);
  });

  it('sends state and PKCE, and asks for nothing but who the person is', async () => {
    for (const [provider, scope] of [
      ['GitHub', 'read:user user:email'],
      ['Microsoft', 'openid email profile'],
    ] as const) {
      const person = await arrive();
      await person.follow(`Continue with ${provider}`);
      const asked = new URL(person.leftTo ?? '').searchParams;
      expect(asked.get('code_challenge_method')).toBe('S256');
      expect(asked.get('state')).toMatch(/^[\w-]{43}$/);
      expect(asked.get('scope')).toBe(scope);
      expect(asked.get('redirect_uri')).toBe(`http://gatehouse.test/sign-in/${provider.toLowerCase()}/callback`);
    }
  });

  it('makes Microsoft ask for the password again when the client wants a fresh sign-in, and the others show their account chooser', async () => {
    const promptOf = async (provider: string, changes: Record<string, string>): Promise<string | null> => {
      const person = await arrive(changes);
      await person.follow(`Continue with ${provider}`);
      return new URL(person.leftTo ?? '').searchParams.get('prompt');
    };
    for (const changes of [{ prompt: 'login' }, { max_age: '0' }]) {
      expect(await promptOf('Microsoft', changes)).toBe('login');
      expect(await promptOf('GitHub', changes)).toBe('select_account');
      expect(await promptOf('Google', changes)).toBe('select_account');
    }
    expect(await promptOf('Microsoft', {})).toBe('select_account');
  });

  it.each([
    [
      'GitHub',
      'a primary address that GitHub has not verified',
      { ...gitHubAda, emails: [{ email: 'ada@example.com', primary: true, verified: false }] },
    ],
    ['GitHub', 'only a public address', { ...gitHubAda, emails: [] }],
    ['Microsoft', "an organisation's word for an address", { ...microsoftAda, tid: organisation }],
    ['Microsoft', 'no address', { tid: personal, oid }],
  ] as const)('does not take from %s %s', async (provider, _what, account) => {
    await stage.signInByEmail(await arrive(), 'ada@example.com');
    const person = await signIn(provider, account);
    expect(person.page.html).toContain(`${provider} has not verified the address`);
    expect(await subscribers()).toMatchObject([{ sign_in_method: 'email_code', accounts: [null] }]);
  });

  it("takes an organisation's address whose domain was verified", async () => {
    const person = await signIn('Microsoft', { ...microsoftAda, tid: organisation, xms_edov: true });
    expect(person.page.html).toContain('Allow Greeter');
  });

  it("refuses a Microsoft token of one tenant in another's name, for another client, and GitHub answers that name nobody", async () => {
    const forged = { ...microsoftAda, tid: organisation, iss: `${fake.origin}/microsoft/${personal}/v2.0` };
    expect((await signIn('Microsoft', forged)).page.html).toContain('Microsoft did not confirm who you are');
    expect((await signIn('Microsoft', { ...microsoftAda, aud: 'somebody' })).page.html).toContain('did not confirm');
    expect((await signIn('GitHub', { ...gitHubAda, user: {} })).page.html).toContain('GitHub did not confirm who you are');
    expect(await subscribers()).toEqual([]);
  });

  it("keeps an account's person when the address there changes, and keeps people of two providers apart by subject", async () => {
    await signIn('GitHub', gitHubAda);
    await signIn('GitHub', { ...gitHubAda, emails: [{ email: 'new@example.com', primary: true, verified: true }] });
    await signIn('Microsoft', { ...microsoftAda, email: 'grace@example.com' });
    expect(await subscribers()).toMatchObject([{ email: 'ada@example.com' }, { email: 'grace@example.com' }]);
  });

  it("takes one provider's answer at its own callback only", async () => {
    const person = await arrive();
    await person.follow('Continue with GitHub');
    const back = fake.choose(person.leftTo ?? '', gitHubAda);
    await person.open(back.replace('/github/', '/microsoft/'));
    expect(person.page.status).toBe(403);
    await person.open(back);
    expect(person.page.html).toContain('Allow Greeter');
  });

  it('leads nowhere by a method that is switched off', async () => {
    await offer('email_code');
    const person = await arrive();
    expect(person.page.html).not.toContain('GitHub');
    const base = person.page.path;
    for (const provider of ['google', 'github', 'microsoft']) {
      await person.open(`${base}/${provider}`);
      expect(person.page.path).toBe(base);
      expect(person.leftTo).toBeNull();
    }
  });

  it('signs nobody in who is on the way when the creator switches the provider off', async () => {
    const person = await arrive();
    await person.follow('Continue with GitHub');
    const gitHub = person.leftTo ?? '';
    await offer('email_code');
    await person.open(fake.choose(gitHub, gitHubAda));
    expect([person.page.status, person.page.html.includes('Email me a code')]).toEqual([200, true]);
    expect(await subscribers()).toEqual([]);
  });
});
