import { ChatGptSimulator, type GptSettings, makeCallbackUrl } from '@gatehouse/chatgpt-simulator';
import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { Album } from './support/album';
import { launchBrowser, openDesk, openPhone } from './support/browser';
import { ChatGptTab } from './support/chatgpt-tab';
import { createWorkspace, fillSignUp, verifyAddress } from './support/pages/creator-account';
import { copyOauthSettings, createGpt, pasteCallbackUrl } from './support/pages/gpt';
import { allow } from './support/pages/hosted-sign-in';
import { press } from './support/pages/press';
import { newPerson } from './support/people';
import { origin } from './support/run';
import { sequence } from './support/sequence';

const GPT_NAME = 'Paprika Planner';

/** A browser that follows a GPT's sign-in, without scripts where that is to be shown. */
async function openChat(browser: Browser, settings: GptSettings, javaScript = true) {
  const page = await (await openPhone(browser, { javaScript })).newPage();
  const chat = new ChatGptSimulator({ settings });
  const tab = await ChatGptTab.in(page);
  return { page, chat, tab, begin: () => page.goto(chat.authorizeUrl()) };
}

async function connect(chat: ChatGptSimulator, tab: ChatGptTab): Promise<void> {
  const { url } = await tab.callback();
  await chat.redeem(chat.acceptCallback(url).code);
}

