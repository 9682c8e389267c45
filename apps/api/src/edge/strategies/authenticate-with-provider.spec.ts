import { createLogger, systemRandom, Vault } from '@gatehouse/platform';
import { FakeGoogle } from '../../../test/fake-google';
import { authenticateWithProvider, type ProviderParty, type ProviderStep } from './authenticate-with-provider';
import { GoogleStrategy } from './google.strategy';
import { ProviderStateStore } from './provider-state.store';

const callbackUrl = 'http://localhost:3000/sign-in/google/callback';
const ada = { sub: '1001', email: 'Ada@Example.com', email_verified: true, name: 'Ada' };
const logger = createLogger({ logLevel: 'silent' }, 'test');

describe('authenticateWithProvider', () => {
  let google: FakeGoogle;
  let party: ProviderParty;
  let time = new Date('2026-01-01T00:00:00Z');

  beforeAll(async () => {
    google = await FakeGoogle.start();
    const vault = new Vault([{ id: 'k', key: Buffer.alloc(32, 7) }]);
    const stateStore = new ProviderStateStore(vault, { now: () => time }, systemRandom, false);
    party = partyAt(google, stateStore);
  });
  afterAll(() => google.stop());

  function partyAt({ config: { client, endpoints } }: FakeGoogle, stateStore: ProviderStateStore): ProviderParty {
    if (client === null) throw new Error('the fake has no client');
    return { provider: 'google', strategy: new GoogleStrategy({ client, endpoints, stateStore }), stateStore };
  }

  async function begin(flow: Record<string, string> = { interaction: 'int_1' }): Promise<{ url: string; cookie: string }> {
    const outcome = await step({ request: { query: {}, headers: {} }, callbackUrl, flow });
    if (outcome.kind !== 'redirect') throw new Error(outcome.kind);
    const [setCookie] = outcome.setCookies;
    expect(setCookie).toMatch(/^gth_idp_\S+=\S+; Max-Age=900; Path=\/sign-in\/google\/callback; HttpOnly; SameSite=Lax$/);
    return { url: outcome.url, cookie: setCookie?.split(';')[0] ?? '' };
  }

  const step = (of: ProviderStep) => authenticateWithProvider(party, of, logger);
  const comeBack = (url: string, cookie: string) =>
    step({ request: { query: Object.fromEntries(new URL(url).searchParams), headers: { cookie } }, callbackUrl });

  it('signs in: state, PKCE, token, profile, and what it was for', async () => {
    const { url, cookie } = await begin();
    const asked = new URL(url).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('redirect_uri')).toBe(callbackUrl);
    expect(asked.get('scope')).toBe('openid email profile');
    const outcome = await comeBack(google.choose(url, ada), cookie);
    expect(outcome).toMatchObject({
      kind: 'signed_in',
      account: { subject: '1001', email: 'ada@example.com', emailVerified: true, name: 'Ada' },
      flow: { interaction: 'int_1' },
    });
    expect(outcome.setCookies[0]).toContain('Max-Age=0');
  });

  it('keeps two sign-ins in one browser apart', async () => {
    const first = await begin({ interaction: 'int_1' });
    const second = await begin({ interaction: 'int_2' });
    const both = `${first.cookie}; ${second.cookie}`;
    expect(await comeBack(google.choose(first.url, ada), both)).toMatchObject({ flow: { interaction: 'int_1' } });
    expect(await comeBack(google.choose(second.url, ada), both)).toMatchObject({ flow: { interaction: 'int_2' } });
  });

  it('refuses an answer in a browser that did not ask', async () => {
    const { url } = await begin();
    expect(await comeBack(google.choose(url, ada), '')).toMatchObject({ kind: 'refused', reason: 'stale' });
  });

  it("refuses a victim's browser the attacker's answer", async () => {
    const victim = await begin();
    const attacker = await begin();
    expect(await comeBack(google.choose(attacker.url, ada), victim.cookie)).toMatchObject({ kind: 'refused', reason: 'stale' });
  });

  it('refuses an altered cookie, an old one, and one for another callback', async () => {
    const { url, cookie } = await begin();
    const back = google.choose(url, ada);
    expect(await comeBack(back, `${cookie.slice(0, -2)}AA`)).toMatchObject({ kind: 'refused', reason: 'stale' });
    const query = Object.fromEntries(new URL(back).searchParams);
    const elsewhere = { request: { query, headers: { cookie } }, callbackUrl: 'http://localhost:3000/auth/google/callback' };
    expect(await step(elsewhere)).toMatchObject({ kind: 'refused', reason: 'stale' });
    time = new Date(time.getTime() + 900_000);
    expect(await comeBack(back, cookie)).toMatchObject({ kind: 'refused', reason: 'stale' });
  });

  it('says when the person cancelled at Google, and what they were doing', async () => {
    const { url, cookie } = await begin();
    const state = new URL(url).searchParams.get('state') ?? '';
    const query = { error: 'access_denied', state };
    expect(await step({ request: { query, headers: { cookie } }, callbackUrl })).toMatchObject({
      kind: 'refused',
      reason: 'cancelled',
      flow: { interaction: 'int_1' },
    });
  });

  it.each([
    ['another error', (state: string) => ({ error: 'server_error', state })],
    ['a wrong code', (state: string) => ({ code: 'nope', state })],
    ['no code', (state: string) => ({ state })],
    ['two codes', (state: string) => ({ code: ['a', 'b'], state })],
  ])('fails without throwing on %s', async (_what, queryOf) => {
    const { url, cookie } = await begin();
    const query = queryOf(new URL(url).searchParams.get('state') ?? '');
    expect(await step({ request: { query, headers: { cookie } }, callbackUrl })).toMatchObject({
      kind: 'refused',
      reason: 'failed',
    });
  });

  it('fails without throwing when Google is not there, or its profile names nobody', async () => {
    const gone = await FakeGoogle.start();
    const elsewhere = partyAt(gone, party.stateStore);
    const { url, cookie } = await begin();
    const back = Object.fromEntries(new URL(google.choose(url, { sub: '' })).searchParams);
    expect(await step({ request: { query: back, headers: { cookie } }, callbackUrl })).toMatchObject({
      kind: 'refused',
      reason: 'failed',
    });
    const again = await begin();
    await gone.stop();
    const query = Object.fromEntries(new URL(google.choose(again.url, ada)).searchParams);
    expect(
      await authenticateWithProvider(elsewhere, { request: { query, headers: { cookie: again.cookie } }, callbackUrl }, logger),
    ).toMatchObject({ kind: 'refused', reason: 'failed' });
  });
});
