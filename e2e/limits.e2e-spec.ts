import { ChatGptSimulator, makeCallbackUrl, type GptSettings } from '@gatehouse/chatgpt-simulator';
import { OwnRedis } from '@gatehouse/testing';
import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { Album } from './support/album';
import { launchBrowser, openDesk, openPhone } from './support/browser';
import { CallBook } from './support/call-book';
import { ChatGptTab } from './support/chatgpt-tab';
import { CreatorApi } from './support/creator-api';
import { eventually } from './support/eventually';
import { keepMeasurement } from './support/measurements';
import { tileShows, wholeBreakdown } from './support/pages/counts';
import { signIn } from './support/pages/creator-account';
import { allow, askForCode, enterCode } from './support/pages/hosted-sign-in';
import { chooseWithoutCounters, makeServiceKey, openPlace, pickTier, savePlace, setAnonymousUnits } from './support/pages/limits';
import { TiersPage } from './support/pages/tiers';
import { downloadUsage, showDays } from './support/pages/usage';
import { newPerson, type Person } from './support/people';
import { sequence } from './support/sequence';
import { Stack } from './support/stack';

const START_WITHIN_MS = 300_000;

/** On a stack of its own, whose Redis it takes away. */
describe('A creator’s limits, from the form to the next call and to the file', () => {
  const album = new Album('limits');
  let redis: OwnRedis;
  let stack: Stack;
  let browser: Browser;
  let desk: Page;
  let tiers: TiersPage;
  let settings: GptSettings;
  let gptUrl: string;
  let workspaceUrl: string;
  let calls: CallBook;
  let lena: Caller;
  let otto: Caller;
  let serviceKey: string;

  interface Caller {
    person: Person;
    token: string;
    url: string;
  }

  beforeAll(async () => {
    redis = await OwnRedis.start();
    stack = await Stack.start('limits', { REDIS_URL: redis.url });
    const creator = newPerson(stack.origin, 'Lina Limit');
    const api = await CreatorApi.signUp(stack.origin, creator);
    const { slug } = await api.createWorkspace('Lina’s Larder');
    const gpt = await api.createGpt(slug, 'Larder', makeCallbackUrl({ bytes: randomBytes }));
    ({ settings } = gpt);
    workspaceUrl = `${stack.origin}/w/${slug}`;
    gptUrl = `${workspaceUrl}/gpts/${gpt.id}`;
    calls = new CallBook(gpt.verifyUrl);
    browser = await launchBrowser();
    desk = await (await openDesk(browser)).newPage();
    tiers = new TiersPage(desk);
    await signIn(desk, stack.origin, creator);
    await desk.waitForURL(/\/w\/[^/]+$/);
  }, START_WITHIN_MS);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
    await redis?.remove();
  }, START_WITHIN_MS);

  const step = sequence((name) => album.takeEnd(browser, name));

  /** Somebody comes from ChatGPT on a phone of their own and allows it. */
  async function come(name: string): Promise<Caller> {
    const person = newPerson(stack.origin, name);
    const context = await openPhone(browser);
    const phone = await context.newPage();
    const tab = await ChatGptTab.in(phone);
    const chat = new ChatGptSimulator({ settings });
    await phone.goto(chat.authorizeUrl());
    await askForCode(phone, person.email);
    await enterCode(phone, await person.mailbox.code());
    await allow(phone);
    const { accessToken } = await chat.redeem(chat.acceptCallback((await tab.callback()).url).code);
    await context.close();
    const { body } = await calls.send(accessToken, { peek: 'true' });
    return { person, token: accessToken, url: `${workspaceUrl}/subscribers/${String(body['sub'])}` };
  }
  /** Calls until it is answered: in the moment in which Redis goes or comes, a call may get 503, and is not counted. */
  const served = (caller: Caller) =>
    eventually('An answer to a call', 10_000, async () => {
      const { status, body } = await call(caller);
      return status === 200 ? body : undefined;
    });
  const call = (caller: Caller, action = 'list') => calls.send(caller.token, { action });

  step('makes tiers and puts them in order', async () => {
    lena = await come('Lena Larder');
    expect(await call(lena)).toMatchObject({ status: 200, body: { tier: 'free', quota: { limit: null } } });
    await tiers.open(gptUrl);
    const dialog = await tiers.describe({ name: 'Starter', key: 'starter', quotaPerMonth: 3 });
    await album.take(desk, 'new-tier');
    await tiers.confirm(dialog);
    await tiers.confirm(await tiers.describe({ name: 'Household', key: 'household', quotaPerMonth: 100, costs: { scan: 7 } }));
    await tiers.waitForOrder('free', 'starter', 'household');
    await tiers.choose('Household', 'Move up');
    await tiers.waitForOrder('free', 'household', 'starter');
    await desk.reload();
    await tiers.waitForOrder('free', 'household', 'starter');
  });

  step('has newcomers begin on another tier, and leaves those who came before on theirs', async () => {
    await tiers.change('Starter', 'Make it the default');
    await tiers.waitForMark('Starter', 'Default');
    otto = await come('Otto Overly');
    expect(await call(otto)).toMatchObject({ status: 200, body: { tier: 'starter', quota: { limit: 3, remaining: 2 } } });
    expect(await call(lena)).toMatchObject({ status: 200, body: { tier: 'free' } });
  });

  step('edits a tier, and the next call has the new quota and the new costs', async () => {
    for (const remaining of [1, 0]) expect(await call(otto)).toMatchObject({ status: 200, body: { quota: { remaining } } });
    expect(await call(otto)).toMatchObject({ status: 429, body: { error: 'quota_exceeded' } });
    await tiers.confirm(await tiers.describeAnew({ name: 'Starter', quotaPerMonth: 9, costs: { scan: 5 } }));
    expect(await call(otto, 'scan')).toMatchObject({ status: 200, body: { quota: { limit: 9, used: 8 } } });
    expect(await call(otto, 'scan')).toMatchObject({ status: 429, body: { error: 'quota_exceeded' } });
    expect(await call(otto)).toMatchObject({ status: 200, body: { quota: { remaining: 0 } } });
  });

  step('moves a person to another tier and gives them limits of their own, and the next call has them', async () => {
    expect((await call(otto)).status).toBe(429);
    const place = await openPlace(desk, otto.url);
    await pickTier(desk, place, 'Household');
    await place.getByLabel('Quota per month').fill('17');
    await album.take(desk, 'limits-of-their-own');
    await savePlace(place);
    expect(await call(otto, 'scan')).toMatchObject({ status: 200, body: { tier: 'household', quota: { limit: 17, used: 16 } } });
    expect((await call(otto, 'scan')).status).toBe(429);
    const again = await openPlace(desk, otto.url);
    await again.getByLabel('Quota per month').fill('none');
    await savePlace(again);
    expect(await call(otto, 'scan')).toMatchObject({ status: 200, body: { quota: { limit: null } } });
  });

  step('archives a tier: who is on it stays, and nobody comes to it any more', async () => {
    await tiers.open(gptUrl);
    await tiers.change('Household', 'Archive');
    await tiers.waitForMark('Household', 'Archived');
    await album.take(desk, 'tiers');
    expect(await call(otto)).toMatchObject({ status: 200, body: { tier: 'household' } });
    const place = await openPlace(desk, lena.url);
    expect(await pickTier(desk, place, 'Free')).toEqual(['Free', 'Starter']);
    await desk.keyboard.press('Escape');
  });

  step('limits those who have not signed in, each for themselves', async () => {
    serviceKey = await makeServiceKey(desk, gptUrl, 'Try it');
    const tries = (who: string) => calls.send(serviceKey, { action: 'taste', ephemeral_user_id: who });
    expect(await tries('one')).toMatchObject({ status: 200, body: { anonymous: true, quota: { limit: 50 } } });
    await setAnonymousUnits(desk, gptUrl, 2);
    expect(await tries('one')).toMatchObject({ status: 200, body: { quota: { limit: 2, remaining: 0 } } });
    expect(await tries('one')).toMatchObject({ status: 429, body: { error: 'quota_exceeded' } });
    expect((await tries('two')).status).toBe(200);
    await setAnonymousUnits(desk, gptUrl, 3);
    expect((await tries('one')).status).toBe(200);
    await album.take(desk, 'anonymous-limits');
  });

  step('sees a call on the page by itself', async () => {
    await desk.goto(`${gptUrl}/usage`);
    await tileShows(desk, 'Calls', calls.total.calls);
    const calledAt = performance.now();
    expect((await call(lena)).status).toBe(200);
    await tileShows(desk, 'Calls', calls.total.calls);
    keepMeasurement('From the call to the GPT’s usage', performance.now() - calledAt, 'ms');
  });

  step('decides what happens while the counters are away, and no call is lost then', async () => {
    await redis.kill();
    expect(await served(lena)).toMatchObject({ tier: 'free' });
    await chooseWithoutCounters(desk, `${workspaceUrl}/settings`, 'Refuse calls');
    await album.take(desk, 'counters-are-down');
    expect(await call(lena)).toMatchObject({ status: 503, body: { error: 'temporarily_unavailable' } });
    await chooseWithoutCounters(desk, `${workspaceUrl}/settings`, 'Go on serving');
    expect((await call(lena)).status).toBe(200);
    await redis.startAgain();
    await served(lena);
    await desk.goto(`${gptUrl}/usage`);
    await tileShows(desk, 'Calls', calls.total.calls);
  });

  step('finds the calls by tier, exactly, on the page and in the file', async () => {
    expect(await wholeBreakdown(desk, 'By tier', calls.total.calls)).toEqual(calls.countBy('tier'));
    expect(await wholeBreakdown(desk, 'By action', calls.total.calls)).toEqual(calls.countBy('action'));
    await tileShows(desk, 'Calls refused', calls.total.denied);
    await album.take(desk, 'usage');
    const { file, head, rows } = await downloadUsage(desk, 'By tier');
    expect([file, head]).toEqual([
      expect.stringMatching(/^usage-lina-s-larder-by-tier-[-\d]+\.csv$/),
      ['tier', 'name', 'calls', 'cost', 'denied'],
    ]);
    expect(rows).toEqual(calls.sumBy('tier'));
    expect((await downloadUsage(desk, 'By action')).rows).toEqual(calls.sumBy('action'));
  });

  step('chooses days, which the page shows and the file holds', async () => {
    // Read once, so that no midnight comes in between.
    const now = Date.now();
    const day = (from: number) => new Date(now + from * 86_400_000).toISOString().slice(0, 10);
    await showDays(desk, day(-1), day(-3));
    await desk.getByText('The last day must not be before the first.').waitFor();
    await album.take(desk, 'wrong-days');
    await showDays(desk, day(-3), day(-2));
    await tileShows(desk, 'Calls', 0);
    expect((await downloadUsage(desk, 'By action')).rows).toEqual({});
    await desk.getByText('No calls in this time').waitFor();
    await showDays(desk, day(-1), day(1));
    await tileShows(desk, 'Calls', calls.total.calls);
    expect(desk.url()).toContain(`?from=${day(-1)}&to=${day(1)}`);
    await desk.reload();
    await tileShows(desk, 'Calls', calls.total.calls);
    const { file, rows } = await downloadUsage(desk, 'By action');
    expect(file).toContain(`-by-action-${day(-1)}-${day(2)}`);
    expect(rows).toEqual(calls.sumBy('action'));
    await album.take(desk, 'days');
  });

  it('finds no page that is hard to read, hard to operate, or wider than its window', () => {
    expect(album.faults).toEqual([]);
  });
});
