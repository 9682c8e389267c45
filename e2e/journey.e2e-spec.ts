import { ChatGptSimulator, makeCallbackUrl, type GptSettings } from '@gatehouse/chatgpt-simulator';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { Album } from './support/album';
import { launchBrowser, openDesk, openPhone } from './support/browser';
import { ChatGptTab } from './support/chatgpt-tab';
import { parseCsv } from './support/csv';
import { GreetingApi } from './support/greeting-api';
import { keepMeasurement } from './support/measurements';
import { totalBytes, weighReload } from './support/page-weight';
import { subscriberRows, tileShows, wholeBreakdown } from './support/pages/counts';
import { createWorkspace, fillSignUp, signIn, signOut, verifyAddress } from './support/pages/creator-account';
import { copyField, copyOauthSettings, createGpt, pasteCallbackUrl } from './support/pages/gpt';
import { allow, askForCode, enterCode, signInWithGoogle } from './support/pages/hosted-sign-in';
import { newPerson } from './support/people';
import { logLines, origin } from './support/run';
import { sequence } from './support/sequence';

const GPT_NAME = 'Crème & Crumble';
const HOSTED_PAGE_LIMIT_BYTES = 30_000;
/** In the order of the GPT editor's form. */
const EDITOR_FIELDS = [
  'Authentication Type',
  'Client ID',
  'Client Secret',
  'Authorization URL',
  'Token URL',
  'Scope',
  'Token Exchange Method',
  'Privacy policy URL',
];
/** The tile of the overview that holds all calls of a test. */
const WEEK = 'Calls, 7 days';
const COLUMNS = ['email', 'name', 'sign_in_method', 'first_seen_at', 'last_seen_at', 'calls'];

