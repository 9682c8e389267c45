import { ChatGptSimulator, makeCallbackUrl, type GptSettings } from '@gatehouse/chatgpt-simulator';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { Album } from './support/album';
import { launchBrowser, openDesk, openPhone } from './support/browser';
import { ChatGptTab } from './support/chatgpt-tab';
import { CreatorApi } from './support/creator-api';
import { GreetingApi } from './support/greeting-api';
import { signIn } from './support/pages/creator-account';
import { allow, askForCode, enterCode } from './support/pages/hosted-sign-in';
import { newPerson } from './support/people';
import { origin } from './support/run';
import { sequence } from './support/sequence';

describe('A subscriber, from ChatGPT into their account and out of it for good', () => {
  const album = new Album('subscriber-account');
  const creator = newPerson(origin(), 'Asta Account');
  const person = newPerson(origin(), 'Maximiliane von Hohenstein Bartholomaeus');
  let browser: Browser;
  let desk: Page;
  let phone: Page;
  let tab: ChatGptTab;
  let slug: string;
  let settings: GptSettings;
  let greeting: GreetingApi;
  let chat: ChatGptSimulator;
  let tokens: { accessToken: string };

  beforeAll(async () => {
    const api = await CreatorApi.signUp(origin(), creator);
    ({ slug } = await api.createWorkspace('Asta’s Almanac'));
    const gpt = await api.createGpt(slug, 'Almanac of Everything', makeCallbackUrl({ bytes: randomBytes }));
    settings = gpt.settings;
    greeting = await GreetingApi.start(gpt.verifyUrl);
    browser = await launchBrowser();
    desk = await (await openDesk(browser)).newPage();
    phone = await (await openPhone(browser)).newPage();
    tab = await ChatGptTab.in(phone);
  });
  afterAll(async () => {
    await greeting?.stop();
    await browser?.close();
  });

  const step = sequence((name) => album.takeEnd(browser, name));
  const verify = (token: string) => fetch(`${origin()}/t/${slug}/verify`, { headers: { authorization: `Bearer ${token}` } });
  const account = () => `${origin()}/t/${slug}/account`;

  async function signInFromChatGpt(): Promise<void> {
    chat = new ChatGptSimulator({ settings });
    await phone.goto(chat.authorizeUrl());
    const allowing = phone.getByRole('button', { name: 'Allow', exact: true });
    await allowing
      .or(phone.getByRole('button', { name: 'Email me a code' }))
      .first()
      .waitFor();
    if (!(await allowing.isVisible())) {
      await askForCode(phone, person.email);
      await enterCode(phone, await person.mailbox.code());
      await allowing.waitFor();
    }
  }

  async function arrive(): Promise<void> {
    await allow(phone);
    tokens = await chat.redeem(chat.acceptCallback((await tab.callback()).url).code);
  }

  step('is asked about news once the creator wants it, by a box that is not ticked', async () => {
    await signIn(desk, origin(), creator);
    await desk.waitForURL(/\/w\/[^/]+$/);
    await desk.goto(`${origin()}/w/${slug}/settings`);
    await desk.getByRole('switch', { name: 'Ask on the consent page' }).click();
    await album.take(desk, 'dashboard-settings');
    await signInFromChatGpt();
    const box = phone.getByRole('checkbox');
    expect(await box.isChecked()).toBe(false);
    await album.take(phone, 'consent-with-news');
    await box.check();
    await arrive();
    expect(await chat.call(greeting.greetingUrl)).toMatchObject({ reaction: 'use_answer' });
  });

  step('finds in the account what is kept, with no further sign-in', async () => {
    await phone.goto(account());
    await phone.getByRole('heading', { name: 'Your account at Asta’s Almanac' }).waitFor();
    await phone.getByText('1 used this month').or(phone.getByText('0 used this month')).first().waitFor();
    expect(await phone.getByText('You agreed to this on').isVisible()).toBe(true);
    await album.take(phone, 'account');
  });

  step('ends the access of the GPT, and its very next call is refused', async () => {
    await phone.getByRole('link', { name: 'Details and access' }).click();
    await phone.getByRole('heading', { name: 'Almanac of Everything' }).waitFor();
    await album.take(phone, 'gpt-access');
    expect(await chat.call(greeting.greetingUrl)).toMatchObject({ reaction: 'use_answer' });
    await phone.getByRole('button', { name: 'End access' }).click();
    await phone.getByText('The GPT can no longer act for you.').waitFor();
    await album.take(phone, 'access-ended');
    expect((await verify(tokens.accessToken)).status).toBe(401);
    expect(await chat.call(greeting.greetingUrl)).toMatchObject({ reaction: 'sign_in_again' });
  });

  step('takes everything along as JSON', async () => {
    const [download] = await Promise.all([
      phone.waitForEvent('download'),
      phone.getByRole('button', { name: 'Download my data' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^your-data-.*\.json$/);
    const record = JSON.parse(await readFile(await download.path(), 'utf8')) as Record<string, Record<string, unknown>[]>;
    expect(record['profile']).toMatchObject([{ email: person.email }]);
    expect(record['gpts']).toMatchObject([{ gpt: 'Almanac of Everything' }]);
    expect(record['marketing_consents']).toHaveLength(1);
  });

  step('is found by the creator among those who agreed to news', async () => {
    await desk.goto(`${origin()}/w/${slug}/subscribers?marketing_consent=true`);
    await desk.getByText(person.email).first().waitFor();
    await album.take(desk, 'dashboard-subscribers');
    await desk.getByText(person.email).first().click();
    await desk.getByRole('heading', { name: 'Their data' }).waitFor();
    await album.take(desk, 'dashboard-subscriber');
  });

  step('signs in without ChatGPT on another device, and signs the first one out', async () => {
    const laptop = await (await openDesk(browser)).newPage();
    await laptop.goto(account());
    await laptop.getByRole('heading', { name: 'Sign in to Asta’s Almanac' }).waitFor();
    await album.take(laptop, 'sign-in-to-account');
    await askForCode(laptop, person.email);
    await enterCode(laptop, await person.mailbox.code());
    await laptop.getByRole('button', { name: 'Sign out all other devices' }).waitFor();
    await album.take(laptop, 'two-devices');
    await laptop.getByRole('button', { name: 'Sign out all other devices' }).click();
    await laptop.getByText('All other devices are signed out.').waitFor();
    await phone.goto(account());
    await phone.getByRole('heading', { name: 'Sign in to Asta’s Almanac' }).waitFor();
    await laptop.context().close();
  });

  step('erases everything, and is nobody there any more', async () => {
    await askForCode(phone, person.email);
    await enterCode(phone, await person.mailbox.code());
    await phone.getByRole('link', { name: 'Erase my data' }).click();
    await phone.getByRole('textbox').fill('somebody@example.com');
    await phone.getByRole('button', { name: 'Erase my data for good' }).click();
    await phone.getByText('That is not the address of this account.').waitFor();
    await album.take(phone, 'erase');
    await phone.getByRole('textbox').fill(person.email);
    await phone.getByRole('button', { name: 'Erase my data for good' }).click();
    await phone.getByRole('heading', { name: 'Your data is erased' }).waitFor();
    await album.take(phone, 'erased');
    await phone.goto(account());
    await phone.getByRole('heading', { name: 'Sign in to Asta’s Almanac' }).waitFor();
    await desk.goto(`${origin()}/w/${slug}/subscribers`);
    await desk.getByText('No subscribers yet').waitFor();
  });

  it('shows nothing that is cut off, unlabelled or hard to read', () => {
    expect(album.faults).toEqual([]);
  });
});
