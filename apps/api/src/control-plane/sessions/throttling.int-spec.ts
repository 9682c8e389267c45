import { startTestApi, type TestApi } from '../../../test/test-api';
import { PASSWORD, signUp } from '../../../test/test-members';

const NAME = 'Ada Lovelace';

/** Several sources: one proxy stands before this API, and says where each request came from. */
describe('strangers who try', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ config: { trustedProxies: 1 } });
  });
  afterAll(() => api.stop());

  it('mails one address only so many codes a day, from however many places they are asked for', async () => {
    const email = 'x@example.com';
    const from = (n: number) => ({ 'x-forwarded-for': `203.0.113.${n}` });
    await api.browser().post('/api/v1/auth/sign-up', { email, password: PASSWORD, name: NAME }, from(0));
    const statuses = [];
    for (let n = 1; n < 33; n += 1)
      statuses.push((await api.browser().post('/api/v1/auth/resend-code', { email }, from(n))).status);
    expect(new Set(statuses)).toEqual(new Set([202]));
    expect(await api.mailbox.to(email)).toHaveLength(30);
  });

  it('leaves the owner of an address their sign-up, however often one stranger asks for it, and counts no mail that was not sent', async () => {
    const signUpFrom = (source: string, email: string, password = PASSWORD) =>
      api.browser().post('/api/v1/auth/sign-up', { email, password, name: NAME }, { 'x-forwarded-for': source });
    for (let n = 0; n < 35; n += 1) await signUpFrom('203.0.113.66', 'drained@example.com');
    expect((await signUpFrom('198.51.100.7', 'drained@example.com')).status).toBe(202);
    for (let n = 0; n < 40; n += 1) await signUpFrom(`203.0.113.${n}`, 'weak@example.com', 'password1234');
    expect((await signUpFrom('198.51.100.7', 'weak@example.com')).status).toBe(202);
  });

  it('lets the owner in from elsewhere, however often one stranger guesses, and once also while all of them do', async () => {
    const who = 'ada@example.com';
    await signUp(api, who);
    const from = (source: string, password: string) =>
      api.browser().post('/api/v1/auth/sign-in', { email: who, password }, { 'x-forwarded-for': source });
    for (let n = 0; n < 60; n += 1) await from('203.0.113.66', `guess number ${n}`);
    expect((await from('198.51.100.7', 'mistyped once')).status).toBe(401);
    expect((await from('198.51.100.7', PASSWORD)).status).toBe(200);
    for (let n = 0; n < 60; n += 1) await from(`203.0.113.${n}`, `guess number ${n}`);
    expect((await from('203.0.113.59', 'a second guess')).status).toBe(429);
    expect((await from('198.51.100.8', PASSWORD)).status).toBe(200);
  });
});
