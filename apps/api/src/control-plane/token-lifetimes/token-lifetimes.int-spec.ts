import { startOAuthStage, type OAuthStage } from '../../../test/oauth-stage';
import { createCreator } from '../../../test/test-members';
import { startTestApi, type TestApi } from '../../../test/test-api';

const WANTED = {
  access_token_seconds: 1_200,
  refresh_token_idle_seconds: 7_200,
  refresh_token_absolute_seconds: 86_400,
  code_seconds: 20,
};

describe('token lifetimes', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.stop());

  it('start with a day, ninety days, a year and a minute, and are set all together', async () => {
    const { browser, base } = await createCreator(api, 'ada');
    const gpt = (await browser.post(`${base}/gpts`, { name: 'Foods' })).body;
    const path = `${base}/gpts/${gpt.id}/token-lifetimes`;
    expect((await browser.get(path)).body).toEqual({
      access_token_seconds: 86_400,
      refresh_token_idle_seconds: 7_776_000,
      refresh_token_absolute_seconds: 31_536_000,
      code_seconds: 60,
    });
    expect((await browser.send('PUT', path, WANTED)).body).toEqual(WANTED);
    expect((await browser.get(path)).body).toEqual(WANTED);
    const [event] = (await browser.get(`${base}/audit?action=token_lifetimes.changed`)).body.data;
    expect(event).toMatchObject({ target: { id: gpt.id }, changes: { code_seconds: { from: 60, to: 20 } } });
  });

  it.each([
    ['a code that lives for longer than a minute', { code_seconds: 61 }, 'code_seconds'],
    ['an access token that dies between two calls', { access_token_seconds: 299 }, 'access_token_seconds'],
    ['an idle time beyond the end', { refresh_token_idle_seconds: 86_401 }, 'refresh_token_idle_seconds'],
    ['an access token beyond the end', { access_token_seconds: 86_401 }, 'access_token_seconds'],
  ])('refuse %s, by the name of its field', async (_what, change, field) => {
    const { browser, base } = await createCreator(api, `ada-${field.length}-${Object.values(change)[0]}`);
    const gpt = (await browser.post(`${base}/gpts`, { name: 'Foods' })).body;
    const answer = await browser.send('PUT', `${base}/gpts/${gpt.id}/token-lifetimes`, { ...WANTED, ...change });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(field);
  });
});

describe('lifetimes of a GPT', () => {
  let stage: OAuthStage;
  beforeAll(async () => {
    stage = await startOAuthStage();
  });
  afterAll(() => stage.stop());

  it('hold for its codes, access tokens and refresh tokens, and for no other GPT', async () => {
    const short = await stage.client();
    const usual = await stage.client({ beside: short });
    await stage.api.database.query(
      `UPDATE gpts SET code_ttl_seconds = 20, access_token_ttl_seconds = 1200, refresh_token_idle_ttl_seconds = 7200,
         refresh_token_absolute_ttl_seconds = 86400 WHERE id = $1`,
      [short.gptId],
    );
    const late = await stage.obtainCode(short);
    const other = await stage.obtainCode(usual);
    stage.api.clock.advance(21);
    expect((await stage.redeem(short, late)).statusCode).toBe(400);
    expect((await stage.redeem(usual, other)).json()).toMatchObject({ expires_in: 86_400 });

    const tokens = (await stage.redeem(short, await stage.obtainCode(short))).json<{
      expires_in: number;
      refresh_token: string;
    }>();
    expect(tokens.expires_in).toBe(1_200);
    stage.api.clock.advance(7_201);
    expect((await stage.refresh(short, tokens.refresh_token)).statusCode).toBe(400);
  });
});
