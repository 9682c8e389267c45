import { type OAuthStage, startOAuthStage } from '../../../test/oauth-stage';

const ada = { sub: '1001', email: 'ada@example.com', email_verified: true, name: 'Ada Lovelace' };

describe('from ChatGPT to ChatGPT', () => {
  let stage: OAuthStage;
  beforeAll(async () => {
    stage = await startOAuthStage();
  });
  afterAll(() => stage.stop());

  const answerOf = (leftTo: string | null): URLSearchParams => new URL(leftTo ?? '').searchParams;

  it('signs a person in by a mailed code, asks for consent, returns code, state and iss, and the code becomes tokens', async () => {
    const client = await stage.client();
    const person = stage.person();
    await person.open(stage.authorizeUrl(client, { state: 'a b+c/ü%25' }));
    expect(person.page.html).toContain('Sign in to Greeter');
    expect(person.page.html).toContain('Acme');
    await stage.signInByEmail(person, 'grace@example.com');
    expect(person.page.html).toContain('Allow Greeter to act for you?');
    expect(person.page.html).toContain('grace@example.com');
    expect(person.page.html).toContain('Greet you by name');
    expect(person.page.html).not.toContain('Greet you loudly');
    expect(person.page.html).toContain('chatgpt.com');
    await person.press('Allow');
    expect(person.leftTo?.startsWith(`${client.callbackUrl}?`)).toBe(true);
    const answer = answerOf(person.leftTo);
    expect(answer.get('state')).toBe('a b+c/ü%25');
    expect(answer.get('iss')).toBe(client.issuer);

    const response = await stage.redeem(client, answer.get('code') ?? '');
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8' });
    const tokens = response.json();
    expect(tokens).toEqual({
      access_token: expect.stringMatching(/^gth_at_[A-Za-z0-9_-]{43}$/),
      token_type: 'bearer',
      expires_in: 86_400,
      refresh_token: expect.stringMatching(/^gth_rt_[A-Za-z0-9_-]{43}$/),
      scope: 'greet',
    });
    expect(await stage.verify(client, tokens.access_token)).toBe(200);
    expect(
      await stage.api.database.query('SELECT tier_id FROM subscriptions WHERE workspace_id = $1', [client.workspaceId]),
    ).toEqual([{ tier_id: client.tierId }]);
  });

  it('signs a person in by Google, and knows them by their account', async () => {
    const client = await stage.client();
    const person = stage.person();
    await person.open(stage.authorizeUrl(client));
    await stage.signInByGoogle(person, ada);
    expect(person.page.html).toContain('ada@example.com');
    await person.press('Allow');
    expect(answerOf(person.leftTo).get('code')).toMatch(/^gth_ac_/);
    const rows = await stage.api.database.query(
      `SELECT s.email, s.name, i.provider, i.subject, s.sign_in_method FROM subscribers s
       JOIN subscriber_identities i ON i.workspace_id = s.workspace_id AND i.subscriber_id = s.id WHERE s.workspace_id = $1`,
      [client.workspaceId],
    );
    expect(rows).toEqual([
      { email: 'ada@example.com', name: 'Ada Lovelace', provider: 'google', subject: '1001', sign_in_method: 'google' },
    ]);
  });

  it('spares a person who is signed in the sign-in, and one who allowed it before the question', async () => {
    const client = await stage.client();
    const other = await stage.client({ beside: client, gptName: 'Other' });
    const person = stage.person();
    await person.open(stage.authorizeUrl(client));
    await stage.signInByEmail(person, 'a@example.com');
    await person.press('Allow');
    await person.open(stage.authorizeUrl(other));
    expect(person.page.html).toContain('Allow Other to act for you?');
    await person.open(stage.authorizeUrl(client, { state: 'again' }));
    expect(person.trail).toHaveLength(1);
    expect(answerOf(person.leftTo).get('state')).toBe('again');
    expect((await stage.redeem(client, answerOf(person.leftTo).get('code') ?? '')).statusCode).toBe(200);
  });

  it('asks again when the scopes widen, and remembers both', async () => {
    const client = await stage.client();
    const person = stage.person();
    await person.open(stage.authorizeUrl(client));
    await stage.signInByEmail(person, 'a@example.com');
    await person.press('Allow');
    await person.open(stage.authorizeUrl(client, { scope: 'greet.loud' }));
    expect(person.page.html).toContain('Greet you loudly');
    await person.press('Allow');
    const tokens = (await stage.redeem(client, answerOf(person.leftTo).get('code') ?? '')).json();
    expect(tokens.scope).toBe('greet.loud');
    await person.open(stage.authorizeUrl(client, { scope: 'greet greet.loud' }));
    expect(answerOf(person.leftTo).get('code')).not.toBeNull();
    const grants = await stage.api.database.query('SELECT scopes FROM grants WHERE workspace_id = $1', [client.workspaceId]);
    expect(grants).toEqual([{ scopes: ['greet', 'greet.loud'] }]);
  });

  it('returns access_denied with state and iss when the person denies, and issues nothing', async () => {
    const client = await stage.client();
    const person = stage.person();
    await person.open(stage.authorizeUrl(client, { state: 's' }));
    await stage.signInByEmail(person, 'a@example.com');
    await person.press('Deny');
    expect(Object.fromEntries(answerOf(person.leftTo))).toMatchObject({ error: 'access_denied', state: 's', iss: client.issuer });
    const counts = await stage.api.database.query('SELECT 1 FROM grants WHERE workspace_id = $1', [client.workspaceId]);
    expect(counts).toEqual([]);
  });

  it('lets a person who is not who they are signed in as use another account', async () => {
    const client = await stage.client();
    const person = stage.person();
    await person.open(stage.authorizeUrl(client));
    await stage.signInByEmail(person, 'first@example.com');
    await person.press('Use another account');
    expect(person.page.html).toContain('Sign in to Greeter');
    await stage.signInByEmail(person, 'second@example.com');
    expect(person.page.html).toContain('second@example.com');
    await person.press('Allow');
    const rows = await stage.api.database.query<{ email: string }>(
      `SELECT s.email FROM grants g JOIN subscribers s ON s.id = g.subscriber_id WHERE g.workspace_id = $1`,
      [client.workspaceId],
    );
    expect(rows).toEqual([{ email: 'second@example.com' }]);
    // A new sign-in ended the former session.
    const sessions = await stage.api.database.query('SELECT 1 FROM subscriber_sessions WHERE workspace_id = $1', [
      client.workspaceId,
    ]);
    expect(sessions).toHaveLength(1);
  });

  it('keeps the same address in two workspaces apart: two subscribers, two sessions', async () => {
    const [here, there] = [await stage.client(), await stage.client()];
    const person = stage.person();
    await person.open(stage.authorizeUrl(here));
    await stage.signInByEmail(person, 'a@example.com');
    await person.open(stage.authorizeUrl(there));
    expect(person.page.html).toContain('Email me a code');
  });

  it('enforces PKCE when a challenge was sent, and asks for none otherwise', async () => {
    const client = await stage.client();
    const verifier = 'v'.repeat(43);
    const { createHash } = await import('node:crypto');
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const withChallenge = { code_challenge: challenge, code_challenge_method: 'S256' };
    const right = await stage.redeem(client, await stage.obtainCode(client, withChallenge), { code_verifier: verifier });
    expect(right.statusCode).toBe(200);
    for (const more of [{}, { code_verifier: 'w'.repeat(43) }] as Record<string, string>[]) {
      const wrong = await stage.redeem(client, await stage.obtainCode(client, withChallenge), more);
      expect([wrong.statusCode, wrong.json().error]).toEqual([400, 'invalid_grant']);
    }
    const uncalled = await stage.redeem(client, await stage.obtainCode(client), { code_verifier: verifier });
    expect([uncalled.statusCode, uncalled.json().error]).toEqual([400, 'invalid_grant']);
  });

  it('answers prompt=none without showing anything', async () => {
    const client = await stage.client();
    const person = stage.person();
    await person.open(stage.authorizeUrl(client, { prompt: 'none' }));
    expect(answerOf(person.leftTo).get('error')).toBe('login_required');
    await person.open(stage.authorizeUrl(client));
    await stage.signInByEmail(person, 'a@example.com');
    await person.open(stage.authorizeUrl(client, { prompt: 'none' }));
    expect(answerOf(person.leftTo).get('error')).toBe('consent_required');
    await person.open(stage.authorizeUrl(client));
    await person.press('Allow');
    await person.open(stage.authorizeUrl(client, { prompt: 'none' }));
    expect(answerOf(person.leftTo).get('code')).toMatch(/^gth_ac_/);
    await person.open(stage.authorizeUrl(client, { prompt: 'login' }));
    expect(person.page.html).toContain('Email me a code');
  });

  it('shows a blocked subscriber why, and gives no code', async () => {
    const client = await stage.client();
    const person = stage.person();
    await person.open(stage.authorizeUrl(client));
    await stage.signInByEmail(person, 'a@example.com');
    await stage.api.database.query('UPDATE subscribers SET blocked_at = now() WHERE workspace_id = $1', [client.workspaceId]);
    await person.press('Allow');
    expect(person.page.status).toBe(403);
    expect(person.page.html).toContain('ended your access');
    await person.open(stage.authorizeUrl(client));
    expect(person.page.status).toBe(403);
  });

  it('publishes metadata that names what works, at the place that RFC 8414 says', async () => {
    const client = await stage.client();
    const { publicUrl } = stage.api.config;
    const answer = await stage.api.server.inject({ url: `/.well-known/oauth-authorization-server/t/${client.slug}` });
    expect(answer.json()).toMatchObject({
      issuer: `${publicUrl}/t/${client.slug}`,
      authorization_endpoint: `${client.issuer}/oauth/authorize`,
      token_endpoint: `${client.issuer}/oauth/token`,
      authorization_response_iss_parameter_supported: true,
    });
    expect((await stage.api.server.inject({ url: '/.well-known/oauth-authorization-server/t/nobody' })).statusCode).toBe(404);
  });
});