describe('A creator, from sign-up to seeing calls counted per person', () => {
  const album = new Album('journey');
  const creator = newPerson(origin(), 'Carla Moreno');
  const grace = newPerson(origin(), 'Grace Okafor');
  const emil = newPerson(origin(), 'Emil Novak');
  const callbackUrl = makeCallbackUrl({ bytes: randomBytes });

  let browser: Browser;
  let desk: Page;
  let phone: Page;
  let slug: string;
  let gptId: string;
  let settings: GptSettings;
  let greeting: GreetingApi;
  let graceChat: ChatGptSimulator;
  let emilChat: ChatGptSimulator;

  beforeAll(async () => {
    browser = await launchBrowser();
    desk = await (await openDesk(browser)).newPage();
  });
  afterAll(async () => {
    await greeting?.stop();
    await browser?.close();
  });

  const step = sequence((name) => album.takeEnd(browser, name));

  step('signs up with an address and proves it with the mailed code', async () => {
    await desk.goto(`${origin()}/sign-up`);
    await album.take(desk, 'sign-up');
    await fillSignUp(desk, origin(), creator);
    await album.take(desk, 'verify-email');
    await verifyAddress(desk, creator);
    await album.take(desk, 'new-workspace');
  });

  step('names a workspace', async () => {
    slug = await createWorkspace(desk, 'Carla’s Kitchen');
    expect(slug).toBe('carlas-kitchen');
    await tileShows(desk, WEEK, 0);
    await album.take(desk, 'overview-empty');
  });

  step('creates a GPT by its name and finds the GPT editor’s form filled in', async () => {
    gptId = await createGpt(desk, GPT_NAME);
    const card = desk
      .getByRole('region', { name: 'OAuth settings' })
      .or(desk.locator('[aria-labelledby=oauth-settings]'))
      .first();
    const labels = await card.locator('legend, label').allInnerTexts();
    expect(labels.map((label) => label.trim())).toEqual(EDITOR_FIELDS);
    await album.take(desk, 'connect');

    settings = { ...(await copyOauthSettings(desk)), callbackUrl };
    expect(settings.authorizationUrl).toBe(`${origin()}/t/${slug}/oauth/authorize`);
    expect(settings.tokenUrl).toBe(`${origin()}/t/${slug}/oauth/token`);
    for (const value of [settings.clientId, settings.clientSecret]) expect(value).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  step('sees the secret once', async () => {
    await desk.reload();
    await desk.getByRole('heading', { name: 'OAuth settings' }).waitFor();
    expect(await desk.content()).not.toContain(settings.clientSecret);
    expect(await desk.getByLabel('Client Secret', { exact: true }).inputValue()).toMatch(
      new RegExp(`^•+${settings.clientSecret.slice(-4)}$`),
    );
  });

  step('pastes the callback URL back and sees its twin registered with it', async () => {
    const registered = await pasteCallbackUrl(desk, callbackUrl);
    expect(registered.toSorted()).toEqual([callbackUrl, callbackUrl.replace('chatgpt.com', 'chat.openai.com')].toSorted());
    await album.take(desk, 'callback-registered');
    greeting = await GreetingApi.start(`${origin()}/t/${slug}/verify`);
  });

  step('is signed in to by Grace, with Google, on her phone', async () => {
    graceChat = new ChatGptSimulator({ settings });
    phone = await (await openPhone(browser)).newPage();
    const tab = await ChatGptTab.in(phone);
    await phone.goto(graceChat.authorizeUrl());
    await phone.getByText(GPT_NAME).first().waitFor();
    await album.take(phone, 'hosted-sign-in');
    const signInBytes = totalBytes(await weighReload(phone));
    keepMeasurement('Hosted sign-in page', signInBytes, 'bytes');
    expect(signInBytes).toBeLessThan(HOSTED_PAGE_LIMIT_BYTES);

    await signInWithGoogle(phone, grace);
    await phone.getByText(GPT_NAME).first().waitFor();
    await album.take(phone, 'hosted-consent');
    const consentBytes = totalBytes(await weighReload(phone));
    keepMeasurement('Hosted consent page', consentBytes, 'bytes');
    expect(consentBytes).toBeLessThan(HOSTED_PAGE_LIMIT_BYTES);

    await allow(phone);
    const callback = await tab.callback();
    expect(callback.referer).toBeUndefined();
    const { code, issuer } = graceChat.acceptCallback(callback.url);
    expect(issuer).toBe(`${origin()}/t/${slug}`);
    const tokens = await graceChat.redeem(code);
    expect(tokens.warnings).toEqual([]);
  });

  step('has its API greet Grace by name, and the call on the dashboard by itself', async () => {
    await desk.getByRole('link', { name: 'Overview' }).first().click();
    await tileShows(desk, WEEK, 0);

    const calledAt = performance.now();
    const outcome = await graceChat.call(greeting.greetingUrl);
    expect(outcome).toMatchObject({ reaction: 'use_answer', json: { name: grace.name } });
    await tileShows(desk, WEEK, 1);
    keepMeasurement('From the call to the dashboard', performance.now() - calledAt, 'ms');
  });

  step('is signed in to by Emil, with a mailed code, in a web view without JavaScript', async () => {
    emilChat = new ChatGptSimulator({
      settings,
      form: { host: 'chat.openai.com', scope: 'empty', pkce: true, tokenEncoding: 'json' },
    });
    phone = await (await openPhone(browser, { javaScript: false })).newPage();
    const tab = await ChatGptTab.in(phone);
    await phone.goto(emilChat.authorizeUrl());
    await askForCode(phone, emil.email);
    await enterCode(phone, await emil.mailbox.code());
    await phone.getByRole('button', { name: 'Allow' }).waitFor();
    await allow(phone);
    const { code } = emilChat.acceptCallback((await tab.callback()).url);
    await emilChat.redeem(code);
    for (let call = 0; call < 3; call += 1) {
      expect(await emilChat.call(greeting.greetingUrl)).toMatchObject({ reaction: 'use_answer', status: 200 });
    }
  });

  step('sees the calls per subscriber, per action and per hour', async () => {
    await tileShows(desk, WEEK, 4);
    await album.take(desk, 'overview-first-calls');
    await desk.goto(`${origin()}/w/${slug}/gpts/${gptId}/usage`);
    expect(await wholeBreakdown(desk, 'By subscriber', 4)).toEqual({ [grace.email]: 1, [emil.email]: 3 });
    expect(await wholeBreakdown(desk, 'By action', 4)).toEqual({ getGreeting: 4 });
    await desk.getByRole('figure', { name: /^Calls per hour.*4 calls in all/ }).waitFor();
    await album.take(desk, 'usage');
  });

  step('lists the subscribers with address, sign-in method and calls', async () => {
    await desk.getByRole('link', { name: 'Subscribers' }).first().click();
    const rows = await subscriberRows(desk);
    const shown = rows.map((row) => [row['Email'], row['Name'], row['Sign-in'], row['Calls']]).toSorted();
    expect(shown).toEqual(
      [
        [grace.email, grace.name, 'Google', '1'],
        [emil.email, '–', 'Emailed code', '3'],
      ].toSorted(),
    );
    await album.take(desk, 'subscribers');
  });

  step('exports the subscribers as CSV', async () => {
    const [download] = await Promise.all([desk.waitForEvent('download'), desk.getByRole('link', { name: 'Export CSV' }).click()]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    const [head = [], ...rows] = parseCsv((await readFile(await download.path(), 'utf8')).replace(/^\uFEFF/, ''));
    expect(head).toEqual(expect.arrayContaining(COLUMNS));
    const records = rows.map((row) => Object.fromEntries(row.map((cell, index) => [head[index] ?? '', cell])));
    const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string;
    const seen = { first_seen_at: instant, last_seen_at: instant };
    expect(records).toHaveLength(2);
    expect(records).toContainEqual(
      expect.objectContaining({ email: grace.email, name: grace.name, sign_in_method: 'google', calls: '1', ...seen }),
    );
    expect(records).toContainEqual(
      expect.objectContaining({ email: emil.email, name: '', sign_in_method: 'email_code', calls: '3', ...seen }),
    );
  });

  step('keeps people signed in when ChatGPT refreshes their tokens, several times at once', async () => {
    const before = graceChat.tokens?.accessToken;
    const outcomes = await graceChat.refreshInParallel(4);
    const refreshed = outcomes.map((outcome) => ('tokens' in outcome ? outcome.tokens.refreshToken : outcome.error.detail));
    expect(new Set(refreshed).size).toBe(1);
    expect(graceChat.tokens?.accessToken).not.toBe(before);
    await graceChat.refresh();
    expect(await graceChat.call(greeting.greetingUrl)).toMatchObject({ reaction: 'use_answer', json: { name: grace.name } });
  });

  step('shows the other pages of the dashboard', async () => {
    await desk.goto(`${origin()}/w/${slug}/gpts`);
    await desk.getByRole('link', { name: GPT_NAME }).waitFor();
    await album.take(desk, 'gpts');
    await desk.goto(`${origin()}/w/${slug}/gpts/${gptId}/settings`);
    await desk
      .getByRole('button', { name: /delete/i })
      .first()
      .waitFor();
    await album.take(desk, 'gpt-settings');
    await desk.goto(`${origin()}/w/${slug}/settings`);
    await desk.getByRole('heading', { name: /API tokens/i }).waitFor();
    await album.take(desk, 'workspace-settings');
    await desk.goto(`${origin()}/w/${slug}/gpts/${gptId}`);
    expect(await copyField(desk, 'Client ID')).toBe(settings.clientId);
    await album.take(desk, 'connect-done');
    await desk.goto(`${origin()}/w/${slug}`);
    await tileShows(desk, WEEK, 5);
    await album.take(desk, 'overview');
  });

  step('signs out, is kept out, and signs in again with the password', async () => {
    await signOut(desk);
    await album.take(desk, 'sign-in');
    await desk.goto(`${origin()}/w/${slug}/subscribers`);
    await desk.waitForURL(/\/sign-in/);
    await signIn(desk, origin(), creator);
    await tileShows(desk, WEEK, 5);
  });

  step('leaves no secret in any log', () => {
    const { tokens } = graceChat;
    const secrets = [creator.password, settings.clientSecret, tokens?.accessToken ?? '', tokens?.refreshToken ?? ''];
    expect(secrets).not.toContain('');
    const lines = logLines();
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);
    return Promise.resolve();
  });

  it('finds no page that is hard to read, hard to operate, or wider than its window', () => {
    expect(album.faults).toEqual([]);
  });
});
