import { type OAuthStage, startOAuthStage } from '../../../test/oauth-stage';
import type { Person } from '../../../test/person';
import type { RegisteredGpt } from '../../../test/seed-registered-client';

describe('consent', () => {
  let stage: OAuthStage;
  let client: RegisteredGpt;
  beforeAll(async () => {
    stage = await startOAuthStage();
  });
  beforeEach(async () => {
    client = await stage.client();
  });
  afterAll(() => stage.stop());

  const arrive = async (person: Person = stage.person()): Promise<Person> => person.open(stage.authorizeUrl(client));
  const codeOf = ({ leftTo }: Person): string | null => (leftTo === null ? null : new URL(leftTo).searchParams.get('code'));
  const granted = (): Promise<{ email: string; scopes: string[] }[]> =>
    stage.api.database.query(
      `SELECT s.email, g.scopes FROM grants g JOIN subscribers s ON s.id = g.subscriber_id WHERE g.workspace_id = $1`,
      [client.workspaceId],
    );

  describe('to a GPT without scopes', () => {
    beforeEach(() => stage.api.database.query('DELETE FROM scopes WHERE gpt_id = $1', [client.gptId]));

    it('is given once and remembered: the same browser passes silently, another device after signing in', async () => {
      const first = await arrive();
      await stage.signInByEmail(first, 'a@example.com');
      await first.press('Allow');
      expect((await stage.redeem(client, codeOf(first) ?? '')).statusCode).toBe(200);

      await arrive(first);
      expect((await stage.redeem(client, codeOf(first) ?? '')).statusCode).toBe(200);

      const phone = await arrive();
      await stage.signInByEmail(phone, 'a@example.com');
      expect((await stage.redeem(client, codeOf(phone) ?? '')).statusCode).toBe(200);
      expect(await granted()).toEqual([{ email: 'a@example.com', scopes: [] }]);
    });

    it('may be given again when the client asks for the question', async () => {
      const person = await arrive();
      await stage.signInByEmail(person, 'a@example.com');
      await person.press('Allow');
      await person.open(stage.authorizeUrl(client, { prompt: 'consent' }));
      await person.press('Allow');
      expect((await stage.redeem(client, codeOf(person) ?? '')).statusCode).toBe(200);
      expect(await granted()).toEqual([{ email: 'a@example.com', scopes: [] }]);
    });
  });

  it('left open by whoever had an address without proving it gives them nothing once its owner has come', async () => {
    const squatter = await arrive();
    await stage.signInByEmail(squatter, 'ada@example.com');
    await stage.api.database.query('UPDATE subscribers SET email_verified = false WHERE workspace_id = $1', [client.workspaceId]);
    const owner = await arrive();
    await stage.signInByEmail(owner, 'ada@example.com');
    await squatter.press('Allow');
    expect([squatter.leftTo, squatter.page.html.includes('Email me a code')]).toEqual([null, true]);
    expect(await granted()).toEqual([]);
    await owner.press('Allow');
    expect(await granted()).toEqual([{ email: 'ada@example.com', scopes: ['greet'] }]);
  });

  it('given on the page of one person is not given as another, who signed in in another tab since', async () => {
    const person = await arrive();
    await stage.signInByEmail(person, 'first@example.com');
    const tab = person.tab();
    tab.page = person.page;
    await tab.press('Use another account');
    await stage.signInByEmail(tab, 'second@example.com');
    await person.press('Allow');
    expect([person.leftTo, person.page.status]).toEqual([null, 409]);
    expect(person.page.html).toContain('second@example.com');
    expect(await granted()).toEqual([]);
    await person.press('Allow');
    expect(await granted()).toEqual([{ email: 'second@example.com', scopes: ['greet'] }]);
  });

  it('given at the moment in which another account is chosen is not given at all', async () => {
    const { database } = stage.api;
    const person = await arrive();
    await stage.signInByEmail(person, 'first@example.com');
    await database.query('BEGIN');
    await database.query('UPDATE interactions SET subscriber_id = NULL, auth_time = NULL WHERE workspace_id = $1', [
      client.workspaceId,
    ]);
    const allowing = person.press('Allow');
    for (let waiting = 0; waiting === 0;) {
      await database.query('SELECT pg_stat_clear_snapshot()');
      const sql = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      waiting = (await database.query<{ n: number }>(sql))[0]?.n ?? 0;
    }
    await database.query('COMMIT');
    await allowing;
    expect(person.leftTo).toBeNull();
    expect(await granted()).toEqual([]);
  });
});
