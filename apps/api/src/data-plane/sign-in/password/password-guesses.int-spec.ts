import { verifyPassword } from '@gatehouse/platform';
import type { Person } from '../../../../test/person';
import type { RegisteredGpt } from '../../../../test/seed-registered-client';
import { CHOSEN_PASSWORD as PASSWORD, signIn, isIn, passwordPeople } from '../../../../test/password-people';
import { type OAuthStage, startOAuthStage } from '../../../../test/oauth-stage';

/** The real thing, whose calls are counted: how much work an answer took. */
jest.mock('@gatehouse/platform', () => {
  const actual = jest.requireActual<Record<string, unknown>>('@gatehouse/platform');
  return { ...actual, verifyPassword: jest.fn(actual['verifyPassword'] as () => Promise<boolean>) };
});

describe('passwords of subscribers that others try to find out', () => {
  let stage: OAuthStage;
  let client: RegisteredGpt;
  beforeAll(async () => {
    stage = await startOAuthStage();
  });
  beforeEach(async () => {
    client = await stage.client({ loginMethods: ['password'] });
  });
  afterAll(() => stage.stop());

  const { arrive, askForCode, createAccount } = passwordPeople(() => ({ stage, client }));

  it('answer a known and an unknown address alike, in body, status and work, at signing in and at asking for a code', async () => {
    await createAccount('known@example.com');
    const verify = jest.mocked(verifyPassword);
    const seen = [];
    for (const email of ['known@example.com', 'unknown@example.com']) {
      const person = await arrive();
      verify.mockClear();
      await signIn(person, email, 'not the password');
      const refused = shapeOf(person, email);
      await askForCode(person, email, 'Forgot your password\\?');
      seen.push([
        refused,
        shapeOf(person, email),
        verify.mock.calls.length,
        (await stage.api.mailbox.to(email)).at(-1)?.subject.slice(6),
      ]);
    }
    expect(seen[0]).toEqual(seen[1]);
    expect(seen[0]?.[2]).toBe(1);
    expect(seen[0]?.[0]).toContain('The email address or the password is wrong.');
  });

  describe('that others guess at', () => {
    it('are slowed per source, and leave the owner their known browser', async () => {
      const email = 'guessed@example.com';
      const owner = await createAccount(email);
      const statuses = [];
      for (let tries = 0; tries < 12; tries += 1)
        statuses.push((await signIn(await arrive('203.0.113.9'), email, `guess number ${tries}`)).page.status);
      expect(statuses).toEqual([...Array<number>(10).fill(422), 429, 429]);
      expect((await signIn(await arrive('203.0.113.9'), email, PASSWORD)).page.status).toBe(429);
      await owner.press('Use another account');
      expect(isIn(await signIn(owner, email, PASSWORD))).toBe(true);
    });

    it('are slowed per account from however many sources, and let the owner in from a new one at the first try', async () => {
      const email = 'besieged@example.com';
      await createAccount(email);
      for (let source = 0; source < 60; source += 1) await signIn(await arrive(), email, 'a guess from everywhere');
      const stranger = await arrive();
      await signIn(stranger, email, 'one guess more');
      await stranger.open(stage.authorizeUrl(client));
      expect((await signIn(stranger, email, 'and another')).page.status).toBe(429);
      expect(isIn(await signIn(await arrive(), email, PASSWORD))).toBe(true);
    });

    it('are slowed alike when the address is nobody’s', async () => {
      const statuses = [];
      for (let tries = 0; tries < 12; tries += 1)
        statuses.push((await signIn(await arrive('203.0.113.10'), 'nobody@example.com', `guess number ${tries}`)).page.status);
      expect(statuses).toEqual([...Array<number>(10).fill(422), 429, 429]);
    });

    it('give the try of a right one back', async () => {
      await createAccount('often@example.com');
      for (let times = 0; times < 12; times += 1)
        expect(isIn(await signIn(await arrive('203.0.113.11'), 'often@example.com', PASSWORD))).toBe(true);
    });
  });
});

/** All that somebody can see of a page, but their own address and what differs from sign-in to sign-in. */
function shapeOf({ page }: Person, email: string): string {
  const html = page.html.replaceAll(email, '…').replace(/(name="csrf" value=)"[^"]*"|int_\w+/g, '$1');
  return JSON.stringify([page.status, Object.keys(page.headers).sort(), html]);
}
