import type { Redis } from 'ioredis';
import { REDIS } from '../../edge/tokens';
import { type OAuthStage, startOAuthStage } from '../../../test/oauth-stage';
import type { Person } from '../../../test/person';
import type { RegisteredGpt } from '../../../test/seed-registered-client';

const ada = { sub: '1001', email: 'ada@example.com', email_verified: true, name: 'Ada' };

describe('the hosted sign-in by Google', () => {
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

  it('wears a sandbox mark where no real client is configured', async () => {
    expect((await arrive()).page.html).toContain('Sandbox');
  });

  it('lets nobody in while Redis is away, and says so in words', async () => {
    const person = await arrive();
    const redis = stage.api.app.get<Redis>(REDIS);
    redis.disconnect();
    try {
      await stage.signInByGoogle(person, ada);
    } finally {
      await redis.connect();
    }
    expect(person.page.status).toBe(503);
    expect(person.page.html).toContain('We cannot sign you in at this moment.');
    expect(await subscribers()).toEqual([]);
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
