import { createLogger } from '@gatehouse/platform';
import type { LightMyRequestResponse } from 'fastify';
import { type OAuthStage, startOAuthStage } from '../../../test/oauth-stage';
import type { RegisteredGpt } from '../../../test/seed-registered-client';
import { type Api, buildApi } from '../../bootstrap';
import { DataPlaneModule } from '../../data-plane.module';

/** Requests that arrive in one moment share a transaction (ADR 0022). Nobody may notice. */
describe('token requests that are carried out together', () => {
  let stage: OAuthStage;
  let client: RegisteredGpt;
  /** A second process of the same service. */
  let other: Api;
  beforeAll(async () => {
    stage = await startOAuthStage();
    const { config, clock } = stage.api;
    other = await buildApi({ config, logger: createLogger(config, 'test'), clock }, [DataPlaneModule]);
    client = await stage.client();
  });
  afterAll(async () => {
    await other.close();
    await stage.stop();
  });

  const inTurn = async <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> => {
    const made: T[] = [];
    for (let index = 0; index < count; index += 1) made.push(await make(index));
    return made;
  };
  const codes = (count: number, of = client): Promise<string[]> => inTurn(count, () => stage.obtainCode(of));
  const told = (answer: LightMyRequestResponse): unknown => [answer.statusCode, answer.json().error];
  const OK = [200, undefined];
  const NO_GRANT = [400, 'invalid_grant'];

  /** The transactions that wrote the access tokens which a client got. */
  async function transactionsOf(answers: readonly LightMyRequestResponse[]): Promise<Set<string>> {
    const tokens = answers.map((answer) => Buffer.from(answer.json().access_token as string));
    const rows = await stage.api.database.query<{ xmin: string }>(
      'SELECT xmin::text FROM access_tokens WHERE token_hash IN (SELECT sha256(t) FROM unnest($1::bytea[]) t)',
      [tokens],
    );
    expect(rows).toHaveLength(tokens.length);
    return new Set(rows.map(({ xmin }) => xmin));
  }

  it('redeem one code, sent 100 times at once to each of two processes, exactly once, and leave nothing of it alive', async () => {
    const [code = ''] = await codes(1);
    const request = {
      method: 'POST' as const,
      url: `/t/${client.slug}/oauth/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        ...{ grant_type: 'authorization_code', code, redirect_uri: client.callbackUrl },
        ...{ client_id: client.clientId, client_secret: client.clientSecret },
      }).toString(),
    };
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? stage.api.server : other.server).inject(request)),
    );
    const successes = answers.filter(({ statusCode }) => statusCode === 200);
    expect(successes).toHaveLength(1);
    for (const answer of answers) if (answer.statusCode !== 200) expect(told(answer)).toEqual(NO_GRANT);
    const issued = successes[0]?.json();
    expect(await stage.verify(client, issued.access_token)).toBe(401);
    expect((await stage.refresh(client, issued.refresh_token)).json().error).toBe('invalid_grant');
  });

  it('give one refresh token, sent 50 times at once to each of two processes, the same child', async () => {
    const [code = ''] = await codes(1);
    const parent = (await stage.redeem(client, code)).json();
    const request = {
      method: 'POST' as const,
      url: `/t/${client.slug}/oauth/token`,
      headers: { 'content-type': 'application/json' },
      payload: {
        ...{ grant_type: 'refresh_token', refresh_token: parent.refresh_token },
        ...{ client_id: client.clientId, client_secret: client.clientSecret },
      },
    };
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? stage.api.server : other.server).inject(request)),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(100).fill(200));
    expect(new Set(answers.map((answer) => `${answer.json().access_token} ${answer.json().refresh_token}`)).size).toBe(1);
    expect(await stage.verify(client, answers[0]?.json().access_token)).toBe(200);
  });

  it('are each answered as if alone: good ones and bad ones, codes and refresh tokens, of two GPTs', async () => {
    const neighbour = await stage.client({ beside: client });
    const [a = '', b = '', c = '', used = ''] = await codes(4);
    const [theirs = '', coveted = ''] = await codes(2, neighbour);
    const first = (await stage.redeem(client, used)).json();
    const [old = '', older = ''] = await codes(2);
    const [family, rotated] = [(await stage.redeem(client, old)).json(), (await stage.redeem(client, older)).json()];
    const child = (await stage.refresh(client, rotated.refresh_token)).json();
    const answers = await Promise.all([
      stage.redeem(client, a),
      stage.redeem(client, b, { client_secret: 'gth_cs_wrong' }),
      stage.redeem({ ...client, clientId: 'unknown' }, b),
      stage.redeem(client, 'gth_ac_unknown'),
      stage.redeem(neighbour, theirs),
      stage.redeem({ ...client, callbackUrl: neighbour.callbackUrl }, coveted),
      stage.redeem(client, c, { redirect_uri: 'https://chatgpt.com/other' }),
      stage.redeem(client, used),
      stage.refresh(client, family.refresh_token, { scope: 'greet more' }),
      stage.refresh(client, family.refresh_token),
      stage.refresh(client, rotated.refresh_token),
      stage.refresh(neighbour, child.refresh_token),
      stage.redeem(client, b),
    ]);
    expect(answers.map(told)).toEqual([
      OK,
      [401, 'invalid_client'],
      [401, 'invalid_client'],
      NO_GRANT,
      OK,
      NO_GRANT,
      NO_GRANT,
      NO_GRANT,
      [400, 'invalid_scope'],
      OK,
      OK,
      NO_GRANT,
      OK,
    ]);
    expect(answers[10]?.json()).toEqual(child);
    const issued = [answers[0], answers[4], answers[9], answers[12]].map((answer) => answer?.json().access_token);
    expect(new Set(issued).size).toBe(4);
    const owners = [client, neighbour, client, client];
    for (const [index, token] of issued.entries()) expect(await stage.verify(owners[index] ?? client, token)).toBe(200);
    // The replay revoked what it concerned, and nothing else.
    expect(await stage.verify(client, first.access_token)).toBe(401);
    // Whoever was refused took nothing away.
    expect([(await stage.redeem(client, c)).statusCode, (await stage.redeem(neighbour, coveted)).statusCode]).toEqual([200, 200]);
  });

  it('share transactions within a workspace, and never with another workspace', async () => {
    const stranger = await stage.client();
    const [ours, theirs] = [await codes(12), await codes(12, stranger)];
    const answers = await Promise.all(
      ours.flatMap((code, index) => [stage.redeem(client, code), stage.redeem(stranger, theirs[index] ?? '')]),
    );
    const ourTransactions = await transactionsOf(answers.filter((_, index) => index % 2 === 0));
    const theirTransactions = await transactionsOf(answers.filter((_, index) => index % 2 === 1));
    expect(ourTransactions.size).toBeLessThan(12);
    expect([...ourTransactions].filter((id) => theirTransactions.has(id))).toEqual([]);
  });

  it('do not fail with one whose rows Postgres refuses: it fails alone, and nothing of it is kept', async () => {
    const { database } = stage.api;
    const [poisoned = '', ...good] = await codes(10);
    await database.query(`
      CREATE FUNCTION refuse_for_test() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN
          IF NEW.authorization_code_id = TG_ARGV[0] THEN RAISE EXCEPTION 'refused for a test'; END IF;
          RETURN NEW;
        END $$`);
    const [row] = await database.query<{ id: string }>('SELECT id FROM authorization_codes WHERE code_hash = sha256($1)', [
      Buffer.from(poisoned),
    ]);
    await database.query(
      `CREATE TRIGGER refusing BEFORE INSERT ON refresh_tokens FOR EACH ROW EXECUTE FUNCTION refuse_for_test('${row?.id}')`,
    );
    const answers = await Promise.all([poisoned, ...good].map((code) => stage.redeem(client, code)));
    await database.query('DROP TRIGGER refusing ON refresh_tokens');
    expect(answers.map(told)).toEqual([[500, 'server_error'], ...good.map(() => OK)]);
    for (const answer of answers.slice(1)) expect(await stage.verify(client, answer.json().access_token)).toBe(200);
    expect(told(await stage.redeem(client, poisoned))).toEqual(OK);
  });

  it('do not wait for one whose code another transaction holds', async () => {
    const { database } = stage.api;
    const [held = '', ...free] = await codes(6);
    await database.query('BEGIN');
    await database.query('SELECT FROM authorization_codes WHERE code_hash = sha256($1) FOR UPDATE', [Buffer.from(held)]);
    const waiting = stage.redeem(client, held);
    const answers = await Promise.all(free.map((code) => stage.redeem(client, code)));
    expect(answers.map(told)).toEqual(free.map(() => OK));
    await database.query('ROLLBACK');
    expect(told(await waiting)).toEqual(OK);
  });

  it('get ID tokens that name each their own person', async () => {
    const people = await inTurn(5, () => stage.obtainCode(client, { scope: 'openid greet' }));
    const answers = await Promise.all(people.map((code) => stage.redeem(client, code)));
    const subjects = answers.map((answer) => {
      const [, claims = ''] = (answer.json().id_token as string).split('.');
      return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub: string }).sub;
    });
    const owners = await Promise.all(
      answers.map(async (answer) => {
        const sql = 'SELECT subscriber_id FROM access_tokens WHERE token_hash = sha256($1)';
        const rows = await stage.api.database.query<{ subscriber_id: string }>(sql, [Buffer.from(answer.json().access_token)]);
        return rows[0]?.subscriber_id;
      }),
    );
    expect(subjects).toEqual(owners);
    expect(new Set(subjects).size).toBe(5);
  });
});
