import type { CDPSession, Page } from 'playwright-core';
import { eventually } from './eventually';
import { wordsOf } from './pages/press';

const HOSTS = ['https://chatgpt.com/*', 'https://chat.openai.com/*'];
const BLANK = Buffer.from('<!doctype html><title>ChatGPT</title><p>Signed in.</p>').toString('base64');

interface PausedRequest {
  requestId: string;
  resourceType: string;
  request: { url: string; headers: Record<string, string> };
}

/** The browser's request for ChatGPT's callback URL. */
export interface Callback {
  url: string;
  /** What the browser would tell ChatGPT about the page before; undefined when nothing. */
  referer: string | undefined;
}

/**
 * Stands in for chatgpt.com and chat.openai.com in one page, which the tests must not reach: everything there is a blank page, and the callbacks
 * that come by are kept. By Chromium's own protocol, because Playwright's routes do not see where a redirect leads.
 */
export class ChatGptTab {
  readonly #callbacks: Callback[] = [];

  private constructor(
    private readonly page: Page,
    private readonly session: CDPSession,
  ) {}

  static async in(page: Page): Promise<ChatGptTab> {
    const session = await page.context().newCDPSession(page);
    const tab = new ChatGptTab(page, session);
    session.on('Fetch.requestPaused', (paused: PausedRequest) => void tab.#answer(paused));
    await session.send('Fetch.enable', { patterns: HOSTS.map((urlPattern) => ({ urlPattern })) });
    return tab;
  }

  /**
   * The first callback that has not been asked for yet, once the browser is in ChatGPT altogether: to go elsewhere while the page still comes would
   * be to interrupt it.
   * @throws Error with what the page says instead
   */
  async callback(): Promise<Callback> {
    try {
      const callback = await eventually('Coming back to ChatGPT', 20_000, () => Promise.resolve(this.#callbacks.shift()));
      await this.page.waitForURL(({ href }) => href === callback.url);
      return callback;
    } catch (cause) {
      throw new Error(`ChatGPT was not come back to. The page says: ${await wordsOf(this.page)}`, { cause });
    }
  }

  async #answer({ requestId, resourceType, request }: PausedRequest): Promise<void> {
    if (resourceType === 'Document') this.#callbacks.push({ url: request.url, referer: request.headers['Referer'] });
    const responseHeaders = [{ name: 'content-type', value: 'text/html' }];
    await this.session.send('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders, body: BLANK });
  }
}
