import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const ARTIFACTS = join(__dirname, '../artifacts');
const SIZES = { wide: { width: 1280, height: 800 }, narrow: { width: 390, height: 844 } };
const SCHEMES = ['light', 'dark'] as const;

/** The pictures of one test file, numbered in the order in which they were taken, each wide and narrow, in light and dark. */
export class Album {
  readonly #directory: string;
  #taken = 0;

  constructor(name: string) {
    this.#directory = join(ARTIFACTS, name);
    rmSync(this.#directory, { recursive: true, force: true });
    mkdirSync(this.#directory, { recursive: true });
  }

  /** Takes the four pictures and leaves the page as it was. */
  async take(page: Page, name: string): Promise<void> {
    this.#taken += 1;
    const title = `${String(this.#taken).padStart(2, '0')}-${name}`;
    const before = page.viewportSize();
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        await this.#shoot(page, `${title}-${size}-${colorScheme}.png`);
      }
    }
    await page.emulateMedia({ colorScheme: null });
    if (before !== null) await page.setViewportSize(before);
  }

  async #shoot(page: Page, file: string): Promise<void> {
    await page.screenshot({
      path: join(this.#directory, file),
      fullPage: true,
      animations: 'disabled',
      caret: 'hide',
      scale: 'css',
    });
  }
}
