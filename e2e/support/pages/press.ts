import type { Locator, Page } from 'playwright-core';

/**
 * Presses a button and waits for the page that follows, before anybody looks for a mail or a callback.
 * @throws Error with what the page says when it refuses, or when what follows does not come.
 */
export async function press(page: Page, button: string | RegExp, next: Locator): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  const refusal = page.getByRole('alert').filter({ hasText: /\S/ });
  await next
    .or(refusal)
    .first()
    .waitFor()
    .catch(() => undefined);
  if (!(await next.first().isVisible())) throw new Error(`After "${String(button)}" the page says: ${await wordsOf(page)}`);
}

/** What a page says, for a message about why a test failed. */
export async function wordsOf(page: Page): Promise<string> {
  return (await page.locator('body').innerText()).replaceAll(/\s+/g, ' ').slice(0, 600);
}
