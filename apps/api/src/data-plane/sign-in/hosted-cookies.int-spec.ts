import { parseSetCookie, type SetCookie } from 'cookie';
import { type OAuthStage, startOAuthStage } from '../../../test/oauth-stage';
import type { RegisteredGpt } from '../../../test/seed-registered-client';

describe('cookies of the hosted pages under https', () => {
  let stage: OAuthStage;
  let client: RegisteredGpt;
  beforeAll(async () => {
    stage = await startOAuthStage({ publicUrl: 'https://gatehouse.test' });
    client = await stage.client();
  });
  afterAll(() => stage.stop());

  async function cookiesSet(cookie?: string): Promise<SetCookie[]> {
    const headers = cookie === undefined ? {} : { cookie };
    const answer = await stage.api.server.inject({ url: stage.authorizeUrl(client), headers });
    return [answer.headers['set-cookie'] ?? []].flat().map((line) => parseSetCookie(line));
  }

  it('cannot be planted by a neighbouring host: __Host- names, Secure, Path=/, no Domain', async () => {
    const [cookie] = await cookiesSet();
    expect(cookie).toMatchObject({ path: '/', secure: true, httpOnly: true, sameSite: 'lax' });
    expect(cookie?.name).toMatch(/^__Host-gth_int_int_/);
    expect(cookie).not.toHaveProperty('domain');

    const person = await stage.person().open(stage.authorizeUrl(client));
    await stage.signInByEmail(person, 'a@example.com');
    expect(person.page.html).toContain('Allow Greeter');
    expect(person.cookieNames().sort()).toEqual([
      `__Host-gth_dev_${client.slug}`,
      expect.stringMatching(/^__Host-gth_int_int_/),
      `__Host-gth_sub_${client.slug}`,
    ]);
  });

  it('sign nobody in under a name that a neighbour could plant', async () => {
    const victim = await stage.person().open(stage.authorizeUrl(client));
    await stage.signInByEmail(victim, 'attacker@example.com');
    const session = victim.cookieValue(`__Host-gth_sub_${client.slug}`);
    const asked = (cookie: string) =>
      stage.api.server.inject({ url: stage.authorizeUrl(client, { prompt: 'none' }), headers: { cookie } });
    const planted = await asked(`gth_sub=${session}`);
    expect(planted.headers.location).toContain('error=login_required');
    const own = await asked(`__Host-gth_sub_${client.slug}=${session}`);
    expect(own.headers.location).toContain('error=consent_required');
  });

  it('keep one workspace signed in apart from another, and several sign-ins in one browser', async () => {
    const other = await stage.client();
    const person = await stage.person().open(stage.authorizeUrl(client));
    await stage.signInByEmail(person, 'b@example.com');
    const first = person.page.path;
    await person.open(stage.authorizeUrl(other));
    expect(person.page.html).toContain('Email me a code');
    const second = person.page.path;
    for (const path of [first, second]) expect((await person.open(path)).page.status).toBe(200);
  });

  it('do not pile up: of sign-ins that were begun and left, the ten youngest stay', async () => {
    const held = new Map<string, string>();
    const order: string[] = [];
    for (let times = 0; times < 14; times += 1) {
      const header = [...held].map(([name, value]) => `${name}=${value}`).join('; ');
      for (const { name, value = '', maxAge } of await cookiesSet(header)) {
        if (maxAge === 0) {
          held.delete(name);
          continue;
        }
        order.push(name);
        held.set(name, value);
      }
    }
    expect([...held.keys()]).toEqual(order.slice(-10));
  });
});
