import type { Browser, Page } from 'playwright-core';
import { Album } from './support/album';
import { launchBrowser, openDesk } from './support/browser';
import { createWorkspace, signOut } from './support/pages/creator-account';
import { chooseGoogleAccount } from './support/pages/google-sandbox';
import { newPerson } from './support/people';
import { origin } from './support/run';
import { sequence } from './support/sequence';

describe('A creator with Google', () => {
  const album = new Album('creator-with-google');
  const creator = newPerson(origin(), 'Gina Rossi');
  let browser: Browser;
  let desk: Page;

  beforeAll(async () => {
    browser = await launchBrowser();
    desk = await (await openDesk(browser)).newPage();
  });
  afterAll(() => browser?.close());

  const step = sequence((name) => album.takeEnd(browser, name));

  step('changes their mind at Google and is told so', async () => {
    await desk.goto(`${origin()}/sign-up`);
    await desk.getByRole('link', { name: /Continue with Google/ }).click();
    await desk.getByText('Sandbox').first().waitFor();
    await album.take(desk, 'google-sandbox');
    await desk.getByRole('button', { name: 'Cancel' }).click();
    await desk.getByText('You stopped the sign-in at Google').waitFor();
    await album.take(desk, 'google-cancelled');
  });

  step('signs up without a password or a code', async () => {
    await desk.goto(`${origin()}/sign-up`);
    await desk.getByRole('link', { name: /Continue with Google/ }).click();
    await chooseGoogleAccount(desk, creator);
    await desk.getByLabel('Workspace name').waitFor();
  });

  step('signs in again to the same account', async () => {
    const slug = await createWorkspace(desk, 'Gina’s GPTs');
    await signOut(desk);
    await desk.getByRole('link', { name: /Continue with Google/ }).click();
    await chooseGoogleAccount(desk, creator);
    await desk.waitForURL(`${origin()}/w/${slug}`);
    await desk.getByRole('heading', { name: 'Overview' }).waitFor();
  });

  it('finds no page that is hard to read, hard to operate, or wider than its window', () => {
    expect(album.faults).toEqual([]);
  });
});
