import { makeCallbackUrl } from '@gatehouse/chatgpt-simulator';
import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { Album } from './support/album';
import { launchBrowser, openDesk } from './support/browser';
import { CreatorApi } from './support/creator-api';
import { signIn } from './support/pages/creator-account';
import { openPayments } from './support/pages/payments';
import { giveKey, keyOfNewAccount, unfold } from './support/pages/restricted-key';
import { TiersPage } from './support/pages/tiers';
import { newPerson } from './support/people';
import { origin } from './support/run';
import { sequence } from './support/sequence';

describe('A creator who is paid by a restricted key of their own', () => {
  const album = new Album('restricted-key');
  const creator = newPerson(origin(), 'Rolf Restricted');
  let browser: Browser;
  let desk: Page;
  let workspaceUrl: string;
  let gptId: string;
  let key: string;

  beforeAll(async () => {
    browser = await launchBrowser();
    desk = await (await openDesk(browser)).newPage();
    const api = await CreatorApi.signUp(origin(), creator);
    const { slug } = await api.createWorkspace('Rolf’s Reliable Reference Works and Sons');
    ({ id: gptId } = await api.createGpt(slug, 'Encyclopaedist', makeCallbackUrl({ bytes: randomBytes })));
    workspaceUrl = `${origin()}/w/${slug}`;
    key = await keyOfNewAccount(origin(), 'Rolf’s Works');
  }, 120_000);
  afterAll(() => browser?.close());

  const step = sequence((name) => album.takeEnd(browser, name));
  const card = () => desk.locator('[aria-labelledby=payments]');

  step('gives it, and replaces it by another one to the same account', async () => {
    await signIn(desk, origin(), creator);
    await desk.waitForURL(workspaceUrl);
    await openPayments(desk, workspaceUrl);
    await giveKey(card(), key, 'Use the key', 'The account is connected.');
    await card()
      .getByText(`ends in ${key.slice(-4)}`)
      .waitFor();
    await unfold(desk, 'Replace the key');
    await album.take(desk, 'replace-the-key');
    await giveKey(card(), `${key}_narrow`, 'Replace the key', 'The new key is in use.');
    await card().getByText('ends in rrow').waitFor();
  });

  step('sees how the endpoint or its secret is replaced', async () => {
    await openPayments(desk, workspaceUrl);
    await unfold(desk, 'Replace the endpoint or its secret');
    await unfold(desk, 'Make the endpoint yourself');
    await card().getByLabel('Signing secret').waitFor();
    await album.take(desk, 'replace-the-endpoint');
  });

  step('is told, when a tier charges for more than its quota, who keeps what they agreed to', async () => {
    const tiers = new TiersPage(desk);
    await tiers.open(`${workspaceUrl}/gpts/${gptId}`);
    const price = { currency: 'EUR · Euro', month: '9', year: '90', beyond: '0.02' };
    const dialog = await tiers.describe({ key: 'pro', name: 'Pro', quotaPerMonth: 1000, price });
    await dialog.getByText('keep what they agreed to').waitFor();
    await album.take(desk, 'agreed-terms');
    await tiers.confirm(dialog);
  });

  step('is asked before the tier on which everybody begins costs something', async () => {
    const tiers = new TiersPage(desk);
    const dialog = await tiers.describeAnew({ name: 'Free' });
    await dialog.getByLabel('Each month', { exact: true }).fill('5');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await desk.getByRole('dialog', { name: 'Have everybody who comes pay?' }).waitFor();
    await album.take(desk, 'default-tier-with-a-price');
    await desk.getByRole('button', { name: 'Cancel' }).last().click();
    await desk.reload();
    await tiers.row('Free').getByText('Free', { exact: true }).last().waitFor();
  });

  step('is told what it means to disconnect, and does', async () => {
    await openPayments(desk, workspaceUrl);
    await card().getByRole('button', { name: 'Disconnect' }).click();
    const dialog = desk.getByRole('dialog');
    await album.take(desk, 'disconnect');
    await dialog.getByRole('button', { name: 'Disconnect' }).click();
    await desk.getByText('The account was disconnected.', { exact: true }).waitFor();
  });

  it('found every page of this journey readable, accessible and within its window', () => {
    expect(album.faults).toEqual([]);
  });
});
