import type { Redis } from 'ioredis';
import { REDIS } from '../../edge/tokens';
import { type OAuthStage, startOAuthStage } from '../../../test/oauth-stage';
import type { Person } from '../../../test/person';
import type { RegisteredGpt } from '../../../test/seed-registered-client';
import { SoftwareAuthenticator } from '../../../test/software-authenticator';

const email = 'ada@example.com';

describe('passkeys', () => {
  let stage: OAuthStage;
  let client: RegisteredGpt;
  let device: SoftwareAuthenticator;

  beforeAll(async () => {
    stage = await startOAuthStage();
  });
  beforeEach(async () => {
    client = await newGpt();
    device = new SoftwareAuthenticator();
  });
  afterAll(() => stage.stop());

  async function newGpt(): Promise<RegisteredGpt> {
    const gpt = await stage.client();
    await stage.api.database.query(`UPDATE gpts SET login_methods = '{email_code,passkey}' WHERE workspace_id = $1`, [
      gpt.workspaceId,
    ]);
    return gpt;
  }
  const arrive = (at = client, changes?: Record<string, string>): Promise<Person> =>
    stage.person().open(stage.authorizeUrl(at, changes));
  const decode = (text: string): string =>
    text
      .replace(/&quot;/g, '"')
      .replace(/&#x27;/g, "'")
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&');
  const optionsOn = ({ page }: Person): string => decode(/data-options="([^"]*)"/.exec(page.html)?.[1] ?? '');
  const csrfOn = ({ page }: Person): string => /name="csrf" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
  const answer = (person: Person, credential: string, path = person.page.path): Promise<Person> =>
    person.post(path, { csrf: csrfOn(person), credential });
  async function register(at = client, as = email): Promise<Person> {
    const person = await arrive(at);
    await stage.signInByEmail(person, as);
    expect(person.page.path).toMatch(/\/passkey\/add$/);
    return answer(person, device.create(optionsOn(person)));
  }
  async function goToPasskey(at = client, changes?: Record<string, string>): Promise<Person> {
    return (await arrive(at, changes)).follow('Sign in with a passkey');
  }
  const passkeys = (): Promise<Record<string, string>[]> =>
    stage.api.database.query(`SELECT credential_id, counter, rp_id, name FROM passkeys WHERE workspace_id = $1`, [
      client.workspaceId,
    ]);

  it('are offered once after another way, and then sign the same person in', async () => {
    const person = await register();
    expect(person.page.html).toContain('Allow Greeter');
    const again = await goToPasskey();
    await answer(again, device.get(optionsOn(again)));
    expect(again.page.html).toContain('Allow Greeter');
    expect(again.page.html).toContain(email);
    const rows = await stage.api.database.query('SELECT sign_in_method FROM subscribers WHERE workspace_id = $1', [
      client.workspaceId,
    ]);
    expect(rows).toEqual([{ sign_in_method: 'passkey' }]);
    expect(await passkeys()).toMatchObject([{ rp_id: 'gatehouse.test', counter: '2', name: 'Passkey' }]);
    const mailed = await arrive();
    await stage.signInByEmail(mailed, email);
    expect(mailed.page.html).toContain('Allow Greeter');
  });

  it('sign nobody in while Redis is away, and say so in words', async () => {
    await register();
    const person = await goToPasskey();
    const credential = device.get(optionsOn(person));
    const redis = stage.api.app.get<Redis>(REDIS);
    redis.disconnect();
    try {
      await answer(person, credential);
    } finally {
      await redis.connect();
    }
    expect(person.page.status).toBe(503);
    expect(person.page.html).toContain('We cannot sign you in at this moment.');
    expect(person.page.html).not.toContain('Allow Greeter');
  });

  it('are not asked about again when the person skipped, nor where the GPT does not offer them', async () => {
    const person = await arrive();
    await stage.signInByEmail(person, email);
    await person.press('Not now');
    expect(person.page.html).toContain('Allow Greeter');
    const again = await arrive();
    await stage.signInByEmail(again, email);
    expect(again.page.html).toContain('Allow Greeter');
    await stage.api.database.query(`UPDATE gpts SET login_methods = '{email_code}' WHERE workspace_id = $1`, [
      client.workspaceId,
    ]);
    const other = await arrive();
    expect(other.page.html).not.toContain('passkey');
    const base = other.page.path;
    await other.open(`${base}/passkey`);
    expect(other.page.path).toBe(base);
    await stage.signInByEmail(other, 'grace@example.com');
    expect(other.page.html).toContain('Allow Greeter');
  });

  it("have one script, the page's own, and say what to do without JavaScript", async () => {
    const person = await goToPasskey();
    expect(person.page.headers['content-security-policy']).toMatch(/script-src 'sha256-[A-Za-z0-9+/=]{44}'; /);
    expect(person.page.html).toContain('<noscript><p class="notice">Passkeys need JavaScript');
    expect(person.page.html.match(/<script/g)).toHaveLength(1);
    const choice = await arrive();
    expect(choice.page.headers['content-security-policy']).not.toContain('script-src');
  });

  it('ask the device for its owner, and for a passkey that names its owner', async () => {
    const person = await arrive();
    await stage.signInByEmail(person, email);
    const options = JSON.parse(optionsOn(person)) as Record<string, unknown>;
    expect(options).toMatchObject({
      rp: { id: 'gatehouse.test', name: 'Acme' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      user: { name: `${email} (Acme)` },
    });
    const signIn = JSON.parse(optionsOn(await goToPasskey())) as Record<string, unknown>;
    expect(signIn).toMatchObject({ rpId: 'gatehouse.test', userVerification: 'required' });
    expect(signIn['allowCredentials'] ?? []).toEqual([]);
  });

  it('refuse an answer that was given before', async () => {
    await register();
    const person = await goToPasskey();
    const path = person.page.path;
    const used = device.get(optionsOn(person));
    await answer(person, used);
    expect(person.page.html).toContain('Allow Greeter');
    const replay = await goToPasskey();
    await answer(replay, used);
    expect(replay.page.status).toBe(422);
    // Also in the sign-in for which it was made.
    await person.press('Use another account');
    await person.open(path);
    await answer(person, used, path);
    expect(person.page.html).toContain('could not be confirmed');
  });

  it('take one answer of several given at once', async () => {
    await register();
    const person = await goToPasskey();
    const [path, csrf] = [person.page.path, csrfOn(person)];
    const credentials = Array.from({ length: 5 }, () => device.get(optionsOn(person)));
    await Promise.all(credentials.map((credential) => person.tab().post(path, { csrf, credential })));
    const sessions = await stage.api.database.query(
      `SELECT 1 FROM subscriber_sessions WHERE workspace_id = $1 AND method = 'passkey'`,
      [client.workspaceId],
    );
    expect(sessions).toHaveLength(1);
  });

  it('refuse a challenge after five minutes, and one of another sign-in', async () => {
    await register();
    const late = await goToPasskey();
    const credential = device.get(optionsOn(late));
    stage.api.clock.advance(300);
    await answer(late, credential);
    expect(late.page.html).toContain('could not be confirmed');
    const [one, two] = [await goToPasskey(), await goToPasskey()];
    await answer(one, device.get(optionsOn(two)));
    expect(one.page.html).toContain('could not be confirmed');
  });

  it.each([
    ['from a foreign origin', { origin: 'https://gatehouse.evil.test' }],
    ['from a host below ours', { origin: 'http://sub.gatehouse.test' }],
    ['from another port', { origin: 'http://gatehouse.test:8080' }],
    ['of a device that did not see its owner', { userVerified: false }],
    ['of a copied key, whose count went back', { counter: 1 }],
    ['that names another owner', { userHandle: Buffer.from('usr_somebody').toString('base64url') }],
  ])('refuse an answer %s', async (_what, deviation) => {
    await register();
    const honest = await goToPasskey();
    await answer(honest, device.get(optionsOn(honest)));
    expect(honest.page.html).toContain('Allow Greeter');
    const person = await goToPasskey();
    await answer(person, device.get(optionsOn(person), deviation));
    expect(person.page.html).toContain('could not be confirmed');
  });

  it.each([
    ['from a foreign origin', { origin: 'https://gatehouse.evil.test' }],
    ['of a device that did not see its owner', { userVerified: false }],
  ])('keep no passkey made %s', async (_what, deviation) => {
    const person = await arrive();
    await stage.signInByEmail(person, email);
    await answer(person, device.create(optionsOn(person), deviation));
    expect(person.page.status).toBe(422);
    expect(await passkeys()).toEqual([]);
  });

  it("know nothing of another workspace's passkeys, although both are at one host", async () => {
    await register();
    const theirs = await newGpt();
    const person = await goToPasskey(theirs);
    await answer(person, device.get(optionsOn(person)));
    expect(person.page.status).toBe(422);
    expect(person.page.html).toContain('That passkey is not known here');
  });

  it('stay with the person for whom the device made them, also when another signed in meanwhile', async () => {
    const person = await arrive();
    await stage.signInByEmail(person, email);
    const [forAda, addPath] = [device.create(optionsOn(person)), person.page.path];
    const [base] = addPath.split('/passkey');
    await person.open(`${base}/passkey/add`);
    await person.post(`${base}/switch`, { csrf: csrfOn(person) });
    await stage.signInByEmail(person, 'grace@example.com');
    await answer(person, forAda, addPath);
    expect(person.page.html).toContain('could not be confirmed');
    expect(await passkeys()).toEqual([]);
  });

  it('end with the hold of somebody who never proved the address', async () => {
    await register();
    await stage.api.database.query(`UPDATE subscribers SET email_verified = false WHERE workspace_id = $1`, [client.workspaceId]);
    const owner = await arrive();
    await stage.signInByEmail(owner, email);
    expect(await passkeys()).toEqual([]);
  });

  it.each(['', '{}', 'null', '[]', '{"id":1}', '{"id":"a","rawId":"a","type":"x","response":{}}', '\u0000', '"'.repeat(5000)])(
    'refuse %j without falling over',
    async (credential) => {
      const person = await goToPasskey();
      await answer(person, credential);
      expect(person.page.status).toBe(422);
      const adding = await arrive();
      await stage.signInByEmail(adding, email);
      await answer(adding, credential);
      expect(adding.page.status).toBe(422);
    },
  );

  it("are told of in the workspace's log, without the person's address, network or browser", async () => {
    await register();
    const events = await stage.api.database.query(
      `SELECT action, actor_kind, target_name, source_address, user_agent FROM audit_events WHERE workspace_id = $1 AND action LIKE 'subscriber.passkey%'`,
      [client.workspaceId],
    );
    const nothing = { target_name: null, source_address: null, user_agent: null };
    expect(events).toEqual([{ action: 'subscriber.passkey_added', actor_kind: 'subscriber', ...nothing }]);
  });
});
