import { ChatGptSimulator, makeCallbackUrl, type GptSettings } from '@gatehouse/chatgpt-simulator';
import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { Album } from './support/album';
import { launchBrowser, openDesk, openPhone } from './support/browser';
import { ChatGptTab } from './support/chatgpt-tab';
import { CreatorApi } from './support/creator-api';
import { signIn } from './support/pages/creator-account';
import { chooseGoogleAccount } from './support/pages/google-sandbox';
import { VirtualAuthenticator } from './support/pages/virtual-authenticator';
import { newPerson } from './support/people';
import { origin } from './support/run';
import { sequence } from './support/sequence';

const METHODS = ['google', 'github', 'microsoft', 'email_code', 'passkey'];

describe('A subscriber, by GitHub, Microsoft and a passkey', () => {
  const album = new Album('ways-of-signing-in');
  const creator = newPerson(origin(), 'Wanda Weiss');
  const subscriber = newPerson(origin(), 'Pat Keyes');
  const callbackUrl = makeCallbackUrl({ bytes: randomBytes });

  let browser: Browser;
  let desk: Page;
  let phone: Page;
  let tab: ChatGptTab;
  let device: VirtualAuthenticator;
  let slug: string;
  let gptId: string;
  let settings: GptSettings;
  let elsewhere: GptSettings;

  beforeAll(async () => {
    browser = await launchBrowser();
    desk = await (await openDesk(browser)).newPage();
    phone = await (await openPhone(browser)).newPage();
    tab = await ChatGptTab.in(phone);
    device = await VirtualAuthenticator.in(phone);
    const api = await CreatorApi.signUp(origin(), creator);
    ({ slug } = await api.createWorkspace('Wanda’s Workshop'));
    ({ id: gptId, settings } = await api.createGpt(slug, 'Workshop Planner', callbackUrl));
    await api.setLoginMethods(slug, gptId, METHODS);
    const { slug: otherSlug } = await api.createWorkspace('Another Workshop');
    const other = await api.createGpt(otherSlug, 'Other Planner', callbackUrl);
    await api.setLoginMethods(otherSlug, other.id, METHODS);
    elsewhere = other.settings;
  }, 120_000);
  afterAll(() => browser?.close());

  const step = sequence((name) => album.takeEnd(browser, name));
  const begin = (at = settings): Promise<unknown> => phone.goto(new ChatGptSimulator({ settings: at }).authorizeUrl());
  async function enterOwnClient(secret: string): Promise<void> {
    await desk
      .getByRole('button', { name: /your own GitHub client/ })
      .first()
      .click();
    await desk.getByLabel('Client ID').fill('creators-own-client');
    await desk.getByLabel('Client secret', { exact: true }).fill(secret);
    await desk.getByRole('button', { name: 'Use this client' }).click();
    await desk.getByRole('dialog').waitFor({ state: 'hidden' });
  }

  step('the creator enters a client of their own, with a secret that is wrong', async () => {
    await signIn(desk, origin(), creator);
    await desk.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await desk.goto(`${origin()}/w/${slug}/gpts/${gptId}/sign-in`);
    await desk.getByRole('heading', { name: 'Your own clients' }).waitFor();
    await desk.getByRole('button', { name: 'Use your own GitHub client' }).click();
    await desk.getByLabel('Redirect URI').waitFor();
    await album.take(desk, 'own-client-dialog');
    await desk.getByRole('button', { name: 'Cancel' }).click();
    await enterOwnClient('not-the-secret-1234');
    await desk.getByText('••••1234').waitFor();
    await album.take(desk, 'own-client-entered');
  });

  step('the subscriber reads why GitHub cannot sign them in, and whom to tell', async () => {
    await begin();
    await phone.getByText('Continue with GitHub').waitFor();
    await album.take(phone, 'all-ways');
    await phone.getByText('Continue with GitHub').click();
    await phone.getByText('to continue to').waitFor();
    await album.take(phone, 'github-sandbox');
    await chooseGoogleAccount(phone, subscriber);
    await phone.getByText('GitHub does not accept the client ID').waitFor();
    await album.take(phone, 'own-client-refused');
  });

  step('with the right secret the subscriber comes in, and is offered a passkey', async () => {
    await enterOwnClient('creators-own-secret');
    await begin();
    await phone.getByText('Continue with GitHub').click();
    await chooseGoogleAccount(phone, subscriber);
    await phone.getByRole('button', { name: 'Add a passkey' }).waitFor();
    await album.take(phone, 'passkey-offer');
  });

  step('a cancelled registration says so and leaves a way on', async () => {
    await device.letOwnerConfirm(false);
    await phone.getByRole('button', { name: 'Add a passkey' }).click();
    await phone.getByText('Your device did not confirm it').waitFor();
    await album.take(phone, 'passkey-cancelled');
    expect(await device.passkeyCount()).toBe(0);
  });

  step('the passkey is made, and the person goes on to consent', async () => {
    await device.letOwnerConfirm(true);
    await phone.getByRole('button', { name: 'Add a passkey' }).click();
    await phone.getByRole('button', { name: 'Allow' }).waitFor();
    expect(await device.passkeyCount()).toBe(1);
    await phone.getByRole('button', { name: 'Allow' }).click();
    expect((await tab.callback()).url).toContain('code=');
  });

  step('another day the passkey alone signs the same person in', async () => {
    await phone.context().clearCookies();
    await begin();
    await phone.getByText('Sign in with a passkey').click();
    await phone.getByRole('button', { name: 'Use your passkey' }).waitFor();
    await album.take(phone, 'passkey-sign-in');
    await phone.getByRole('button', { name: 'Use your passkey' }).click();
    // Allowed before, so nothing is asked again.
    expect((await tab.callback()).url).toContain('code=');
  });

  step('a passkey of one workspace opens nothing in another', async () => {
    await begin(elsewhere);
    await phone.getByText('Sign in with a passkey').click();
    await phone.getByRole('button', { name: 'Use your passkey' }).click();
    await phone.getByText('That passkey is not known here').waitFor();
    await album.take(phone, 'passkey-of-another');
  });

  step('an address for which Microsoft does not vouch is not taken', async () => {
    await begin(elsewhere);
    await phone.getByText('Continue with Microsoft').click();
    await phone.getByRole('button', { name: /unverified@example.net/ }).click();
    await phone.getByText('Microsoft has not verified the address').waitFor();
    await album.take(phone, 'microsoft-unverified');
  });

  step('Microsoft signs in the person with the same address as the same person', async () => {
    await phone.context().clearCookies();
    await begin();
    await phone.getByText('Continue with Microsoft').click();
    await chooseGoogleAccount(phone, subscriber);
    expect((await tab.callback()).url).toContain('code=');
    await desk.goto(`${origin()}/w/${slug}/subscribers`);
    await desk.getByText(subscriber.email).waitFor();
    expect(await desk.getByText(subscriber.email).count()).toBe(1);
  });

  it('finds no page that is hard to read, hard to operate, or wider than its window', () => {
    expect(album.faults).toEqual([]);
  });
});
