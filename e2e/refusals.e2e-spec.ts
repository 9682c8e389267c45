import { ChatGptSimulator, makeCallbackUrl, type GptSettings } from '@gatehouse/chatgpt-simulator';
import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Album } from './support/album';
import { launchBrowser, openDesk, openPhone } from './support/browser';
import { ChatGptTab } from './support/chatgpt-tab';
import { CreatorApi } from './support/creator-api';
import { GreetingApi } from './support/greeting-api';
import { totalBytes, weighReload } from './support/page-weight';
import { signIn } from './support/pages/creator-account';
import { allow, askForCode, deny, enterCode, signInWithGoogle } from './support/pages/hosted-sign-in';
import { newPerson, type Person } from './support/people';
import { origin } from './support/run';

const HOSTED_PAGE_LIMIT_BYTES = 30_000;
const random = { bytes: randomBytes };

describe('What goes wrong, and what people are told', () => {
  const album = new Album('refusals');
  const creator = newPerson(origin(), 'Rita Refusal');
  let browser: Browser;
  let phoneContext: BrowserContext;
  let phone: Page;
  let tab: ChatGptTab;
  let slug: string;
  let settings: GptSettings;
  let greeting: GreetingApi;

  beforeAll(async () => {
    const api = await CreatorApi.signUp(origin(), creator);
    ({ slug } = await api.createWorkspace('Rita’s Recipes'));
    const gpt = await api.createGpt(slug, 'Recipe Coach', makeCallbackUrl(random));
    settings = gpt.settings;
    greeting = await GreetingApi.start(gpt.verifyUrl);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await greeting?.stop();
    await browser?.close();
  });

  beforeEach(async () => {
    phoneContext = await openPhone(browser);
    phone = await phoneContext.newPage();
    tab = await ChatGptTab.in(phone);
  });
  afterEach(async () => {
    await album.takeEnd(browser, expect.getState().currentTestName ?? 'test');
    await phoneContext.close();
  });

  async function signInAs(person: Person): Promise<ChatGptSimulator> {
    const chatgpt = new ChatGptSimulator({ settings });
    await phone.goto(chatgpt.authorizeUrl());
    await signInWithGoogle(phone, person);
    await allow(phone);
    const { code } = chatgpt.acceptCallback((await tab.callback()).url);
    await chatgpt.redeem(code);
    return chatgpt;
  }

  it('takes a denial at consent back to ChatGPT with its state', async () => {
    const chatgpt = new ChatGptSimulator({ settings });
    await phone.goto(chatgpt.authorizeUrl());
    await signInWithGoogle(phone, newPerson(origin(), 'Dina Denial'));
    await deny(phone);
    const callback = await tab.callback();
    expect(new URL(callback.url).searchParams.get('iss')).toBe(`${origin()}/t/${slug}`);
    expect(() => chatgpt.acceptCallback(callback.url)).toThrow(
      expect.objectContaining({ code: 'login_failed', said: expect.objectContaining({ error: 'access_denied' }) }),
    );
  });

  it('does not let another ChatGPT take the answer', async () => {
    const chatgpt = new ChatGptSimulator({ settings });
    await phone.goto(chatgpt.authorizeUrl());
    await signInWithGoogle(phone, newPerson(origin(), 'Stan State'));
    await allow(phone);
    const callback = (await tab.callback()).url;
    expect(() => new ChatGptSimulator({ settings }).acceptCallback(callback)).toThrow('OAuth state invalid or not found');
  });

  it.each<[string, (right: GptSettings) => Partial<GptSettings>]>([
    ['an unknown client', () => ({ clientId: 'nobody' })],
    ['a callback that is not registered', () => ({ callbackUrl: makeCallbackUrl(random) })],
    ['a callback that only begins like a registered one', ({ callbackUrl }) => ({ callbackUrl: `${callbackUrl}/more` })],
  ])('shows a page, and sends nobody anywhere, for %s', async (name, change) => {
    const chatgpt = new ChatGptSimulator({ settings: { ...settings, ...change(settings) } });
    const response = await phone.goto(chatgpt.authorizeUrl());
    expect(response?.status()).toBe(400);
    expect(new URL(phone.url()).origin).toBe(origin());
    await album.take(phone, name.replaceAll(' ', '-'));
    expect(totalBytes(await weighReload(phone))).toBeLessThan(HOSTED_PAGE_LIMIT_BYTES);
  });

  it('refuses a wrong code, says so, and takes the right one after', async () => {
    const person = newPerson(origin(), 'Cora Code');
    const chatgpt = new ChatGptSimulator({ settings });
    await phone.goto(chatgpt.authorizeUrl());
    await askForCode(phone, person.email);
    await album.take(phone, 'enter-code');
    expect(totalBytes(await weighReload(phone))).toBeLessThan(HOSTED_PAGE_LIMIT_BYTES);
    const right = await person.mailbox.code();
    await enterCode(phone, right === '000000' ? '111111' : '000000');
    await phone.getByRole('alert').waitFor();
    await album.take(phone, 'wrong-code');
    await enterCode(phone, right);
    await phone.getByRole('button', { name: 'Allow' }).waitFor();
  });

  it('keeps a sign-in to the browser that began it', async () => {
    const chatgpt = new ChatGptSimulator({ settings });
    await phone.goto(chatgpt.authorizeUrl());
    const interaction = phone.url();
    const stranger = await (await openPhone(browser)).newPage();
    const response = await stranger.goto(interaction);
    expect(response?.status()).toBeGreaterThanOrEqual(400);
    expect(await stranger.getByRole('button', { name: 'Email me a code' }).count()).toBe(0);
    await album.take(stranger, 'another-browser');
    await stranger.context().close();
  });

  it('tells ChatGPT nothing but "Missing access token" for a wrong secret, a foreign code and a used one', async () => {
    const chatgpt = new ChatGptSimulator({ settings });
    await phone.goto(chatgpt.authorizeUrl());
    await signInWithGoogle(phone, newPerson(origin(), 'Uma Used'));
    await allow(phone);
    const { code } = chatgpt.acceptCallback((await tab.callback()).url);
    const impostor = new ChatGptSimulator({ settings: { ...settings, clientSecret: 'wrong' } });
    await expect(impostor.redeem(code)).rejects.toMatchObject({
      message: 'Missing access token',
      said: { error: 'invalid_client' },
    });
    await expect(chatgpt.redeem('gth_ac_made_up')).rejects.toMatchObject({ said: { error: 'invalid_grant' } });

    // What an impostor tries must not cost the person their sign-in.
    await chatgpt.redeem(code);
    expect(await chatgpt.call(greeting.greetingUrl)).toMatchObject({ reaction: 'use_answer' });
    await expect(new ChatGptSimulator({ settings }).redeem(code)).rejects.toMatchObject({ said: { error: 'invalid_grant' } });
    // A code used twice was in two hands: what it bought is gone.
    expect(await chatgpt.call(greeting.greetingUrl)).toMatchObject({ reaction: 'sign_in_again' });
  });

  it('refuses a person whom the creator blocks on the very next call, in words for the chat', async () => {
    const person = newPerson(origin(), 'Bo Blocked');
    const chatgpt = await signInAs(person);
    expect(await chatgpt.call(greeting.greetingUrl)).toMatchObject({ reaction: 'use_answer' });

    const desk = await (await openDesk(browser)).newPage();
    await signIn(desk, origin(), creator);
    await desk.getByRole('heading', { name: 'Overview' }).waitFor();
    await desk.goto(`${origin()}/w/${slug}/subscribers`);
    const row = desk.getByRole('row').filter({ hasText: person.email });
    await row.getByRole('button').click();
    await desk.getByRole('menuitem', { name: /block/i }).click();
    await desk.getByRole('alertdialog').or(desk.getByRole('dialog')).getByRole('button', { name: /block/i }).click();
    await row.getByText('Blocked', { exact: true }).waitFor();
    await album.take(desk, 'blocked-subscriber');
    await desk.context().close();

    const refused = await chatgpt.call(greeting.greetingUrl);
    expect(refused).toMatchObject({ reaction: 'relay_refusal', status: 403, json: { error: 'access_blocked' } });
    expect(refused.message).toEqual(expect.stringMatching(/\w+ \w+/));
  });

  it('finds no page that is hard to read, hard to operate, or wider than its window', () => {
    expect(album.faults).toEqual([]);
  });
});
