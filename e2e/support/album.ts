import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFaults, contentFaults, layoutFaults } from './page-faults';
import { ARTIFACTS } from './places';

const SIZES = { wide: { width: 1280, height: 800 }, narrow: { width: 390, height: 844 } };
const SETTLE_TRIES = 20;
const SETTLE_PAUSE_MS = 50;
const SCHEMES = ['light', 'dark'] as const;

/**
 * The pictures of one test file, numbered in the order in which they were taken, each wide and narrow, in light and dark; and what was wrong on
 * the pages. Faults are collected rather than thrown, so that one on the first page does not hide the others.
 */
export class Album {
  readonly faults: string[] = [];
  readonly #directory: string;
  #taken = 0;

  constructor(name: string) {
    this.#directory = join(ARTIFACTS, name);
    rmSync(this.#directory, { recursive: true, force: true });
    mkdirSync(this.#directory, { recursive: true });
  }

  /** Takes the four pictures, looks for faults in each, and leaves the page as it was. The page must run scripts: the examination is one. */
  async take(page: Page, name: string): Promise<void> {
    this.#taken += 1;
    const title = `${String(this.#taken).padStart(2, '0')}-${name}`;
    const before = page.viewportSize();
    await page.evaluate('scrollTo(0, 0)');
    for (const [size, viewport] of Object.entries(SIZES)) {
      await fit(page, viewport);
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        const variant = `${title}-${size}-${colorScheme}`;
        await this.#shoot(page, variant);
        const faults = [...(await contentFaults(page)), ...(await layoutFaults(page)), ...(await accessibilityFaults(page))];
        this.faults.push(...faults.map((fault) => `${variant}: ${fault}`));
      }
    }
    await page.emulateMedia({ colorScheme: null });
    if (before !== null) await page.setViewportSize(before);
  }

  /** One picture of each open page as it was at the end of a test, for those who look into why it failed. */
  async takeEnd(browser: Browser, name: string): Promise<void> {
    const pages = browser.contexts().flatMap((context) => context.pages());
    const title = `end-of-${name.replaceAll(/[^\w]+/g, '-').slice(-80)}`;
    for (const [index, page] of pages.entries()) await this.#shoot(page, `${title}-${index + 1}`);
  }

  async #shoot(page: Page, name: string): Promise<void> {
    const path = join(this.#directory, `${name}.png`);
    await page.screenshot({ path, animations: 'disabled', caret: 'hide', scale: 'css' });
  }
}

/** Makes the window as wide as asked and as tall as the page, so that what sticks to the window's edges stands at the picture's. */
async function fit(page: Page, { width, height }: { width: number; height: number }): Promise<void> {
  await page.setViewportSize({ width, height });
  await settle(page);
  const pageHeight = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.setViewportSize({ width, height: Math.max(height, pageHeight) });
  await settle(page);
}

/** Charts follow a new width with a delay. A page that stays too wide is found by the examination, so the wait may end without success. */
async function settle(page: Page): Promise<void> {
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  for (let tries = 0; tries < SETTLE_TRIES && (await layoutFaults(page)).length > 0; tries += 1)
    await page.waitForTimeout(SETTLE_PAUSE_MS);
}
