import { makeCallbackUrl } from '@gatehouse/chatgpt-simulator';
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { Album } from './support/album';
import { launchBrowser, openDesk } from './support/browser';
import { CallBook } from './support/call-book';
import { CreatorApi } from './support/creator-api';
import { eventually } from './support/eventually';
import { keepMeasurement } from './support/measurements';
import { tileShows, tileTurns } from './support/pages/counts';
import { signIn } from './support/pages/creator-account';
import { makeServiceKey } from './support/pages/limits';
import { newPerson } from './support/people';
import { origin } from './support/run';

/** A page looks again this long after its last look. The drain wakes every half second; what is left of two seconds is for the work itself. */
const BETWEEN_LOOKS_MS = 1_000;
/** Far enough ahead of the page's clock that a busy machine does not pass it before it stops. */
const AHEAD_MS = 60_000;
const SAMPLES = 20;

/** Within two seconds of a call: no clock is asserted but the page's own, which the test turns. */
describe('The live number', () => {
  const album = new Album('live-number');
  const creator = newPerson(origin(), 'Livia Live');
  let browser: Browser;
  let desk: Page;
  let slug: string;
  let gptId: string;
  let calls: CallBook;
  let key: string;

  beforeAll(async () => {
    const api = await CreatorApi.signUp(origin(), creator);
    ({ slug } = await api.createWorkspace('Livia’s Live Kitchen'));
    const gpt = await api.createGpt(slug, 'Live Kitchen', makeCallbackUrl({ bytes: randomBytes }));
    gptId = gpt.id;
    calls = new CallBook(gpt.verifyUrl);
    browser = await launchBrowser();
    desk = await (await openDesk(browser)).newPage();
    await signIn(desk, origin(), creator);
    await desk.waitForURL(/\/w\/[^/]+$/);
    key = await makeServiceKey(desk, `${origin()}/w/${slug}/gpts/${gptId}`, 'Live');
  }, 120_000);
  afterAll(() => browser?.close());
  afterEach(() => album.takeEnd(browser, expect.getState().currentTestName ?? 'test'));

  async function call(): Promise<void> {
    // Somebody else each time: one person who has not signed in may not call so often.
    const { status, body } = await calls.send(key, { action: 'list', ephemeral_user_id: randomUUID() });
    if (status !== 200) throw new Error(`A call was answered ${status}: ${JSON.stringify(body)}`);
  }

  const callsIn = (body: unknown): number => (body as { total: { calls: number } }).total.calls;

  /** As the page asks, but from here: it is there before the page has looked. */
  function ledgerHas(figure: number): Promise<true> {
    const url = `${origin()}/api/v1/workspaces/${slug}/usage?group_by=hour&gpt=${gptId}`;
    return eventually(`The usage API: ${figure} calls`, 20_000, async () =>
      callsIn(await (await desk.request.get(url)).json()) === figure ? true : undefined,
    );
  }

  it.each([
    { where: 'the GPT’s usage', path: () => `/gpts/${gptId}/usage`, tile: 'Calls' },
    { where: 'the overview', path: () => '', tile: 'Calls, 7 days' },
  ])('is looked for each second by $where, and stands there after the first look that finds it', async ({ path, tile }) => {
    const page = await desk.context().newPage();
    const looks = new Looks(page);
    await page.clock.install();
    await page.goto(`${origin()}/w/${slug}${path()}`);
    await tileShows(page, tile, calls.total.calls);
    await page.clock.pauseAt(Date.now() + AHEAD_MS);
    await looks.atRest();

    await call();
    await ledgerHas(calls.total.calls);
    const asked = looks.count;
    const answer = page.waitForResponse(isLook);
    await page.clock.runFor(BETWEEN_LOOKS_MS);
    expect(callsIn(await (await answer).json())).toBe(calls.total.calls);
    expect(looks.count).toBeGreaterThan(asked);

    // What the look brought is drawn as soon as the page's clock goes on, without another look, and on the same document.
    await page.route('**/usage?*', (route) => route.abort());
    await page.clock.resume();
    await tileShows(page, tile, calls.total.calls);
    expect(looks.documents).toBe(1);
    await page.close();
  });

  it('is measured, from the call to the number on screen', async () => {
    await desk.goto(`${origin()}/w/${slug}/gpts/${gptId}/usage`);
    await tileShows(desk, 'Calls', calls.total.calls);
    const times: number[] = [];
    while (times.length < SAMPLES) {
      // Not in step with the page's looks or the drain's.
      await sleep(137 * (times.length % 9));
      const calledAt = performance.now();
      await call();
      await tileTurns(desk, 'Calls', calls.total.calls);
      times.push(performance.now() - calledAt);
    }
    times.sort((one, other) => one - other);
    keepMeasurement(`From a call to the number on screen, median of ${SAMPLES}`, times[SAMPLES / 2] ?? NaN, 'ms');
    keepMeasurement(`From a call to the number on screen, slowest of ${SAMPLES}`, times.at(-1) ?? NaN, 'ms');
    await album.take(desk, 'usage');
  }, 120_000);
});

const isLook = (request: { url: () => string }): boolean => /\/usage\?.*group_by=hour/.test(request.url());

/** How often a page has looked for new calls, and whether it waits for an answer. */
class Looks {
  count = 0;
  documents = 0;
  #waiting = 0;

  constructor(page: Page) {
    const over = (request: { url: () => string }): void => {
      if (isLook(request)) this.#waiting -= 1;
    };
    page.on('request', (request) => {
      if (request.isNavigationRequest()) this.documents += 1;
      if (!isLook(request)) return;
      this.count += 1;
      this.#waiting += 1;
    });
    page.on('requestfinished', over);
    page.on('requestfailed', over);
  }

  atRest(): Promise<true> {
    return eventually('An answer to every look', 20_000, () => Promise.resolve(this.#waiting === 0 ? true : undefined));
  }
}