describe('A GPT that offers emailed links and passwords', () => {
  const album = new Album('passwords-and-links');
  const creator = newPerson(origin(), 'Pia Lindqvist');
  const ines = newPerson(origin(), 'Ines Duarte');
  const tom = newPerson(origin(), 'Tom Achebe');
  const callbackUrl = makeCallbackUrl({ bytes: randomBytes });
  const newPassword = 'saucer teapot meadow';

  let browser: Browser;
  let desk: Page;
  let settings: GptSettings;
  let ofInes: Awaited<ReturnType<typeof openChat>>;

  beforeAll(async () => {
    browser = await launchBrowser();
    desk = await (await openDesk(browser)).newPage();
  });
  afterAll(() => browser?.close());

  const step = sequence((name) => album.takeEnd(browser, name));

  step('has them switched on by its creator', async () => {
    await fillSignUp(desk, origin(), creator);
    await verifyAddress(desk, creator);
    await createWorkspace(desk, 'Pia’s Pantry');
    await createGpt(desk, GPT_NAME);
    settings = { ...(await copyOauthSettings(desk)), callbackUrl };
    await pasteCallbackUrl(desk, callbackUrl);
    await desk.getByRole('link', { name: 'Sign-in', exact: true }).click();
    for (const way of ['Emailed link', 'Password']) await desk.getByRole('switch', { name: way, exact: true }).click();
    await desk
      .getByRole('region', { name: 'Ways of signing in' })
      .or(desk.locator('[aria-labelledby=sign-in-methods]'))
      .first()
      .getByRole('button', { name: 'Save' })
      .click();
    await desk.getByText('Ways of signing in saved.', { exact: true }).waitFor();
    await album.take(desk, 'ways-of-signing-in');
  });

  step('lets Ines make an account with a password, and return to ChatGPT', async () => {
    ofInes = await openChat(browser, settings);
    const { page, begin } = ofInes;
    await begin();
    await album.take(page, 'choose');
    await page.getByRole('link', { name: 'Use a password' }).click();
    await album.take(page, 'password');
    await page.getByRole('link', { name: 'Create an account' }).click();
    await album.take(page, 'create-account');
    await page.getByLabel('Email address').fill(ines.email);
    await press(page, 'Email me a code', page.getByLabel('Code'));
    await page.getByLabel('Code').fill(await ines.mailbox.code());
    await page.getByLabel('New password').fill('password1234');
    await page.getByRole('button', { name: 'Save and sign in' }).click();
    await page.getByText('easy to guess').waitFor();
    await album.take(page, 'password-refused');
    await page.getByLabel('New password').fill(ines.password);
    await page.getByRole('button', { name: 'Save and sign in' }).click();
    await allow(page);
    await connect(ofInes.chat, ofInes.tab);
    expect(await ines.mailbox.note()).toBe(`Your password for ${GPT_NAME} was set`);
  });

  step('lets her in again on another device, without scripts', async () => {
    const { page, begin, chat, tab } = await openChat(browser, settings, false);
    await begin();
    await page.getByRole('link', { name: 'Use a password' }).click();
    await page.getByLabel('Email address').fill(ines.email);
    await page.getByLabel('Password').fill('not her password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('The email address or the password is wrong.').waitFor();
    await page.getByLabel('Password').fill(ines.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await connect(chat, tab);
  });

  step('lets her choose a new password when she forgot hers, which signs out the first device', async () => {
    const { page, begin, chat, tab } = await openChat(browser, settings);
    await begin();
    await page.getByRole('link', { name: 'Use a password' }).click();
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByLabel('Email address').fill(ines.email);
    await press(page, 'Email me a code', page.getByLabel('New password'));
    await album.take(page, 'new-password');
    await page.getByLabel('Code').fill(await ines.mailbox.code());
    await page.getByLabel('New password').fill(newPassword);
    await page.getByRole('button', { name: 'Save and sign in' }).click();
    await connect(chat, tab);
    await ofInes.begin();
    await ofInes.page.getByRole('link', { name: 'Use a password' }).waitFor();
  });

  step('lets Tom in by the link in his mail, in the browser that asked', async () => {
    const { page, begin, chat, tab } = await openChat(browser, settings);
    await begin();
    await page.getByLabel('Email address').fill(tom.email);
    await press(page, 'Email me a code and a link', page.locator('input[name=code]'));
    await album.take(page, 'mail-sent');
    await page.goto(await tom.mailbox.link());
    await album.take(page, 'link-opened');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await allow(page);
    await connect(chat, tab);
  });

  step('tells him what to do when he opens it in another browser, and the link still works where he began', async () => {
    const { page, begin, chat, tab } = await openChat(browser, settings);
    await begin();
    await page.getByLabel('Email address').fill(tom.email);
    await press(page, 'Email me a code and a link', page.locator('input[name=code]'));
    const link = await tom.mailbox.link();
    const elsewhere = await (await openDesk(browser)).newPage();
    await elsewhere.goto(link);
    await elsewhere.getByText('enter the code of six digits').waitFor();
    await album.take(elsewhere, 'link-in-another-browser');
    await elsewhere.close();
    await page.goto(link);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await connect(chat, tab);
  });

  it('finds no page that is hard to read, hard to operate, or wider than its window', () => {
    expect(album.faults).toEqual([]);
  });
});

describe('A creator and a password', () => {
  const album = new Album('creator-passwords');
  const wanda = newPerson(origin(), 'Wanda Kowal');
  let browser: Browser;
  let desk: Page;

  beforeAll(async () => {
    browser = await launchBrowser();
    desk = await (await openDesk(browser)).newPage();
  });
  afterAll(() => browser?.close());

  const step = sequence((name) => album.takeEnd(browser, name));

  step('chooses one in her own browser, when somebody else began a sign-up with her address', async () => {
    const stranger = await (await openDesk(browser)).newPage();
    await fillSignUp(stranger, origin(), { ...wanda, password: 'a stranger chose this' });
    await desk.goto(`${origin()}/verify-email?email=${encodeURIComponent(wanda.email)}`);
    await desk.getByLabel('Code', { exact: true }).fill(await wanda.mailbox.code());
    await press(desk, 'Verify email', desk.getByRole('heading', { name: 'Choose a password' }));
    await album.take(desk, 'choose-password');
    await desk.getByLabel('Password', { exact: true }).fill(wanda.password);
    await press(desk, 'Save password', desk.getByLabel('Workspace name'));
    expect(await wanda.mailbox.note()).toBe('Your Gatehouse password was changed');
  });

  step('replaces it when she forgot it', async () => {
    const elsewhere = await (await openDesk(browser)).newPage();
    await elsewhere.goto(`${origin()}/sign-in`);
    await elsewhere.getByRole('link', { name: 'Forgot your password?' }).click();
    // The page before it asks for an address, too.
    await elsewhere.getByRole('heading', { name: 'Forgot your password?' }).waitFor();
    await elsewhere.getByLabel('Email', { exact: true }).fill(wanda.email);
    await album.take(elsewhere, 'forgot-password');
    await press(elsewhere, 'Mail me a code', elsewhere.getByLabel('New password', { exact: true }));
    await elsewhere.getByLabel('Code', { exact: true }).fill(await wanda.mailbox.code());
    await elsewhere.getByLabel('New password', { exact: true }).fill('teapot saucer orchard');
    await album.take(elsewhere, 'reset-password');
    await press(elsewhere, 'Save and sign in', elsewhere.getByLabel('Workspace name'));
    await desk.reload();
    await desk.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
  });

  it('finds no page that is hard to read, hard to operate, or wider than its window', () => {
    expect(album.faults).toEqual([]);
  });
});
