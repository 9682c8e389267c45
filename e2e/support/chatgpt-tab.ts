import type { BrowserContext, Request } from 'playwright-core';
import { eventually } from './eventually';

/**
 * Stands in for chatgpt.com and chat.openai.com in the browser, which the tests must not reach: any page there is a blank one, and the
 * callbacks that come by are kept.
 */
export class ChatGptTab {
  readonly #callbacks: Request[] = [];

  static async in(context: BrowserContext): Promise<ChatGptTab> {
    const tab = new ChatGptTab();
    await context.route(/^https:\/\/(chatgpt\.com|chat\.openai\.com)\//, async (route) => {
      if (route.request().isNavigationRequest()) tab.#callbacks.push(route.request());
      await route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>ChatGPT</title><p>Signed in.</p>' });
    });
    return tab;
  }

  /** The first callback that has not been asked for yet, as the browser requested it. */
  callback(): Promise<Request> {
    return eventually('Coming back to ChatGPT', 20_000, () => Promise.resolve(this.#callbacks.shift()));
  }
}
