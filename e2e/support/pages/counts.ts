import type { Page } from 'playwright-core';

/** The figure of one tile, once it is there. */
export async function tileFigure(page: Page, label: string): Promise<number> {
  const tile = page.locator('dl > div').filter({ has: page.getByRole('term').filter({ hasText: new RegExp(`^${label}$`) }) });
  return Number((await tile.locator('dd').first().innerText()).replaceAll(/\D/g, ''));
}

/** The calls of each row of one breakdown ("By subscriber", "By action"), by the row's name. */
export async function breakdown(page: Page, title: string): Promise<Record<string, number>> {
  const rows = await page.getByRole('table', { name: title }).locator('tbody tr').all();
  const cells = await Promise.all(rows.map((row) => row.getByRole('cell').allInnerTexts()));
  return Object.fromEntries(cells.map(([name = '', calls = '']) => [name.trim(), Number(calls.replaceAll(/\D/g, ''))]));
}

/** The rows of the subscribers' table as texts: email, name, sign-in, first seen, last seen, calls. */
export async function subscriberRows(page: Page): Promise<string[][]> {
  const table = page.getByRole('table', { name: 'Subscribers' });
  await table.waitFor();
  const rows = await table.locator('tbody tr').all();
  return Promise.all(
    rows.map(async (row) => (await row.getByRole('cell').allInnerTexts()).map((text) => text.trim()).slice(0, 6)),
  );
}
