import { startTestApi, type TestApi } from '../../../test/test-api';
import { createCreator, type Creator } from '../../../test/test-members';

interface Key {
  readonly id: string;
  readonly state: string;
  readonly algorithm: string;
}

describe('signing keys', () => {
  let api: TestApi;
  let ada: Creator;
  beforeAll(async () => {
    api = await startTestApi();
  });
  beforeEach(async () => {
    ada = await createCreator(api, `ada-${Math.trunc(api.clock.now().getTime() / 1000)}`);
    await published();
  });
  afterEach(() => api.clock.advance(1));
  afterAll(() => api.stop());

  const published = async (): Promise<string[]> => {
    const answer = await api.server.inject({ url: `/t/${ada.slug}/.well-known/jwks.json` });
    return answer.json<{ keys: { kid: string }[] }>().keys.map(({ kid }) => kid);
  };
  const list = async (): Promise<Key[]> => (await ada.browser.get(`${ada.base}/signing-keys`)).body.data;
  const rotate = (body: object) => ada.browser.post(`${ada.base}/signing-keys/rotate`, body);
  const inState = async (state: string): Promise<string[]> =>
    (await list())
      .filter((key) => key.state === state)
      .map(({ id }) => id)
      .sort();

  it('are listed with their states and without any private part', async () => {
    const { text, body } = await ada.browser.get(`${ada.base}/signing-keys`);
    expect(body.data.map(({ state, algorithm }: Key) => `${state} ${algorithm}`).sort()).toEqual([
      'current ES256',
      'current RS256',
      'next ES256',
      'next RS256',
    ]);
    expect(text).not.toMatch(/"d"|"p"|private|sealed|PRIVATE/);
  });

  it('are replaced now by those that were announced, and what the former signed goes on verifying', async () => {
    const [current, next] = [await inState('current'), await inState('next')];
    expect((await rotate({})).body).toMatchObject({ code: 'conflict', detail: expect.stringMatching(/less than an hour/) });
    api.clock.advance(3_601);
    expect((await rotate({})).status).toBe(200);
    expect([await inState('current'), await inState('previous')]).toEqual([next, current]);
    expect(await published()).toEqual(expect.arrayContaining([...current, ...next]));
  });

  it('go all at once when they are compromised: the announced ones too, and out of the key set', async () => {
    const former = (await list()).map(({ id }) => id);
    expect((await rotate({ compromised: true })).status).toBe(200);
    const now = await published();
    expect(now).toHaveLength(4);
    for (const id of former) expect(now).not.toContain(id);
    expect(await inState('retired')).toEqual(former.sort());
    const [kept] = await api.database.query<{ n: number }>(
      'SELECT count(private_sealed)::int AS n FROM signing_keys WHERE id = ANY ($1)',
      [former],
    );
    expect(kept).toEqual({ n: 0 });
  });

  it('are rotated for one workspace only, and the log says who did it', async () => {
    const bob = await createCreator(api, 'bob-signs');
    const before = (await api.server.inject({ url: '/t/bob-signs/.well-known/jwks.json' })).payload;
    await rotate({ compromised: true });
    expect((await api.server.inject({ url: '/t/bob-signs/.well-known/jwks.json' })).payload).toBe(before);
    const events = (await ada.browser.get(`${ada.base}/audit?action=signing_keys.rotated`)).body.data;
    expect(events).toMatchObject([{ actor: { kind: 'member' }, changes: { compromised: { from: null, to: true } } }]);
    expect((await bob.browser.get(`${bob.base}/audit?action=signing_keys.rotated`)).body.data).toEqual([]);
  });
});
