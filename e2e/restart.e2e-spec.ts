import { ChatGptSimulator, makeCallbackUrl } from '@gatehouse/chatgpt-simulator';
import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openDesk, openPhone } from './support/browser';
import { ChatGptTab } from './support/chatgpt-tab';
import { CreatorApi } from './support/creator-api';
import { keepMeasurement } from './support/measurements';
import { subscriberRows, tileShows } from './support/pages/counts';
import { signIn } from './support/pages/creator-account';
import { allow, signInWithGoogle } from './support/pages/hosted-sign-in';
import { newPerson, type Person } from './support/people';
import { Stack } from './support/stack';

const RESTART_WITHIN_MS = 300_000;
const CALLS = 25;
const WEEK = 'Calls, 7 days';

describe('A restart', () => {
  let stack: Stack;
  let browser: Browser;
  let desk: Page;
  let creator: Person;
  let chatgpt: ChatGptSimulator;
  let verifyUrl: string;
  let slug: string;

  beforeAll(async () => {
    stack = await Stack.start('restart');
    creator = newPerson(stack.origin, 'Roy Restart');
    const api = await CreatorApi.signUp(stack.origin, creator);
    ({ slug } = await api.createWorkspace('Restart'));
    const gpt = await api.createGpt(slug, 'Steady GPT', makeCallbackUrl({ bytes: randomBytes }));
    verifyUrl = gpt.verifyUrl;
    browser = await launchBrowser();
    desk = await (await openDesk(browser)).newPage();
    chatgpt = new ChatGptSimulator({ settings: gpt.settings });
    await signInSubscriber();
  }, RESTART_WITHIN_MS);

  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  }, RESTART_WITHIN_MS);

  async function signInSubscriber(): Promise<void> {
    const context = await openPhone(browser);
    const phone = await context.newPage();
    const tab = await ChatGptTab.in(phone);
    await phone.goto(chatgpt.authorizeUrl());
    await signInWithGoogle(phone, newPerson(stack.origin, 'Sue Steady'));
    await allow(phone);
    const { code } = chatgpt.acceptCallback((await tab.callback()).url);
    await chatgpt.redeem(code);
    await context.close();
  }

  it(
    'by SIGTERM loses no accepted call, no session and no token',
    async () => {
      await signIn(desk, stack.origin, creator);
      await desk.getByRole('heading', { name: 'Overview' }).waitFor();
      // Stopped at once, while the last calls still wait in Redis for their way to Postgres.
      const outcomes = await Promise.all(Array.from({ length: CALLS }, () => chatgpt.call(`${verifyUrl}?action=getGreeting`)));
      expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => 200));

      const stoppedAt = performance.now();
      expect(await stack.restart()).toBe(0);
      keepMeasurement('Stop and start again', performance.now() - stoppedAt, 'ms');

      await desk.goto(`${stack.origin}/w/${slug}`);
      await tileShows(desk, WEEK, CALLS);
      await desk.goto(`${stack.origin}/w/${slug}/subscribers`);
      expect((await subscriberRows(desk)).map((row) => row['Calls'])).toEqual([String(CALLS)]);

      expect(await chatgpt.call(verifyUrl)).toMatchObject({ status: 200 });
      await chatgpt.refresh();
      expect(await chatgpt.call(verifyUrl)).toMatchObject({ status: 200 });
      await desk.goto(`${stack.origin}/w/${slug}`);
      await tileShows(desk, WEEK, CALLS + 2);
    },
    RESTART_WITHIN_MS,
  );
});
