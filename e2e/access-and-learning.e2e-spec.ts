import { ChatGptSimulator, makeCallbackUrl, type GptSettings } from '@gatehouse/chatgpt-simulator';
import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { Album } from './support/album';
import { launchBrowser, openDesk, openPhone } from './support/browser';
import { ChatGptTab } from './support/chatgpt-tab';
import { createWorkspace, fillSignUp, verifyAddress } from './support/pages/creator-account';
import { copyOauthSettings, createGpt, pasteCallbackUrl } from './support/pages/gpt';
import { allow, askForCode, enterCode } from './support/pages/hosted-sign-in';
import { newPerson, type Person } from './support/people';
import { origin } from './support/run';
import { sequence } from './support/sequence';

describe('Who may use a GPT, and where ChatGPT is answered', () => {
  const album = new Album('access');
  const creator = newPerson(origin(), 'Olga Opener');
  const guest = newPerson(origin(), 'Gustav Guest');
  const asker = newPerson(origin(), 'Asta Asker');
  let browser: Browser;
  let desk: Page;
  let chatgpt: Page;
  let gptPath: string;
  let slug: string;
  let settings: GptSettings;

  beforeAll(async () => {
    browser = await launchBrowser();
    desk = await (await openDesk(browser)).newPage();
    await fillSignUp(desk, origin(), creator);
    await verifyAddress(desk, creator);
    slug = await createWorkspace(desk, 'Olga’s Library');
    gptPath = `${origin()}/w/${slug}/gpts/${await createGpt(desk, 'Librarian')}`;
    settings = { ...(await copyOauthSettings(desk)), callbackUrl: makeCallbackUrl({ bytes: randomBytes }) };
    await pasteCallbackUrl(desk, settings.callbackUrl);
  }, 120_000);
  afterAll(() => browser?.close());

  const step = sequence((name) => album.takeEnd(browser, name));

  /** A person on a phone of their own comes from ChatGPT and proves their address. */
  async function come(person: Person): Promise<{ phone: Page; chat: ChatGptSimulator; tab: ChatGptTab }> {
    const phone = await (await openPhone(browser)).newPage();
    const tab = await ChatGptTab.in(phone);
    const chat = new ChatGptSimulator({ settings });
    await phone.goto(chat.authorizeUrl());
    await askForCode(phone, person.email);
    await enterCode(phone, await person.mailbox.code());
    return { phone, chat, tab };
  }

  async function choose(policy: string): Promise<void> {
    await desk.goto(`${gptPath}/sign-in`);
    const card = desk.locator('[aria-labelledby=access-policy]');
    await card.getByRole('radio', { name: policy }).click();
    await card.getByRole('button', { name: 'Save' }).click();
    await desk.getByText('Saved.').first().waitFor();
  }

  step('a callback that ChatGPT has changed is caught in the creator’s own test, and sends nobody anywhere', async () => {
    await desk.goto(gptPath);
    await desk.getByRole('heading', { name: 'Test the sign-in' }).waitFor();
    const [opened] = await Promise.all([
      desk.context().waitForEvent('page'),
      desk.getByRole('button', { name: 'Test sign-in' }).click(),
    ]);
    chatgpt = opened;
    await chatgpt.waitForURL(/\/dev\/chatgpt/);
    await chatgpt.getByLabel('Client ID').fill(settings.clientId);
    await chatgpt.getByLabel('Client Secret').fill(settings.clientSecret);
    await chatgpt.getByLabel('Authorization URL').fill(settings.authorizationUrl);
    await chatgpt.getByLabel('Token URL').fill(settings.tokenUrl);
    await chatgpt.getByRole('button', { name: 'Save' }).click();
    await chatgpt.getByRole('button', { name: /^Sign in to/ }).click();
    await chatgpt.getByRole('heading', { name: 'We have your new callback URL' }).waitFor();
    await album.take(chatgpt, 'callback-caught');
  });

  step('one click after comparing registers it, and the next sign-in comes back to ChatGPT', async () => {
    const waiting = desk.getByRole('list', { name: 'Callback URLs to approve' });
    await waiting.getByText(/\/dev\/chatgpt\/callback\/[0-9a-f]{40}/).waitFor();
    await album.take(desk, 'callback-waiting');
    await waiting.getByRole('button', { name: 'Approve' }).click();
    await desk.getByRole('heading', { name: 'Is this your GPT’s callback URL?' }).waitFor();
    await album.take(desk, 'callback-approve');
    await desk.getByRole('button', { name: 'It is the same: approve' }).click();
    await desk.getByText('Callback URL registered. Sign in again in ChatGPT.', { exact: true }).waitFor();

    await chatgpt.goto(`${origin()}/dev/chatgpt`);
    await chatgpt.getByRole('button', { name: /^Sign in to/ }).click();
    await askForCode(chatgpt, creator.email);
    await enterCode(chatgpt, await creator.mailbox.code());
    await allow(chatgpt);
    await chatgpt.getByText('Signed in.').waitFor();
  });

  step('a stranger with an unknown callback is told whom to tell, and the creator sees it', async () => {
    const phone = await (await openPhone(browser)).newPage();
    const url = new URL(settings.authorizationUrl);
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: settings.clientId,
      redirect_uri: makeCallbackUrl({ bytes: randomBytes }),
      state: 'x',
    }).toString();
    await phone.goto(url.toString());
    await phone.getByText('Olga’s Library', { exact: false }).first().waitFor();
    await album.take(phone, 'turned-away');
    await desk.goto(gptPath);
    await desk.getByText('People are being turned away').waitFor();
    await album.take(desk, 'turned-away-dashboard');
  });

  step('the uninvited are refused, and let in once they are invited', async () => {
    await choose('Invited people');
    const { phone } = await come(guest);
    await phone.getByRole('heading', { name: 'Librarian is for invited people' }).waitFor();
    await album.take(phone, 'not-invited');

    await desk.getByRole('button', { name: 'Invite people' }).click();
    await desk.getByLabel('Addresses').fill(guest.email);
    await album.take(desk, 'invite');
    await desk.getByRole('button', { name: 'Invite', exact: true }).click();
    await desk.locator('[aria-labelledby=invitations]').getByText(guest.email).waitFor();

    const chat = new ChatGptSimulator({ settings });
    const tab = await ChatGptTab.in(phone);
    await phone.goto(chat.authorizeUrl());
    await allow(phone);
    const { code } = chat.acceptCallback((await tab.callback()).url);
    await chat.redeem(code);
    expect(chat.tokens?.accessToken).toMatch(/^gth_at_/);
  });

  step('whoever has to ask waits for one click of the creator, and lands in ChatGPT', async () => {
    await choose('Whom you approve');
    const { phone, chat, tab } = await come(asker);
    await album.take(phone, 'must-ask');
    await phone.getByRole('button', { name: 'Ask for access' }).click();
    await phone.getByRole('heading', { name: 'Your request was sent' }).waitFor();
    await album.take(phone, 'waiting');

    await desk.reload();
    await desk.getByRole('button', { name: `Approve ${asker.email}` }).waitFor();
    await album.take(desk, 'requests');
    await desk.getByRole('button', { name: `Approve ${asker.email}` }).click();
    await desk.getByText('Approved', { exact: true }).waitFor();

    await phone.getByRole('link', { name: 'Look again' }).click();
    await allow(phone);
    const { code } = chat.acceptCallback((await tab.callback()).url);
    await chat.redeem(code);
    expect(chat.tokens?.accessToken).toMatch(/^gth_at_/);
  });

  step('the creator sees devices and grants of a subscriber, and revokes one', async () => {
    await desk.getByRole('link', { name: asker.email }).click();
    const grants = desk.locator('[aria-labelledby=grants]');
    await grants.getByRole('link', { name: 'Librarian' }).waitFor();
    await desk.locator('[aria-labelledby=devices]').getByText('Emailed code').waitFor();
    await album.take(desk, 'devices-and-grants');
    await grants.getByRole('button', { name: 'Revoke Librarian' }).click();
    await desk.getByRole('button', { name: 'Revoke grant' }).click();
    await grants.getByText('Nothing is allowed at the moment').waitFor();
    await desk.goto(`${origin()}/w/${slug}/settings`);
    await desk.getByText('This device').waitFor();
    await album.take(desk, 'where-you-are-signed-in');
  });

  step('no page on the way had a fault that a machine can see', () => {
    expect(album.faults).toEqual([]);
    return Promise.resolve();
  });
});
